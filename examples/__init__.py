"""Programs to read and run: ``python -m examples.beijing_trip``."""
