"""Wrappers: each delegates a call and adds one thing."""
