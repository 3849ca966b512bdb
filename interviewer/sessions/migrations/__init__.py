"""Numbered migrations, only ever added to."""

HEAD = "0001"
"""Revision that the tables of this version need."""
