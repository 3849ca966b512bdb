"""Numbered migrations, only ever added to."""

HEAD = "0002"
"""Revision that the tables of this version need."""
