"""Seeing and hearing: a picture or a voice note becomes words that the intake reads like typed ones."""
