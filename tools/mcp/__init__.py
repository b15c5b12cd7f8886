"""Tools that MCP servers offer, brought into the registry by configuration."""
