"""Editing a plan: applying changes, telling what differs, and why it is as it is."""
