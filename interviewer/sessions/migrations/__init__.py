"""Numbered migrations, only ever added to."""

HEAD = "0003"
"""Revision that the tables of this version need."""
