"""Which unmet criterion to probe next, and whether a text would give one away."""

from __future__ import annotations

from collections.abc import Collection

from interviewer.grading.grade import CREDIT, Grade
from interviewer.grading.quotation import first_quote
from knowledge.schema import Question

MAX_PROBES = 3
"""Probes a question, at most."""


def choose_probe(question: Question, grade: Grade, probed: Collection[str]) -> str | None:
    """The unmet criterion with the most weight to gain that was not probed yet, or None.

    Of equal ones, what was said wrongly comes before what is missing: an error left standing is worse than a gap. What could not be graded is not probed: nobody knows whether it was missed.
    """
    if len(probed) >= MAX_PROBES:
        return None
    askable = {criterion.id for criterion in question.criteria if criterion.probe}  # a point may have left the bank
    open_items = [
        item
        for item in grade.criteria
        if item.verdict in {"not_met", "partly_met"} and item.id not in probed and item.id in askable
    ]
    if not open_items:
        return None
    order = [item.id for item in grade.criteria]
    return max(open_items, key=lambda i: (i.weight * (1 - CREDIT[i.verdict]), i.contradicted, -order.index(i.id))).id


def said_wrongly(grade: Grade | None, criterion_id: str) -> str:
    """The candidate's words that say the contrary of a criterion, "" where none do."""
    items = grade.criteria if grade else ()
    return next((first_quote(item) for item in items if item.id == criterion_id and item.contradicted), "")


def second_angle(grade: Grade, probed: Collection[str], last: str) -> str | None:
    """The criterion probed last, where it is worth another go: still not met, and no other had a second one."""
    again = len(set(probed)) < len(tuple(probed))
    if not last or again or len(probed) >= MAX_PROBES:
        return None
    return last if any(item.id == last and item.verdict == "not_met" for item in grade.criteria) else None


def regraded_with(grade: Grade) -> tuple[str, ...]:
    """What is graded again after a probe: every criterion, as a reply may contradict even one that was met."""
    return tuple(item.id for item in grade.criteria)
