"""Drawing cases: spread over questions and ways, the same in every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evals.suites.cases.cases import Case, ChangeKind, Material, draw, rng_of
from knowledge.schema import Bank


def test_cases_are_spread_over_questions_and_ways(bank: Bank) -> None:
    questions = tuple(bank.values())[:4]

    def make(kind: str, material: Material) -> Iterator[Case]:
        for question in material.questions:
            for way, times in (("often", 50), ("rare", 5)):
                for number in range(times):
                    yield Case(kind, way, question, f"{way} {number}")

    kind = ChangeKind("x", "nothing left", make)
    material = Material(bank, questions, (), "dev")
    drawn = draw(kind, material, 20)
    assert drawn.made == {"often": 200, "rare": 20} and len(drawn.cases) == 20
    assert set(Counter(case.question.id for case in drawn.cases).values()) == {5}
    assert Counter(case.way for case in drawn.cases) == {"often": 10, "rare": 10}
    assert draw(kind, material, 20).cases == drawn.cases
    assert len(draw(kind, material, None).cases) == len(draw(kind, material, 999).cases) == 220


def test_chance_is_the_same_in_every_run() -> None:
    assert rng_of("a", "b", "c").random() == rng_of("a", "b", "c").random() != rng_of("a", "b", "d").random()
