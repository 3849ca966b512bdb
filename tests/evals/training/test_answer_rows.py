"""Rows of labelled answers."""

from __future__ import annotations

import pytest

from evals.labelled.gold import LabelledAnswer
from evals.training.answer_rows import NEGATIVES, SHORT, answer_rows
from interviewer.grading.training.bank_rows import BankRows
from interviewer.grading.training.row import Row
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question

CLIPS = "I clip the gradient norm to one."
WRONG = "Well, clipping makes gradients larger."
IDLE = "My favourite dish is soup with noodles."


def rows(words: CachedEmbedder, text: str, label: str, contradicted: bool = False, writer: str = "") -> list[Row]:
    bank = Bank([question()])
    wrong = frozenset(["clipping"]) if contradicted else frozenset[str]()
    answer = LabelledAnswer("1", "own-01", text, 0.5, {"clipping": label}, contradicted=wrong, writer=writer)
    made = list(answer_rows(bank, [answer], BankRows(bank, words, ["own-01"], 1), words, 2, "gold"))
    assert all(row.source == "gold" and row.group == "own-01" for row in made)
    assert all("Says that gradients are clipped" in row.claim for row in made), "the other point has no label"
    return made


@pytest.mark.parametrize(("label", "relation"), [("met", "says"), ("partly_met", "half")])
def test_a_point_that_is_made_is_made_by_the_nearest_sentence(words: CachedEmbedder, label: str, relation: str) -> None:
    (row,) = rows(words, f"{IDLE} {CLIPS} {IDLE}", label)
    assert (row.statement, row.relations) == (CLIPS, (relation,))


def test_a_wrong_sentence_is_known_by_what_the_bank_calls_wrong(words: CachedEmbedder) -> None:
    (row,) = rows(words, f"{IDLE} {WRONG}", "not_met", contradicted=True)
    # short enough to be read with what comes before it
    assert (row.statement, row.relations) == (f"{IDLE} {WRONG}", ("contradicts",))


def test_a_short_answer_is_read_whole_where_no_sentence_is_near(words: CachedEmbedder) -> None:
    short = f"{IDLE} {IDLE}"
    assert [row.statement for row in rows(words, short, "met")] == [short]
    assert rows(words, " ".join([IDLE] * (SHORT // 7 + 1)), "met") == []


@pytest.mark.parametrize(("writer", "relations"), [("", ("silent", "contradicts")), ("graduate", ("silent",))])
def test_what_is_not_met_is_silent_where_contradictions_were_marked(
    words: CachedEmbedder, writer: str, relations: tuple[str, ...]
) -> None:
    text = f"{CLIPS} {' '.join(f'I had soup number {n} with noodles.' for n in range(6))}"
    found = rows(words, text, "not_met", writer=writer)
    assert len(found) == NEGATIVES + 1 and found[0].statement == CLIPS, "the nearest are the hardest"
    assert {row.relations for row in found} == {relations}
    assert len(rows(words, IDLE, "not_met")) == 1


@pytest.mark.parametrize("text", ["", "I don't know.", "?!"])
def test_what_says_nothing_has_no_rows(words: CachedEmbedder, text: str) -> None:
    assert rows(words, text, "not_met") == []
