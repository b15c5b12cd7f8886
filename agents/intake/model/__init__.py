"""The intake seat of a model: it restates what the rules left unread; what it says counts only as far as the text bears it out."""
