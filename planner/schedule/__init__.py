"""Scheduling: a domain-neutral solver and the bridge from findings to itineraries."""
