"""Generated edits of generated plans: is the change there, and is the rest still as it was?"""
