"""Agents: they read the request and carry out subtasks by calling tools."""
