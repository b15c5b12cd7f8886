"""Attempts at a plan: which problems are put to the scheduler, in what order, and for how long."""
