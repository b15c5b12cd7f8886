"""Where short-term memory is kept: one protocol, four engines (Redis by URL, embedded server, SQLite, this process)."""
