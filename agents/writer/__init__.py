"""The writer seat: a model words a finished plan; what it states is looked up before anybody reads it."""
