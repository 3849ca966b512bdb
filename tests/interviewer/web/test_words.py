"""Words that several views show."""

from __future__ import annotations

import pytest

from interviewer.web.words import count, short_quote, topic_words


def test_a_long_quote_is_cut_at_a_word() -> None:
    assert short_quote("one  two three", 3) == "one two three"
    assert short_quote("one two three four", 3) == "one two three …"


def test_of_a_long_quote_the_words_about_the_point_are_shown() -> None:
    said = "you begin with something small and look at it for a while, then clip the norm of the gradient, and go on and on"
    assert short_quote(said, 9, about="clips the gradient") == "… then clip the norm of the gradient …"
    assert short_quote(said, 9, about="names bananas").startswith("you begin with")


@pytest.mark.parametrize(("number", "shown"), [(0, "0 hints"), (1, "1 hint"), (2, "2 hints")])
def test_a_noun_agrees_with_its_number(number: int, shown: str) -> None:
    assert count(number, "hint") == shown


@pytest.mark.parametrize(
    ("topic", "shown"),
    [
        ("batch-normalization", "batch normalisation"),
        ("optimizers", "optimisers"),
        ("model-size", "model size"),
        ("resizing", "resizing"),
        ("prizes", "prizes"),
    ],
)
def test_topics_are_spelt_like_the_rest_of_the_page(topic: str, shown: str) -> None:
    assert topic_words(topic) == shown
