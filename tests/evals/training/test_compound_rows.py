"""Long statements of several phrases, and sentences of the reference."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from evals.training.compound_rows import JOINS, LEADS, ROUNDS, TAILS, CompoundRows
from interviewer.grading.training.row import Row
from knowledge.schema import Bank, Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question

RIGHT = "The gradients are cut off at some length before the step"
WRONG = "ReLU makes all of them larger"
OTHERS = ("Overflow turns losses into NaN", "It diverges quickly", "Spikes appear at once", "Weights blow up")
POINT = Criterion("clipping", "Says that gradients are clipped", satisfied_by=(RIGHT,), contradicted_by=(WRONG,))
OTHER = Criterion("symptom", "Names a symptom", satisfied_by=OTHERS[:3], contradicted_by=OTHERS[3:])
OWN = question(criteria=(POINT, OTHER))


def made(words: CachedEmbedder, seeds: int = 40, **changes: object) -> list[Row]:
    bank = Bank([replace(OWN, **changes), replace(OWN, id="own-02", title="Left out")])  # type: ignore[arg-type]
    rows = [row for seed in range(seeds) for row in CompoundRows(bank, words, ["own-01"], seed).rows()]
    assert {row.group for row in rows} == {"own-01"}
    return [row for row in rows if POINT.claim in row.claim]


@pytest.fixture
def rows(words: CachedEmbedder) -> list[Row]:
    return made(words)


def of(row: Row) -> tuple[str, ...]:
    said = row.statement.lower()
    return tuple(text for text in (RIGHT, WRONG) if text.lower() in said)


def test_a_compound_has_the_label_of_what_is_about_the_point(rows: list[Row]) -> None:
    compounds = [row for row in rows if row.source == "compound"]
    found = {(of(row), row.relations) for row in compounds}
    assert found == {((RIGHT,), ("says",)), ((WRONG,), ("contradicts",)), ((), ("silent",))}
    beside = Counter(sum(text.lower() in row.statement.lower() for text in OTHERS) for row in compounds)
    assert set(beside) == {1}, "whatever is said of the point, something else is next to it"
    assert len(compounds) == 40 * ROUNDS


def test_the_point_may_come_first_or_last(rows: list[Row]) -> None:
    said = [row.statement.lower() for row in rows if of(row) == (RIGHT,)]
    first = [
        text.index(RIGHT.lower()) < min(text.index(o.lower()) for o in OTHERS if o.lower() in text) for text in said
    ]
    assert any(first) and not all(first)


def test_every_compound_is_written_as_sentences(rows: list[Row]) -> None:
    for row in rows:
        assert row.statement[0].isupper() and row.statement.endswith(".") and "{" not in row.statement, row.statement
        assert "  " not in row.statement and ".." not in row.statement


def test_names_keep_their_capitals_and_other_words_lose_them_in_a_sentence(rows: list[Row]) -> None:
    inner = [row.statement for row in rows if of(row) == (WRONG,)]
    assert all(WRONG in text for text in inner)
    assert any(f"that {RIGHT[0].lower()}{RIGHT[1:]}" in row.statement for row in rows)


def test_what_may_well_be_about_this_point_does_not_stand_beside_it(words: CachedEmbedder) -> None:
    alike = replace(OTHER, satisfied_by=(f"{RIGHT} again", *OTHERS[:2]))
    assert not any(
        f"{RIGHT} again".lower() in row.statement.lower() for row in made(words, 10, criteria=(POINT, alike))
    )


def test_sentences_of_the_reference_that_make_the_point_say_it(words: CachedEmbedder) -> None:
    near = f"{RIGHT} every single time"
    reference = f"The loss turns into NaN all of a sudden in training.\n\n- {near}."
    found = [row for row in made(words, 2, reference=reference) if row.source == "reference"]
    assert {(row.statement, row.relations) for row in found} == {(f"{near}.", ("says",))} and len(found) == 4
    brief = replace(POINT, satisfied_by=(RIGHT, "The gradients are clipped"))
    short = made(words, 2, reference="The gradients are clipped.", criteria=(brief, OTHER))
    assert not [row for row in short if row.source == "reference"], "too short to teach what is fluent"


def test_wordings_hold_the_phrases_that_they_join() -> None:
    assert all(lead.count("{a}") == 1 for lead in LEADS) and all("{" not in tail for tail in TAILS)
    assert all(join.lower().count("{b}") == 1 for join in JOINS)


def test_a_seed_makes_the_same_rows_again(words: CachedEmbedder) -> None:
    assert made(words, 2) == made(words, 2)
    first, second = (list(CompoundRows(Bank([OWN]), words, ["own-01"], seed).rows()) for seed in (1, 2))
    assert first != second
