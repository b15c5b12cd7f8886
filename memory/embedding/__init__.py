"""Texts as vectors, offline: a sentence encoder where it is installed, character n-grams elsewhere."""
