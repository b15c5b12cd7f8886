"""Language models: made, steadied, metered, asked for data; loaded only where one is configured."""
