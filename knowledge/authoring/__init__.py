"""A list of questions of your own: read, imported, reviewed."""
