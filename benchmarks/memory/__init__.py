"""Measures of both memories."""
