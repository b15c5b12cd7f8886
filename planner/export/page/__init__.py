"""The printable page: one HTML file that needs nothing else."""
