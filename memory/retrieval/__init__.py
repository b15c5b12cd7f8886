"""Finding texts by their words and by their meaning, and making one ranking of both."""
