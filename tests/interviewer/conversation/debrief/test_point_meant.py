"""Which point an objection means: its number, a few words of its heading, or a quote; if that is unclear, it is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.debrief.reasons import numbered_point, point_objected_to, point_told
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import LookAgain, Said
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from interviewer.grading.rubric.spoken import heading
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

SAID = "it overfits more easily since there is less capacity"
ROWS = (
    CriterionVerdict("saves", "Says that it saves parameters", 2.0, "met", 0.9),
    CriterionVerdict("bonus", "Adds a limit, such as equal dimensions", 0.0, "not_met"),
    CriterionVerdict("regulariser", "Says that it acts as a regulariser", 1.0, "not_met"),
    CriterionVerdict(
        "signal", "Says that word vectors get more training signal", 1.0, "not_met", evidence=(Evidence(SAID, 0, 9),)
    ),
    CriterionVerdict("known", "Says what must be known or assumed besides", 1.0, "partly_met"),
)
GRADE = Grade("q", 0.5, ROWS)


def meant(text: str) -> str:
    found = point_objected_to(GRADE, text)
    return found.id if found else ""


@pytest.mark.parametrize(
    ("text", "point"),
    [
        (f"I disagree about the second point: I said “{SAID}”.", "regulariser"),
        (f"Point 2: I said “{SAID}”.", "regulariser"),
        ("I disagree about point 3: I said it gets regularised", "signal"),
        ("I disagree about the assumptions: I said “you have to know the dynamics”.", "known"),
        ("I object to your verdict on the training signal: I gave it.", "signal"),
        ("I disagree regarding the regulariser. I said so.", "regulariser"),
        (f"I did say “{SAID}”!", "signal"),
        ("I said “overfits more easily”, that is right there.", "signal"),
    ],
)
def test_the_number_counts_most_then_the_heading_then_a_quote(text: str, point: str) -> None:
    assert meant(text) == point


@pytest.mark.parametrize("text", ["I disagree.", "I said that!", "I disagree about all of it: I said “no such words”."])
def test_what_names_no_point_means_none(text: str) -> None:
    assert meant(text) == ""


def test_a_bonus_that_is_shown_later_shifts_no_number() -> None:
    while_open = [numbered_point(GRADE, f"point {n}", closed=False) for n in range(1, 6)]
    closed = [numbered_point(GRADE, f"point {n}") for n in range(1, 6)]
    assert [item and item.id for item in while_open] == ["saves", "regulariser", "signal", "known", None]
    assert [item and item.id for item in closed] == ["saves", "regulariser", "signal", "known", "bonus"]
    last = numbered_point(GRADE, "the last point", closed=False)
    assert last is not None and last.id == "known"


@pytest.mark.parametrize(
    ("reply", "point"),
    [
        ("the second", "regulariser"),
        ("2", "regulariser"),
        ("point 3, please", "signal"),
        ("the one about assumptions", "known"),
        ("the training signal", "signal"),
        ("I mean that the embedding of a rare word is hardly ever updated", ""),
        ("thanks", ""),
    ],
)
def test_a_short_reply_names_the_point(reply: str, point: str) -> None:
    found = point_told(GRADE, reply)
    assert (found.id if found else "") == point


def test_a_heading_is_a_few_words_of_the_claim() -> None:
    assert heading("Adds a limit, such as equal dimensions") == "a limit"
    assert (
        len(heading("Says that the gradient of a deep network vanishes when every layer shrinks it a bit").split()) <= 9
    )


def closed(bank: Bank) -> Player:
    player = Player(bank, pool=("training-06a",))
    player.say("clip them", clipping="met")
    while player.state.phase == "answering":
        player.say("I don't know")
    return player


def say(player: Player, text: str, **event: str) -> str:
    player.now += 5
    return texts(player.send(Said(player.now, text, **event)))  # type: ignore[arg-type]


def test_who_names_no_point_is_asked_which_and_one_word_settles_it(bank: Bank) -> None:
    player = closed(bank)
    grade = player.state.attempts[-1].grade
    assert grade is not None
    assert say(player, "I disagree.").startswith("Which point do you mean: ")
    lost = next(n for n, item in enumerate(grade.listed, start=1) if item.verdict != "met")
    say(player, f"number {lost}")
    assert (
        isinstance(player.state.pending, LookAgain) and player.state.pending.criterion_id == grade.listed[lost - 1].id
    )


def test_after_anything_else_a_number_alone_contests_nothing(bank: Bank) -> None:
    player = closed(bank)
    say(player, "I disagree.")
    say(player, "how much time is left?")
    say(player, "1")
    assert not isinstance(player.state.pending, LookAgain)


def test_a_message_that_is_heard_as_an_objection_and_numbers_a_point_has_it_read_again(bank: Bank) -> None:
    player = closed(bank)
    say(player, "I think point 1 should count.", heard="disagree")
    assert isinstance(player.state.pending, LookAgain)


@pytest.mark.parametrize(
    "text",
    [
        "Point {n} contradicts nothing I said, right? Why did I not get it?",
        "Why did I not get point {n}?",
        "Why is point {n} not met?",
    ],
)
def test_who_asks_why_they_lost_a_point_they_have_is_told_that_they_have_it(text: str, bank: Bank) -> None:
    player = closed(bank)
    grade = player.state.attempts[-1].grade
    assert grade is not None
    mine = next(n for n, item in enumerate(grade.listed, start=1) if item.verdict == "met")
    told = say(player, text.format(n=mine))
    assert "you have" in told.lower() and notices.TAKE_AWAY not in told and player.state.pending is None


def test_of_points_that_are_all_made_but_one_that_one_is_meant() -> None:
    rows = tuple(replace(item, verdict="met") if item.id != "signal" else item for item in ROWS)
    found = point_objected_to(replace(GRADE, criteria=rows), "I disagree about the signal: I said so")
    assert found is not None and found.id == "signal"
