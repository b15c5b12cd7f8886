"""What is remembered of travellers from one trip to the next."""
