"""A quote starts where the candidate gets to the subject."""

from __future__ import annotations

import pytest

from interviewer.grading.grade import CriterionVerdict, Evidence
from interviewer.grading.text.quotation import without_talk
from interviewer.report.quotes import shown_quote


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ok if you insist: the sum of squares", "the sum of squares"),
        ("Well, as I said, it saves one matrix", "it saves one matrix"),
        ("I already told you: same policy all the time", "same policy all the time"),
        ("hmm... let me think. the head is random", "the head is random"),
    ],
)
def test_talk_before_the_answer_is_not_quoted(said: str, shown: str) -> None:
    assert without_talk(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "yes, in two ways",
        "no, it does not",
        "so the loss jumps",
        "well-known weights",
        "fine tuning, step by step",
        "ok, 64",
    ],
)
def test_what_is_part_of_the_answer_is(said: str) -> None:
    assert without_talk(said) == said


def test_a_verdict_quotes_it_like_that() -> None:
    said = "ok if you insist: the head is random"
    item = CriterionVerdict("a", "Says so", 1, "met", 0.9, (Evidence(said, 0, len(said)),))
    assert shown_quote(item, said) == "the head is random"
