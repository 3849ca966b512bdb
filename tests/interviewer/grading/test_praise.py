"""Praise in several wordings, none of them twice in an interview."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from interviewer.grading import wordings
from interviewer.grading.praise import BONUS, BONUS_MEANS, POINT, bonus_made, point_made, retold
from interviewer.grading.quotation import quoted

QUOTES = ("clip it", 'a "dead" unit', "w = w + lr * g", "it is $a^2$ …", "half $a formula")


@pytest.mark.parametrize("quote", QUOTES)
def test_every_wording_keeps_the_words_and_reads_as_a_sentence(quote: str) -> None:
    told = retold([f"{point_made(quote)} {bonus_made(quote)} And so on."] * len(POINT))
    for text in told:
        assert text.count(quoted(quote)) == 2 and "{" not in text.replace(quoted(quote), "")
        assert text[0].isupper() or (text.startswith(("“", "`")) and text.endswith(" And so on."))
    assert len({text.split(quoted(quote))[0] + text.split(quoted(quote))[1] for text in told}) > len(BONUS)
    wrote = "You wrote `" in point_made(quote)
    assert not wrote or not any("You said" in text for text in told)


def test_wordings_start_over_once_all_were_used() -> None:
    told = retold([point_made("clip it")] * (len(POINT) + 1))
    assert len(set(told)) == len(POINT) and told[0] == told[-1] == point_made("clip it")


def test_what_a_bonus_does_is_said_once() -> None:
    bonus = f"{bonus_made('norms')} {BONUS_MEANS}"
    first, second, third = retold([f"No bonus. {point_made('x y')}", f"Yes. {bonus}", f"Yes. {bonus}"])
    assert BONUS_MEANS not in first and second.endswith(f"“norms”. {BONUS_MEANS}") and BONUS_MEANS not in third
    assert "norms" in third and third != second.replace(f" {BONUS_MEANS}", "")


def test_what_is_not_praise_stays_as_it_is() -> None:
    texts = ["", "What I missed most: the point. You said “clip it”.", "You said “a”. In fact, it is b."]
    assert retold(texts) == tuple(texts)


@pytest.mark.parametrize("ways", wordings.EVERY)
def test_no_two_feedbacks_in_a_row_say_the_same_of_what_is_left(ways: Sequence[str]) -> None:
    texts = [f"Well. {ways[0].format(claim=f'point {n}')} And so on." for n in range(2 * len(ways))]
    told = [text.replace(f"point {n}", "") for n, text in enumerate(retold(texts))]
    assert len(set(told)) == len(ways) and all(a != b for a, b in itertools.pairwise(told))
    assert all(f"point {n}" in text for n, text in enumerate(retold(texts))) or "{claim}" not in ways[0]


def test_what_the_candidate_wrote_is_never_reworded() -> None:
    quote = "well. What I missed most: sleep. You said so"
    texts = [f"What I missed most: the point. {point_made(quote)}"] * 3
    assert all(quoted(quote) in text for text in retold(texts))
    assert all(text.count("What I missed most: sleep") == 1 for text in retold(texts))


def test_within_a_feedback_the_second_quote_begins_otherwise() -> None:
    text = "You said “a b”. In fact, x. From the reference answer: Y. You wrote `c = d`. In fact, z. From the reference answer: Z."
    assert retold([text]) == (
        "You said “a b”. In fact, x. From the reference answer: Y. You also wrote `c = d`. In fact, z. And the reference answer says: Z.",
    )
