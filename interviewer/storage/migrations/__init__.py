"""Numbered migrations, only ever added to."""

HEAD = "0006"
"""Revision that the tables of this version need."""
