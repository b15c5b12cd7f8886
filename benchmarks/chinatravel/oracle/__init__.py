"""The benchmark's annotated constraints, read as Xiake's own."""
