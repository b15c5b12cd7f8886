"""Tools: typed ways to learn about the world, behind one registry."""
