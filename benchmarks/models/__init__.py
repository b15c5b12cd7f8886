"""What becomes of plans when models are wrong on purpose, and what our code costs around a model's call."""
