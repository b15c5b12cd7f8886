"""Reading what travellers write."""
