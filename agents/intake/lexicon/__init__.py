"""The closed-class words of requests, by subject: what a word is, never whole sentences."""
