"""The recorded results behind a table: which one represents its suite, and how each is cited below the table."""

from __future__ import annotations

from collections.abc import Sequence

from evals.results.ledger import RecordedResult, ResultsLedger


def plain_result(ledger: ResultsLedger, suite: str) -> RecordedResult | None:
    """The result of a suite with the fewest options: the one that represents it."""
    return min(ledger.of(suite), key=lambda entry: len(entry.command), default=None)


def not_recorded(command: str, subject: str = "") -> str:
    """The text shown instead of a table that is not recorded yet, with the command that records it.

    Args:
        subject: What is missing, if it is only part of a table: "the embedded language model".
    """
    return f"Not recorded yet{subject and f' for {subject}'}: `{command} --record`.\n"


def sources_of(entries: Sequence[RecordedResult]) -> str:
    """A line that cites the command and commit behind the numbers."""
    cited = [f"`{entry.command}` at {entry.commit}, {entry.date}" for entry in entries]
    machines = sorted({entry.machine for entry in entries if entry.machine})
    text = "; ".join([*cited, *machines])
    return f"\n<sub>{text}. Square brackets: 95 % intervals by bootstrap over questions.</sub>\n"
