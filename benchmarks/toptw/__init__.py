"""The orienteering standard instances (team orienteering with time windows), solved by the scheduler's own search."""
