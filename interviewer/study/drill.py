"""Drills: which questions they ask, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from interviewer.conversation.state.setup import Drilled
from interviewer.conversation.state.stored import TODAYS_PLAN
from interviewer.errors import NothingLeftError, UsageError
from interviewer.storage.store import Store
from interviewer.study.schedule import Schedule, days_until, due_now
from interviewer.study.today import daily_plan, done_line
from knowledge.schema import Bank
from knowledge.search.retriever import Hit

TOPIC_QUESTIONS = 10
"""Most questions of a drill on a topic. By hand."""
TOPIC_SIMILARITY = 0.3
"""Cosine from which a question belongs to the drilled topic."""


@dataclass(frozen=True)
class Drill:
    """What a drill asks: ids in the order they are asked, what it is called, and what kind of thing it is about."""

    pool: tuple[str, ...]
    topic: str
    kind: Drilled


def choose_drill(
    store: Store,
    bank: Bank,
    search: Callable[[str, int], Sequence[Hit]],
    questions: int,
    *,
    section: str = "",
    topic: str = "",
    due: bool = False,
    only: str = "",
    now: datetime | None = None,
) -> Drill:
    """The questions of a drill: a single one, today's plan, those near a topic, or a section; due ones come first.

    Today's plan is filled up with questions that were never asked.

    Args:
        search: Gives the questions nearest to a text, at most so many.
        questions: How many at most.

    Raises:
        NothingLeftError: Nothing is left for today.
        UsageError: Nothing is chosen, or nothing is near the topic.
        UnknownQuestionError: The bank has no such section or question.
    """
    moment = now or datetime.now(UTC)
    if only:
        return Drill((bank[only].id,), bank[only].short_title, "one")
    if due:
        plan = daily_plan(store, bank, moment)
        pool = [*plan.due_questions, *plan.new]
        if not pool:
            raise NothingLeftError(done_line(plan))
        return Drill(tuple(pool[:questions]), TODAYS_PLAN, "today")
    if topic.strip():
        pool = [hit.question.id for hit in search(topic, TOPIC_QUESTIONS) if hit.similarity >= TOPIC_SIMILARITY]
        if not pool:
            raise UsageError(f"nothing in the bank is near “{topic[:60]}”; try other words, or a section")
    elif section:
        pool = [question.id for question in bank.in_section(section)]
    else:
        raise UsageError("choose a section, or write a topic")
    ordered = drill_order(bank, pool, store.reviews.schedule(), moment)[:questions]
    named = topic.strip()[:60]
    return Drill(tuple(ordered), named or section, "topic" if named else "section")


def drill_order(bank: Bank, pool: Sequence[str], schedule: Schedule, now: datetime | None = None) -> list[str]:
    """The pool ordered: due questions first (the least likely remembered before others), then new ones, then the rest.

    Ties keep the order of the pool, so that a topic's nearest questions come first.
    """
    moment = now or datetime.now(UTC)
    due: dict[str, int] = {}
    for question_id, _ in due_now(schedule, bank, moment):
        due.setdefault(question_id, len(due))

    def key(question_id: str) -> tuple[int, int]:
        if question_id in due:
            return (0, due[question_id])
        ahead = [
            days_until(schedule[question_id, c.id], moment)
            for c in bank[question_id].criteria
            if (question_id, c.id) in schedule
        ]
        return (2, min(ahead)) if ahead else (1, 0)

    return sorted(pool, key=key)
