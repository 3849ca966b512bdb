"""How sure the candidate was against how right they were, in a line."""

from __future__ import annotations

from interviewer.report.records import Report

CLOSE = 0.1
"""How far apart the two may be to be about the same (a judgement)."""


def sureness(report: Report) -> str:
    """The mean of what the candidate said of their answers and of what these earned; "" if they were not asked.

    What was graded alone counts: of a skipped question there is no answer to be sure of.
    """
    rows = [(q.confidence, q.score) for q in report.questions if q.confidence is not None and q.score is not None]
    if not rows:
        return ""
    sure, right = sum(row[0] for row in rows) / len(rows), sum(row[1] for row in rows) / len(rows)
    if len(rows) == 1:
        told = f"You were {sure:.0%} sure of the one answer you rated, and it earned {right:.0%}"
    else:
        told = f"You were {sure:.0%} sure on average of the {len(rows)} answers you rated, and they earned {right:.0%}"
    if abs(sure - right) <= CLOSE:
        return f"{told}: you judge yourself well."
    return f"{told}: {'more sure than right' if sure > right else 'better than you thought'}."
