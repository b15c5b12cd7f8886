"""The chat in the terminal: turns of a conversation, typed or piped."""
