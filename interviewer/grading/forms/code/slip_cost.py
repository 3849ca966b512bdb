"""What a slip of syntax costs: half of a point whose own line it is in, and nothing of any other.

Readers of such code differ. Most give full marks for what is right apart from a missing colon, and half or all of a point for a slip
in the very line that makes it. The candidate is told in each case that the code does not run as it stands.
"""

from __future__ import annotations

from dataclasses import replace

from interviewer.grading.forms.code.report import CodeReport, Decided, TestResult
from interviewer.grading.forms.code.slips import Slips
from interviewer.grading.grade import RANK


def with_slips(meant: CodeReport, slips: Slips) -> CodeReport:
    """The report on code as it stands.

    Args:
        meant: The report on the code with its slips put right. Lines have the same numbers there.
    """
    got = f"a syntax error in “{slips.first}”"
    stands = TestResult("The code runs", False, expected="no error", got=got, line=slips.lines[0])
    decided = tuple(_half(item, slips) if item.line in (0, *slips.lines) else item for item in meant.decided)
    return replace(
        meant, results=(stands, *meant.results), decided=decided, tested=_as_typed(meant, slips), slipped=True
    )


def _as_typed(meant: CodeReport, slips: Slips) -> str:
    """The code whose lines are quoted: as it was typed, with any line that words after it put right."""
    lines = meant.tested.splitlines()
    put_right = slips.meant.splitlines()
    typed = {n: slips.line(n) for n in slips.lines if n <= len(lines) and lines[n - 1] == put_right[n - 1]}
    return "\n".join(typed.get(n, line) for n, line in enumerate(lines, start=1))


def _half(item: Decided, slips: Slips) -> Decided:
    """At most half of a point that rests on a line with a slip, or on no line that is known."""
    if RANK[item.verdict] < RANK["partly_met"]:
        return item
    line = item.line or slips.lines[0]
    behind = "Otherwise the tests would pass." if item.verdict == "met" else f"Besides: {item.reason}"
    reason = f"“{slips.line(line)}” is not valid Python, so the code does not run as it stands. {behind}"
    return replace(item, verdict="partly_met", reason=reason, line=line, absent=False)
