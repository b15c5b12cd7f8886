"""ChinaTravel: the public sandbox as one more provider, its plan format, and the harness that measures Xiake on it."""
