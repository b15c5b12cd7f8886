"""Providers: who serves the tools."""
