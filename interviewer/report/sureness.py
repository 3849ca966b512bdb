"""Compares how sure the candidate was with how right they were, in a line."""

from __future__ import annotations

from interviewer.report.records import Report

CLOSE = 0.1
"""How far apart the two can be and still count as about the same (a judgement)."""


def sureness(report: Report) -> str:
    """The candidate's mean confidence in their answers and the mean score of these; "" if they never gave any.

    Only graded answers count: a skipped question has no answer to be sure of.
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
        return f"{told}: you know how well you did."
    return f"{told}: {'more sure than right' if sure > right else 'better than you thought'}."
