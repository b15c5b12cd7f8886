"""Trips, requests and running work as rich renderables."""
