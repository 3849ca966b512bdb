"""Answers whose writers labelled each statement, cut as the judge cuts them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from evals.labelled.strangers import StatedAnswer
from evals.training.told_rows import SILENT, told_rows, told_statements
from interviewer.grading.local.statement import LONG
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question

CLIPS = "I clip the gradient norm to one."
NAN = "The loss turns NaN after some hundreds of steps."
SOUP = [f"My favourite dish number {n} is soup with noodles." for n in range(8)]
PARTS = (
    "When the norm of the whole gradient of a batch gets larger than some number that I have chosen before the training,",
    "I clip it to that number before the optimiser takes its step and lose nothing,",
    "and as a matter of fact I do so in each and every one of my own projects, since it costs next to nothing.",
)
LONG_ONE = " ".join(PARTS)
"""Cut after its first part and in the midst of its third."""


def answer(*statements: tuple[str, Mapping[str, str]]) -> StatedAnswer:
    labels = {"clipping": "met", "symptom": "not_met"}
    return StatedAnswer("1", "own-01", "forum", "strong", statements, labels)


def told(*statements: tuple[str, Mapping[str, str]]) -> list[tuple[str, dict[str, str]]]:
    return [(item.own, labels) for item, labels in told_statements(answer(*statements))]


def rows(words: CachedEmbedder, *statements: tuple[str, Mapping[str, str]], seed: int = 2) -> list[Row]:
    bank = Bank([question()])
    made = list(told_rows(bank, [answer(*statements)], BankRows(bank, words, ["own-01"], 1), words, seed))
    assert all((row.source, row.group) == ("told", "own-01") for row in made)
    return made


def of(made: list[Row], claim: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.statement, row.relations) for row in made if claim in row.claim]


def test_a_statement_has_the_labels_of_the_stretch_that_it_is() -> None:
    assert told(
        (CLIPS, {"clipping": "says"}), (SOUP[0], {}), (NAN, {"symptom": "half", "clipping": "contradicts"})
    ) == [
        (CLIPS, {"clipping": "says"}),
        (SOUP[0], {}),
        (NAN, {"symptom": "half", "clipping": "contradicts"}),
    ]


def test_a_label_goes_to_each_of_the_sentences_that_hold_most_of_it_and_to_no_other() -> None:
    stretch = f"{CLIPS} So."
    assert told((stretch, {"clipping": "says"}), (SOUP[0], {})) == [
        (CLIPS, {"clipping": "says"}),
        ("So.", {}),
        (SOUP[0], {}),
    ]


def test_pieces_of_a_long_sentence_are_unclear_where_none_holds_most_of_it(words: CachedEmbedder) -> None:
    assert len(LONG_ONE.split()) > LONG
    pieces = told((LONG_ONE, {"clipping": "says"}), (SOUP[0], {}))
    assert len(pieces) > 2 and pieces[-1] == (SOUP[0], {})
    assert all(labels == {"clipping": "unclear"} for _, labels in pieces[:-1])
    made = rows(words, (LONG_ONE, {"clipping": "says"}), (SOUP[0], {}))
    assert of(made, "gradients are clipped") == [(SOUP[0], ("silent",))], "what is unclear is neither said nor silent"
    assert {relations for _, relations in of(made, "Names a symptom")} == {("silent",)}


def test_a_piece_that_holds_most_of_a_labelled_part_has_its_label_and_is_unclear_on_the_rest() -> None:
    before, own, after = PARTS
    found = [
        labels
        for _, labels in told((before, {"symptom": "half"}), (own, {"clipping": "says"}), (after, {"symptom": "says"}))
    ]
    assert found == [{"symptom": "half"}, {"clipping": "says", "symptom": "unclear"}, {"symptom": "unclear"}]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("half", "says", "says"),
        ("says", "half", "says"),
        ("says", "contradicts", "contradicts"),
        ("contradicts", "half", "contradicts"),
        ("half", "half", "half"),
    ],
)
def test_of_two_labels_of_one_statement_the_weightier_one_counts(first: str, second: str, expected: str) -> None:
    # without a full stop the two are one sentence of the answer
    made = told(("I clip the gradient norm", {"clipping": first}), ("to one before the step.", {"clipping": second}))
    assert made == [("I clip the gradient norm to one before the step.", {"clipping": expected})]


def test_a_label_counts_more_than_a_small_part_of_another_one() -> None:
    before, own, after = PARTS
    said = [(before, {}), (own, {"clipping": "half"}), (after, {"clipping": "contradicts"})]
    assert [labels for _, labels in told(*said)] == [{}, {"clipping": "half"}, {"clipping": "unclear"}]
    last = "and I lose nothing by it"
    said = [(before, {}), (own, {}), (after.rstrip("."), {"clipping": "contradicts"}), (last, {"clipping": "half"})]
    *_, piece, labels = told(*said)[-1]
    assert piece.endswith(last) and labels == {"clipping": "half"}, "whichever comes first"


def test_labels_are_found_through_markup() -> None:
    made = told(("- **I clip** the gradient norm to one.", {"clipping": "says"}), (f"- {SOUP[0]}", {}))
    assert made == [(CLIPS, {"clipping": "says"}), (SOUP[0], {})]


def test_what_speaks_of_a_point_is_a_row_with_its_label(words: CachedEmbedder) -> None:
    made = rows(words, (CLIPS, {"clipping": "says"}), (NAN, {"clipping": "contradicts", "symptom": "half"}))
    assert of(made, "gradients are clipped") == [(CLIPS, ("says",)), (NAN, ("contradicts",))]
    assert of(made, "Names a symptom") == [(NAN, ("half",)), (CLIPS, ("silent",))]


def test_silent_ones_are_the_two_nearest_and_one_by_chance(words: CachedEmbedder) -> None:
    said: list[tuple[str, Mapping[str, str]]] = [(text, {}) for text in SOUP]
    by_chance = set()
    for seed in range(12):
        made = of(rows(words, *said, (CLIPS, {}), (NAN, {"symptom": "says"}), seed=seed), "gradients are clipped")
        assert len(made) == SILENT and {relations for _, relations in made} == {("silent",)}
        assert made[0][0] == CLIPS
        by_chance.add(made[2][0])
    assert len(by_chance) > 2


def test_what_is_silent_twice_is_one_row_and_of_few_all_are(words: CachedEmbedder) -> None:
    made = rows(words, (SOUP[0], {}), (SOUP[0], {}))
    assert of(made, "gradients are clipped") == [(SOUP[0], ("silent",))]


def test_a_seed_makes_the_same_rows_again(words: CachedEmbedder) -> None:
    said: list[tuple[str, Mapping[str, str]]] = [(text, {}) for text in SOUP]
    assert rows(words, *said) == rows(words, *said)
