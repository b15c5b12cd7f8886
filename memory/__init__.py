"""What outlives a turn: vectors of words, and later the two memories."""
