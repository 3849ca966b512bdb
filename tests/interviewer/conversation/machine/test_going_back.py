"""Who wants to go back to a question gets there, or is told why not."""

from __future__ import annotations

import pytest

from interviewer.conversation.machine.going_back import number_named
from interviewer.conversation.phrases import notices
from interviewer.conversation.understanding.intent import read_intent
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts

POOL = ("training-06a", "training-06b", "nlp-10", "vision-07")
WISHES = """
can we go back to question 1? | let's go back to the first question | could we return to question one
I'd like to add something to question 1 | can I change my answer to the first question? | back to Q1 please
can we revisit the very first question? | take me back to the first question | can I say more about the first question
""".replace("\n", "|").split("|")
PREVIOUS = """
back to the previous one please | go back one | can we go back a question? | let me finish the previous question
can we go back to the clipping question? | I want to redo the last question
""".replace("\n", "|").split("|")
OTHERS = """
go back to the first layer | go back to step 1 | redo the first layer | repeat the last question | return to the mean
add more layers to the first block | one question mark | answer 1 | the first one
""".replace("\n", "|").split("|")


def each(phrases: list[str]) -> list[str]:
    return [phrase.strip() for phrase in phrases if phrase.strip()]


def second(bank: Bank, mode: str = "interview") -> Player:
    """The second question, after the first was answered."""
    player = Player(bank, mode=mode, pool=POOL)
    first = player.state.attempts[-1].question_id
    player.say("all of it", **all_met(bank, first))
    if mode == "coach":
        player.say("next")
    assert len(player.state.attempts) == 2 and player.state.phase == "answering"
    return player


@pytest.mark.parametrize("text", each(WISHES))
def test_a_question_is_called_by_its_number(text: str) -> None:
    assert read_intent(text) == "back" and number_named(text) == 1


@pytest.mark.parametrize("text", each(PREVIOUS))
def test_or_by_its_place(text: str) -> None:
    assert read_intent(text) == "back" and number_named(text) is None


@pytest.mark.parametrize("text", each(OTHERS))
def test_nothing_else_goes_back(text: str) -> None:
    assert read_intent(text) != "back"


@pytest.mark.parametrize("mode", ["coach", "interview"])
@pytest.mark.parametrize(
    ("text", "which"), [("can we go back to question 1?", "Question 1"), ("go back one", "That question")]
)
def test_a_closed_question_stays_closed_and_the_reply_says_so(mode: str, text: str, which: str, bank: Bank) -> None:
    player = second(bank, mode)
    before = player.state.attempts
    told = texts(player.say(text))
    assert told == f"{notices.BEFORE_CLOSED.format(which=which)} {notices.GO_ON_OPEN}"
    assert player.state.attempts == before or [a.question_id for a in player.state.attempts] == [
        a.question_id for a in before
    ]


def test_while_a_question_is_closed_too(bank: Bank) -> None:
    player = second(bank, "coach")
    player.say("skip")
    told = texts(player.say("can we go back to question 1?"))
    assert told == f"{notices.BEFORE_CLOSED.format(which='Question 1')} {notices.GO_ON_CLOSED}"
    assert player.state.phase == "reviewing"


def test_the_one_that_is_open_and_those_to_come_are_told_apart(bank: Bank) -> None:
    player = second(bank)
    assert texts(player.say("go back to question 2")) == notices.THIS_ONE
    assert texts(player.say("go back to question 7")) == f"{notices.NOT_YET.format(number=7)} {notices.GO_ON_OPEN}"
    player = Player(bank, pool=POOL)
    assert texts(player.say("go back one")) == f"{notices.NONE_BEFORE} {notices.GO_ON_OPEN}"


@pytest.mark.parametrize(
    "text", ["can we go back to question 1?", "go back one", "let me finish the previous question"]
)
def test_a_question_that_was_set_aside_is_taken_up_at_once(text: str, bank: Bank) -> None:
    player = Player(bank, pool=POOL)
    first = player.state.attempts[0].question_id
    player.say("come back later")
    other = player.state.attempts[-1].question_id
    turns = player.say(text)
    assert turns[-1].kind == "ask" and player.state.attempts[-1].question_id == first
    assert [a.aside for a in player.state.attempts if a.question_id == other] == [True], "the other one is not lost"


def test_what_was_begun_is_finished_first(bank: Bank) -> None:
    player = Player(bank, pool=POOL)
    player.say("come back later")
    player.say("clip them")
    assert player.state.phase == "answering" and player.state.attempts[-1].answer
    assert texts(player.say("can we go back to question 1?")) == notices.FINISH_FIRST
    player.say("skip")
    turns = player.say("can we go back to question 1?")
    assert turns[-1].kind == "ask" and not player.state.attempts[-1].closed


def test_the_last_skip_is_still_taken_back(bank: Bank) -> None:
    for text in ("can we go back to question 1?", "go back one", "undo skip"):
        player = Player(bank, mode="interview", pool=POOL)
        first = player.state.attempts[0].question_id
        player.say("skip")
        player.say(text)
        assert [attempt.question_id for attempt in player.state.attempts] == [first]
