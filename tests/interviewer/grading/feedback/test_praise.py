"""Praise in several wordings, none of them twice in an interview."""

from __future__ import annotations

import itertools

import pytest

from interviewer.grading.feedback.praise import BONUS, BONUS_MEANS, POINT, WAYS, bonus_made, point_made, retold, worded
from interviewer.grading.remark import Kind, Remark, joined
from interviewer.grading.text.quotation import quoted

QUOTES = ("clip it", 'a "dead" unit', "w = w + lr * g", "it is $a^2$ …", "half $a formula")
NOTE = Remark("note", "And so on.")
MEANS = Remark("bonus_means", BONUS_MEANS)
PLAIN: tuple[Kind, ...] = (
    *("wanted", "missing", "first", "half", "unsure", "all_made", "all_heard"),
    *("none_made", "none_clear", "none_graded", "touched", "touched_graded"),
)


@pytest.mark.parametrize("quote", QUOTES)
def test_every_wording_keeps_the_words_and_reads_as_a_sentence(quote: str) -> None:
    told = retold([(point_made(quote), bonus_made(quote), NOTE)] * len(POINT))
    for text in told:
        assert text.count(quoted(quote)) == 2 and "{" not in text.replace(quoted(quote), "")
        assert text[0].isupper() or (text.startswith(("“", "`")) and text.endswith(" And so on."))
    assert len({text.split(quoted(quote))[0] + text.split(quoted(quote))[1] for text in told}) > len(BONUS)
    wrote = "You wrote `" in point_made(quote).text
    assert not wrote or not any("You said" in text for text in told)


def test_wordings_start_over_once_all_were_used() -> None:
    told = retold([(point_made("clip it"),)] * (len(POINT) + 1))
    assert len(set(told)) == len(POINT) and told[0] == told[-1] == point_made("clip it").text


def test_what_a_bonus_does_is_said_once() -> None:
    bonus = (bonus_made("norms"), MEANS)
    first, second, third = retold([(point_made("x y"),), bonus, bonus])
    assert BONUS_MEANS not in first and second.endswith(f"“norms”. {BONUS_MEANS}") and BONUS_MEANS not in third
    assert "norms" in third and third != second.replace(f" {BONUS_MEANS}", "")


def test_what_has_one_wording_stays_as_it_is() -> None:
    told = (worded("said", "a"), Remark("fact", "In fact, it is b."), Remark("belief", "you said “c”."), NOTE)
    assert retold([(), told, told]) == ("", joined(told), joined(told))


@pytest.mark.parametrize("kind", PLAIN)
def test_no_two_feedbacks_in_a_row_say_the_same_of_what_is_left(kind: Kind) -> None:
    feedbacks = [(worded(kind, claim=f"point {n}"), NOTE) for n in range(2 * len(WAYS[kind]))]
    told = [text.replace(f"point {n}", "") for n, text in enumerate(retold(feedbacks))]
    assert len(set(told)) == len(WAYS[kind]) and all(a != b for a, b in itertools.pairwise(told))


@pytest.mark.parametrize("kind", [kind for kind in PLAIN if "{claim}" in WAYS[kind][0]])
def test_what_names_a_point_names_it_in_each_wording(kind: Kind) -> None:
    feedbacks = [(worded(kind, claim=f"point {n}"), NOTE) for n in range(2 * len(WAYS[kind]))]
    assert all(f"point {n}" in text for n, text in enumerate(retold(feedbacks)))


def test_some_of_what_is_left_names_its_point_and_some_does_not() -> None:
    assert {"{claim}" in WAYS[kind][0] for kind in PLAIN} == {True, False}


@pytest.mark.parametrize(
    "quote",
    [
        "well. The main thing missing: sleep. You said so",
        f"as you say: {BONUS_MEANS} So be it",
        "You said “a”: that's one of the points I was hoping to hear. From the reference answer: {claim} {0}",
    ],
)
def test_what_the_candidate_wrote_is_never_reworded(quote: str) -> None:
    feedbacks = [(worded("missing", claim="the point"), point_made(quote), bonus_made("norms"), MEANS)] * 3
    assert all(quoted(quote) in text for text in retold(feedbacks))


def test_within_a_feedback_the_second_quote_begins_otherwise() -> None:
    told = (
        *(worded("said", "a b"), Remark("fact", "In fact, x."), worded("reference", claim="Y.")),
        *(worded("said", "c = d"), Remark("fact", "In fact, z."), worded("reference", claim="Z.")),
    )
    assert retold([told]) == (
        "You said “a b”. In fact, x. From the reference answer: Y. You also wrote `c = d`. In fact, z. And the reference answer says: Z.",
    )
