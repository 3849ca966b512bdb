"""Builds a pattern from a table: one row for each way of saying something, with an example of what the row is for.

A pattern that lists many ways of saying a thing grows until nobody can read it. Written as a table it stays a list::

    _ASKS_FOR_MORE = table(
        (rf"\\b{any_of('more, another, one more')} hints?\\b", "Could I have another hint?"),
        (r"\\bwhat else\\b", "What else is there?"),
    )

To have a new way of saying it recognised, add a row with an example. ``tests/test_patterns.py`` checks every example
against its row, so that a row which no longer does what it says is noticed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Alternative = tuple[str, str]
"""A regular expression, and an example that it is found in."""


@dataclass(frozen=True)
class SharedContext:
    """Rows that have the same words before or after them, which are written only once.

    Attributes:
        before: A regular expression for what comes before any of the rows.
        rows: The alternatives.
        after: A regular expression for what comes after any of them.
    """

    before: str
    rows: tuple[TableEntry, ...]
    after: str = ""


TableEntry = Alternative | SharedContext


def table(*rows: TableEntry, before: str = "", after: str = "", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A compiled pattern for any one of some rows; of several that fit at the same place, the first one counts.

    Args:
        rows: The alternatives, in the order in which they are tried.
        before: A regular expression for what comes before any of them.
        after: A regular expression for what comes after any of them.
    """
    return re.compile(in_context(rows, before, after), flags)


def shared(before: str, *rows: TableEntry, after: str = "") -> SharedContext:
    """Rows of a table that have the same words before or after them."""
    return SharedContext(before, rows, after)


def in_context(rows: tuple[TableEntry, ...], before: str = "", after: str = "") -> str:
    """The regular expression of a table, to be built into a larger one. Without a context it is not in a group."""
    ways = "|".join(map(_one, rows))
    return f"{before}(?:{ways}){after}" if before or after else ways


def _one(row: TableEntry) -> str:
    if isinstance(row, SharedContext):
        return f"{row.before}(?:{in_context(row.rows)}){row.after}"
    return row[0]


def any_of(listed: str) -> str:
    """A regular expression for any one of some words or phrases: ``any_of("maybe, perhaps, i (?:guess|think)")``.

    Args:
        listed: The phrases, with a comma and a space between any two. Each is a short regular expression.
    """
    return f"(?:{'|'.join(listed.split(', '))})"
