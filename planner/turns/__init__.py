"""One turn of a conversation: what it knows, how it is carried out, how it is answered."""
