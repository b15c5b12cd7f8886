"""Booking what a plan has: a quote, the traveller's explicit yes, then a hold and its confirmation."""
