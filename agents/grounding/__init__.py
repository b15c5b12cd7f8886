"""What a model worded, checked against the plan and its sources before anybody reads it."""
