"""Passages of the bank's phrases, and what each comes to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from interviewer.grading.training.beside import MOST
from interviewer.grading.training.passage_rows import PUT_RIGHT, ROUNDS, PassageRows
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.evals.changes.test_change import WORDINGS
from tests.interviewer.grading.local.stand_in import question

RIGHT = "The gradients are cut off at some length before the step"
HALF = "Their length matters in some way"
WRONG = "clipping makes all the gradients larger"
OTHERS = ("Overflow turns losses into NaN", "It diverges quickly", "Spikes appear at once", "Weights blow up")
POINT = Criterion(
    "clipping",
    "Says that gradients are clipped",
    satisfied_by=(RIGHT,),
    partly_satisfied_by=(HALF,),
    contradicted_by=(WRONG,),
)
OTHER = Criterion("symptom", "Names a symptom", satisfied_by=OTHERS[:3], contradicted_by=OTHERS[3:])
OWN = question(criteria=(POINT, OTHER))
MINE = {f"{RIGHT}.": "right", f"{HALF}.": "half", "Clipping makes all the gradients larger.": "wrong"}
MINE |= dict.fromkeys(PUT_RIGHT, "turn")


def made(words: CachedEmbedder, seeds: int = 40, own: Criterion = POINT) -> list[Row]:
    bank = Bank([replace(OWN, criteria=(own, OTHER)), replace(OWN, id="own-02", title="Left out")])
    rows = [row for seed in range(seeds) for row in PassageRows(bank, words, ["own-01"], seed).rows()]
    return [row for row in rows if own.claim in row.claim]


def told(row: Row) -> tuple[str, ...]:
    """The kinds of what a passage says of the point, in order."""
    places = {row.statement.index(text): kind for text, kind in MINE.items() if text in row.statement}
    return tuple(places[place] for place in sorted(places))


@pytest.fixture
def rows(words: CachedEmbedder) -> list[Row]:
    return made(words)


def test_a_passage_has_the_label_of_what_it_comes_to(rows: list[Row]) -> None:
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for row in rows:
        found.setdefault(told(row), set()).add(row.relations)
    assert found == {
        (): {("silent",)},
        ("right",): {("says",)},
        ("half",): {("half",)},
        ("wrong",): {("contradicts",)},
        ("wrong", "turn", "right"): {("says",)},
        ("right", "turn", "wrong"): {("contradicts",)},
        ("right", "wrong"): {("half", "contradicts")},
        ("wrong", "right"): {("half", "contradicts")},
    }
    assert {(row.source, row.group) for row in rows} == {("passage", "own-01")}


def test_sentences_about_other_points_stand_around_it(rows: list[Row]) -> None:
    beside = Counter(sum(text in row.statement for text in OTHERS) for row in rows)
    assert max(beside) == 2 * MOST and beside[0] and all(beside[n] for n in range(1, 4))
    right = [row.statement for row in rows if told(row) == ("right",)]
    assert any(text.startswith(RIGHT) and not text.endswith(f"{RIGHT}.") for text in right)
    assert any(text.endswith(f"{RIGHT}.") and not text.startswith(RIGHT) for text in right)


def test_what_may_well_be_about_this_point_does_not_stand_beside_it(words: CachedEmbedder) -> None:
    alike = replace(OTHER, satisfied_by=(f"{RIGHT} again", *OTHERS[:2]))
    bank = Bank([replace(OWN, criteria=(POINT, alike))])
    rows = [row for seed in range(20) for row in PassageRows(bank, words, ["own-01"], seed).rows()]
    assert not any(f"{RIGHT} again" in row.statement for row in rows if POINT.claim in row.claim)


def test_every_passage_is_sentences_and_none_is_empty(rows: list[Row]) -> None:
    for row in rows:
        assert re.fullmatch(r"[A-Z][^.!?]*[.!?:](?: .+)?", row.statement), row.statement
        assert "  " not in row.statement and ".." not in row.statement and row.statement[-1] in ".!?:"


@pytest.mark.slow
def test_a_point_without_wrong_phrases_is_said_by_half_or_not_at_all(words: CachedEmbedder) -> None:
    rows = made(words, own=replace(POINT, contradicted_by=()))
    assert {told(row) for row in rows} == {("half",), ()}
    assert {row.relations for row in made(words, own=Criterion("bare", POINT.claim))} == {("silent",)}


def test_there_are_at_most_so_many_passages_a_criterion(words: CachedEmbedder) -> None:
    for seed in range(5):
        rows = list(PassageRows(Bank([OWN]), words, ["own-01"], seed).rows())
        each = Counter(row.claim.partition(" Right:")[0].partition(" Wrong:")[0] for row in rows)
        assert len(each) == 2 and all(0 < count <= ROUNDS for count in each.values())


def test_a_seed_makes_the_same_passages_again(words: CachedEmbedder) -> None:
    assert made(words, 2) == made(words, 2)
    first, second = (list(PassageRows(Bank([OWN]), words, ["own-01"], seed).rows()) for seed in (1, 2))
    assert first != second


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


@pytest.mark.parametrize("kind", WORDINGS)
def test_no_wording_that_puts_right_is_one_of_the_truth_suites(kind: str) -> None:
    for wordings in WORDINGS[kind].values():
        for wording in wordings:
            for text in PUT_RIGHT:
                assert f" {plain(text)} " not in f" {plain(wording)} ", (text, wording)


def test_what_puts_right_ends_so_that_a_sentence_can_follow() -> None:
    assert len(set(PUT_RIGHT)) == len(PUT_RIGHT)
    assert all(text[0].isupper() and text[-1] in ".:" for text in PUT_RIGHT)
