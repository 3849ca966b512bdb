"""Numbered migrations, only ever added to."""

HEAD = "0004"
"""Revision that the tables of this version need."""
