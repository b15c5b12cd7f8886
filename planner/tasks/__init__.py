"""Subtasks: a request broken into them, and the workers sent out."""
