"""A whole answer that only agrees, disagrees or leaves it open is told from one that says something."""

from __future__ import annotations

import time

import pytest

from evals.labelled.every_label import rows_by_set
from interviewer.grading.screening.assent import MOST_CHARACTERS, only_agrees
from knowledge.schema import Bank


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "no",
        "Yes, of course.",
        "It depends.",
        "True, I think.",
        "Hmm... I’d say so, yes",
        "I guess that's true",
        "**Probably not really**",
        "yES. nO. yES.",
        "Well, it all depends, I suppose!",
        "Yes — definitely.",
        "“True”, I think.",
        "Hmm, yes/no",
    ],
)
def test_agreement_alone(text: str) -> None:
    assert only_agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "Right.",
        "It depends on the batch size",
        "Yes, since they vanish",
        "True positives",
        "4",
        "No, 4",
        "I think it overfits",
        "so-so regularisation",
        "HMM",
        "An HMM.",
        "yesterday",
        "∞",
        "?",
        "",
    ],
)
def test_an_answer_that_says_something(text: str) -> None:
    assert not only_agrees(text)


def test_no_phrase_of_the_bank_and_no_answer_with_a_point_is_one(bank: Bank) -> None:
    phrases = [
        text
        for question in bank.values()
        for c in question.criteria
        for text in (*c.satisfied_by, *c.partly_satisfied_by, *c.contradicted_by)
    ]
    replies = [str(row["reply"]) for row in rows_by_set()["said/short"] if row["label"] in ("met", "contradicted")]
    assert len(phrases) > 8000 and len(replies) > 1000
    assert [text for text in (*phrases, *replies) if only_agrees(text)] == []


def test_long_answers_are_not_searched() -> None:
    text = "yes " * 2_000_000
    start = time.perf_counter()
    assert not only_agrees(text) and only_agrees("yes " * (MOST_CHARACTERS // 4))
    assert time.perf_counter() - start < 0.1
