"""Xiake as an MCP server."""
