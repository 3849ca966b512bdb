"""Numbered migrations, only ever added to."""

from pathlib import Path

HEAD = max(path.name[:4] for path in (Path(__file__).parent / "versions").glob("[0-9]*.py"))
"""Revision that the tables of this version need: the newest migration there is."""
