"""Slips, learners' English and the other spelling."""

from __future__ import annotations

import random

from evals.changes.language import idioms, misspelt, non_native, respelt, without_articles


def test_typos_keep_the_letters() -> None:
    text = "gradients vanish because activations saturate everywhere " * 6
    made = misspelt(text, random.Random(1))
    assert made is not None and made != text and sorted(made) == sorted(text)
    assert misspelt("x_12 is W", random.Random(0)) is None


def test_articles_go_and_sentences_still_begin_with_a_capital() -> None:
    assert without_articles("The loss is a sum. A unit dies.", random.Random(0)) == "Loss is sum. Unit dies."
    assert without_articles("i.e. give an outcome", random.Random(0)) == "i.e. give outcome"
    assert without_articles("add a I a", random.Random(0)) is None


def test_learners_english() -> None:
    made = non_native("it doesn't help and there are a lot of cases", random.Random(0))
    assert made == "it don't help and there is very much cases"
    assert non_native("no", random.Random(0)) is None


def test_spelling_is_turned_both_ways() -> None:
    assert respelt("Regularisation of labelled data", random.Random(0)) == "Regularization of labeled data"
    assert respelt("the optimizers' behavior", random.Random(0)) == "the optimisers' behaviour"
    assert respelt("noise rises", random.Random(0)) is None
    assert [way.name for way in idioms()] == ["typos", "articles left out", "non-native", "other spelling"]
