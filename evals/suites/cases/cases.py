"""Cases of ``evals truth``: an edited text, what it was made from, and its effect on a perfect judge's grade."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from evals.labelled.gold import LabelledAnswer
from knowledge.schema import Bank, Criterion, Question

SEED = 11
Effect = Literal["nothing left", "earns nothing", "unchanged", "found", "not charged"]
"""What a change does to a grade: the text loses what it earned, earns nothing, keeps its score, shows a misconception, or is
not charged with one."""


@dataclass(frozen=True)
class Case:
    """One text to grade.

    Attributes:
        way: The wording or rule that made it.
        before: The text that it was made from, graded for comparison; empty if nothing is compared.
        criterion: Id of the point that it is about; empty if the whole answer counts.
        misconception: Id of the misconception that it is about; may be empty.
    """

    kind: str
    way: str
    question: Question
    text: str
    before: str = ""
    criterion: str = ""
    misconception: str = ""


@dataclass(frozen=True)
class Material:
    """What cases are made from.

    Attributes:
        questions: The questions of the split.
        answers: The strong gold answers to these questions.
        prose: More texts about unrelated things.
        computed: Whether single statements are only about points that are computed.
    """

    bank: Bank
    questions: tuple[Question, ...]
    answers: tuple[LabelledAnswer, ...]
    wordings: str
    prose: tuple[str, ...] = ()
    computed: bool = False

    def points_of(self, question: Question) -> list[Criterion]:
        """The points of a question that single statements are made about."""
        return [criterion for criterion in question.criteria if criterion.expects or not self.computed]


CaseMaker = Callable[[str, Material], Iterator[Case]]
"""Makes the cases of a kind, by its name, from the material."""


@dataclass(frozen=True)
class ChangeKind:
    """One kind of change.

    Attributes:
        tolerance: How far a score may move when nothing should change, 0..1.
    """

    name: str
    effect: Effect
    make: CaseMaker
    tolerance: float = 0.0


@dataclass
class Drawn:
    """How many cases of one kind each way made, and the cases to grade."""

    made: Counter[str] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)


def draw(kind: ChangeKind, material: Material, count: int | None) -> Drawn:
    """The cases of one kind: all, or ``count`` of them, spread over the questions and the ways to make them."""
    every = list(kind.make(kind.name, material))
    drawn = Drawn(Counter(case.way for case in every))
    drawn.cases = every if count is None or len(every) <= count else _spread(every, count)
    return drawn


def rng_of(kind: str, way: str, text: str) -> random.Random:
    """A random generator that is the same in every run."""
    return random.Random(f"{SEED}:{kind}:{way}:{text}")


def _spread(cases: Sequence[Case], count: int) -> list[Case]:
    by_question: dict[str, list[Case]] = {}
    for case in cases:
        by_question.setdefault(case.question.id, []).append(case)
    chance = random.Random(SEED)
    for rows in by_question.values():
        chance.shuffle(rows)
    used: Counter[str] = Counter()
    out: list[Case] = []
    while len(out) < count:
        for rows in by_question.values():
            if rows and len(out) < count:
                rare = min(range(len(rows)), key=lambda n: used[rows[n].way])
                used[rows[rare].way] += 1
                out.append(rows.pop(rare))
    return out
