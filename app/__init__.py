"""What the user sees: the command line and the terminal views. Nothing below imports it."""
