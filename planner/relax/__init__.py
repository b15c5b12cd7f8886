"""What to say where no plan exists: which wishes conflict, and the ways out."""
