"""Which question comes next: it must fit the time and the candidate's level; no question twice, and one part of each."""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from interviewer.conversation.selection.ability import EASE
from knowledge.schema import Bank, Question

TOLD, JITTER, MENTIONED, LATELY = 4.0, 2.5, 2.5, 3.0
"""Weights for choosing questions: information per minute, chance, that the candidate mentioned it, and against it that it was
asked recently. Chance is as large as it can be before estimates suffer: otherwise everybody would be asked the same few.
"""
NEAR = 1.0
"""How far a question's difficulty can be from the ability before it counts against the question."""
MIN_MINUTES_LEFT = 1.0
"""Another question is started only if this many minutes are left."""


@dataclass(frozen=True)
class Choice:
    """The next question, and the topic the candidate mentioned that leads to it, if one does."""

    question_id: str
    mention: str = ""


def information(question: Question, ability: float, difficulty: float | None = None) -> float:
    """How much an answer is expected to reveal about the ability, in items: the Fisher information of its criteria (Rasch 1960).

    Args:
        difficulty: The learnt difficulty; by default the author's.
    """
    p = 1.0 / (1.0 + math.exp(-(ability - (difficulty or question.difficulty) + EASE)))
    return len(question.criteria) * p * (1.0 - p)


def next_question(
    bank: Bank,
    pool: Sequence[str],
    asked: Sequence[str],
    *,
    ability: float,
    minutes_left: float,
    seed: int,
    bridges: Sequence[tuple[str, str]] = (),
    difficulties: Mapping[str, float] | None = None,
    before: Sequence[str] = (),
    together: bool = False,
) -> Choice | None:
    """The next part to ask, or None if nothing fits.

    Of a question with several parts only one is asked, since an answer, and a reference answer even more, gives away part of
    the next. A second part comes only once the pool has no other question.

    Args:
        pool: Ids that can be asked; those the bank no longer has are skipped.
        asked: Ids asked so far, in order.
        bridges: Pairs of a question id and the candidate's words that lead there, nearest first.
        difficulties: Difficulties learnt from outcomes, for some of the questions.
        before: Ids asked in earlier interviews, the latest last; questions new to the candidate come first.
        together: Ask all parts of a question, one after the other: for a pool that the candidate chose.
    """
    open_ids = [i for i in pool if i in bank and i not in asked]
    if not open_ids or minutes_left < MIN_MINUTES_LEFT:
        return None
    follow = _next_part(bank, open_ids, asked) if together else None
    if follow and bank[follow].minutes <= minutes_left + 2:
        return Choice(follow)
    groups = _open_groups(bank, open_ids, asked, together)
    last = {i: (n + 1) / len(before) for n, i in enumerate(before)}
    lately = {first: max(last.get(i, 0.0) for i in parts) for first, parts in groups.items()}
    # a question that the candidate knows is not worth a minute more than there is, unless it is the only one
    fitting = [i for i in groups if bank[i].minutes <= minutes_left + (not asked or not lately[i])]
    if not fitting:
        return None
    led = dict(reversed(bridges))  # of two on the same question the nearer counts
    mentioned = {first: next((led[i] for i in groups[first] if i in led), "") for first in groups}
    rng = random.Random(f"{seed}:{len(asked)}")
    sections = [bank[i].section for i in asked if i in bank]
    known = difficulties or {}
    jitter = {first: rng.random() for first in sorted(fitting)}

    def cost(first: str) -> tuple[int, bool, float]:
        parts = [bank[i] for i in groups[first]]
        told = sum(information(q, ability, known.get(q.id)) for q in parts) / sum(q.minutes for q in parts)
        far = max(0.0, abs(known.get(first, bank[first].difficulty) - ability) - NEAR)
        worth = TOLD * told + JITTER * jitter[first] + (MENTIONED if mentioned[first] else 0.0) - far
        seen = lately[first] > 0
        # a section whose questions were all asked before waits until the others are one question ahead
        return sections.count(bank[first].section) + seen, seen, LATELY * lately[first] - worth

    best = min(fitting, key=cost)
    return Choice(best, mentioned[best])


def next_in_order(bank: Bank, pool: Sequence[str], asked: Sequence[str]) -> Choice | None:
    """The next part of a drill, whose pool is in the order in which it is asked."""
    return next((Choice(i) for i in pool if i in bank and i not in asked), None)


def section_pool(bank: Bank, sections: Collection[str]) -> tuple[str, ...]:
    """Ids of all parts in these sections, or in the whole bank if none is named.

    Raises:
        UnknownQuestionError: The bank has no such section.
    """
    if not sections:
        return tuple(bank)
    return tuple(question.id for section in sections for question in bank.in_section(section))


def _next_part(bank: Bank, open_ids: Sequence[str], asked: Sequence[str]) -> str | None:
    if not asked or asked[-1] not in bank:
        return None
    stem = bank[asked[-1]].stem
    later: list[Question] = [q for q in bank.parts(stem) if q.id in open_ids and q.id > asked[-1]]
    return later[0].id if later else None


def _open_groups(
    bank: Bank, open_ids: Sequence[str], asked: Sequence[str], together: bool
) -> Mapping[str, Sequence[str]]:
    """What can come next: the first part of each, with all the parts that would then be asked."""
    begun = {bank[i].stem for i in asked if i in bank}
    new = [i for i in sorted(open_ids) if bank[i].stem not in begun]
    if not together:
        return {i: (i,) for i in new or open_ids}
    stems: dict[str, list[str]] = {}
    for question_id in new:
        stems.setdefault(bank[question_id].stem, []).append(question_id)
    return {parts[0]: parts for parts in stems.values()}
