"""Answers composed of a bank's paraphrases, so that the label of every criterion is known without a human."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.schema import Bank, Question

FILLERS = (
    "let me think about this for a moment",
    "that's a good question",
    "as far as I remember",
    "I've seen this in a project last year",
    "in practice it depends on the problem",
    "there are several things to say here",
    "I'd have to look up the details",
    "this comes up all the time with deep networks",
    "so that's more or less how I see it",
    "we talked about that in a course at university",
    "I hope that makes sense",
    "it's important to understand the fundamentals here",
    "there's a well known paper about it",
)
_JOINS = (". ", ". ", ". ", ". Also, ", ", and ", "; ", "\n", ". And then ", ", because ", ". So ")


@dataclass(frozen=True)
class Composed:
    """One composed answer.

    Attributes:
        met: Ids of the criteria a satisfying paraphrase was put in for.
        halves: Ids of those that what was put in partly meets.
        used: The paraphrases of the bank that it is made of, to be left out when signals are taken.
    """

    question_id: str
    answer: str
    met: frozenset[str]
    halves: frozenset[str]
    used: frozenset[str]

    def targets(self, question: Question) -> dict[str, float]:
        """What each criterion of its question earns: 1 met, 0.5 partly, 0 not."""
        return {c.id: 1.0 if c.id in self.met else 0.5 if c.id in self.halves else 0.0 for c in question.criteria}


def compose(bank: Bank, question: Question, count: int, seed: int) -> Iterator[Composed]:
    """Answers to one question: for each criterion a satisfying paraphrase, one that partly meets it, a near miss, or nothing."""
    rng = random.Random(f"{seed}:{question.id}")
    strangers = [
        text
        for other in bank.values()
        if other.stem != question.stem
        for criterion in other.criteria
        for text in criterion.satisfied_by
    ]
    for _ in range(count):
        pieces: list[str] = []
        met: set[str] = set()
        halves: set[str] = set()
        used: set[str] = set()
        share = rng.choice((0.1, 0.35, 0.6, 0.85))
        for criterion in question.criteria:
            draw = rng.random()
            # the only one would leave none to show with the answer, and that alone would give away what it is made of
            partly = criterion.partly_satisfied_by if len(criterion.partly_satisfied_by) > 1 else ()
            if draw < share and criterion.satisfied_by:
                text = rng.choice(criterion.satisfied_by)
                met.add(criterion.id)
            elif draw < share + 0.3 * (1 - share) and partly:
                text = rng.choice(partly)
                halves.add(criterion.id)
            elif draw < share + 0.6 * (1 - share) and criterion.not_satisfied_by:
                text = rng.choice(criterion.not_satisfied_by)
            else:
                continue
            pieces.append(text)
            used.add(text)
        pieces += rng.sample(FILLERS, rng.choice((0, 0, 1, 2)))
        if strangers and rng.random() < 0.3:
            pieces.append(rng.choice(strangers))
        if question.misconceptions and rng.random() < 0.2:
            pieces.append(rng.choice([e for m in question.misconceptions for e in m.examples] or list(FILLERS)))
        rng.shuffle(pieces)
        if not pieces:
            pieces = [rng.choice(FILLERS)]
        answer = pieces[0]
        for piece in pieces[1:]:
            answer += rng.choice(_JOINS) + piece
        yield Composed(question.id, answer, frozenset(met), frozenset(halves), frozenset(used))
