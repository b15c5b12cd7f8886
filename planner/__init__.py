"""The planner: decomposes, dispatches, schedules, verifies, repairs and explains."""
