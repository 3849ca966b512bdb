"""The recorded runs that a table rests on: which stands for its suite, and how each is named below the table."""

from __future__ import annotations

from collections.abc import Sequence

from evals.results.ledger import Entry, Ledger


def plain_run(ledger: Ledger, suite: str) -> Entry | None:
    """The run of a suite with the fewest options: the one that stands for it."""
    return min(ledger.of(suite), key=lambda entry: len(entry.command), default=None)


def missing_run(command: str) -> str:
    """What stands where a table is not recorded yet: the command that would."""
    return f"Not recorded yet: `{command} --record`.\n"


def sources_of(entries: Sequence[Entry]) -> str:
    """A line that says how each of the numbers came about."""
    runs = [f"`{entry.command}` at {entry.commit}, {entry.date}" for entry in entries]
    machines = sorted({entry.machine for entry in entries if entry.machine})
    text = "; ".join([*runs, *machines])
    return f"\n<sub>{text}. Square brackets: 95 % intervals by bootstrap over questions.</sub>\n"
