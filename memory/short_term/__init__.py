"""The conversation as it is kept: dialogue, request, findings and plan versions of each session."""
