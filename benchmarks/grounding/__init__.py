"""How many wrong sentences about plans are caught, and how many true ones stay."""
