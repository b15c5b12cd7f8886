"""The vocabulary: frozen models without I/O."""
