"""The verifier: judges a finished plan alone, sharing no rule with the scheduler."""
