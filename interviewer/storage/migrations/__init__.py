"""Numbered migrations. Never edit one; add another."""

from pathlib import Path

REVISIONS = frozenset(path.name[:4] for path in (Path(__file__).parent / "versions").glob("[0-9]*.py"))
"""Every revision that this version knows."""
HEAD = max(REVISIONS)
"""Revision that the tables of this version need: the newest migration there is."""
