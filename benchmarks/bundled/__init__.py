"""The regression gate: generated requests over the bundled catalogue, from plain text to verified plans."""
