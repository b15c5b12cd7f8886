"""Generated trips with committed references for the scheduling core."""
