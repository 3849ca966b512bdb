"""Numbered migrations, only ever added to."""

HEAD = "0005"
"""Revision that the tables of this version need."""
