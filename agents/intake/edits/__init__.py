"""Reading a turn of the conversation: what it changes in the plan, asks about it, or says of the traveller."""
