"""Local search over day routes."""
