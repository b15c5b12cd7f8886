"""One run: its graph, its state as it is checkpointed, what it works with, and how it is followed and resumed."""
