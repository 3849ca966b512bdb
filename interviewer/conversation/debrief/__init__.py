"""What is said about a grade: why, how sure, what changed, what is right; and how it is contested."""
