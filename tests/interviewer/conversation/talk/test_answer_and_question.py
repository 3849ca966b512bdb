"""A message that answers and also asks something: the answer is graded and kept, the question is answered."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.state.state import LookAgain, Said
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

QUESTION = "training-06a"


@pytest.mark.parametrize("heard", [None, "clarify", "progress", "time"])
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("softplus. or GELU. how many more of these do you have?", "softplus. or GELU."),
        (
            "no I mean softplus is my answer. and are there more questions after this?",
            "no I mean softplus is my answer.",
        ),
        ("clip the norm. is this the last question?", "clip the norm."),
    ],
)
def test_the_answer_is_graded_and_the_question_answered(bank: Bank, text: str, answer: str, heard: str | None) -> None:
    player = Player(bank, pool=(QUESTION, "training-01"), drill=True)
    first = player.state.attempts[-1].question_id
    player.now += 10
    turns = player.send(Said(player.now, text, heard=heard))  # type: ignore[arg-type]
    assert player.state.attempts[0].answer == answer and player.state.attempts[0].question_id == first
    assert [turn.kind for turn in turns] == ["answer", "note"]
    assert turns[1].text == f"This is question 1 of 2. {phrases.NO_CLOCK}"


def test_of_the_last_question_it_is_said_that_it_is_the_last(bank: Bank) -> None:
    player = Player(bank, pool=(QUESTION,), drill=True)
    assert "This is the only question." in texts(player.say("softplus. how many more questions?"))


@pytest.mark.parametrize("text", ["I have no idea. how many more questions?", "okay. how much time is left?"])
def test_a_remark_before_a_question_is_no_answer(bank: Bank, text: str) -> None:
    from interviewer.conversation.talk.double import answer_before

    assert answer_before(text) == ""


def test_a_complaint_that_repeats_the_answer_is_not_asked_whom_it_was_for(bank: Bank) -> None:
    player = Player(bank, pool=(QUESTION,))
    player.say("the loss jumps")
    player.now += 10
    text = "I already said it: same policy all the time when it never ends"
    turns = player.send(Said(player.now, text, heard="disagree", unsure=True))
    assert notices.FOR_ME not in texts(turns) and isinstance(player.state.pending, LookAgain)


@pytest.mark.parametrize("text", ["wait, why does the norm contradict anything?", "how is that a contradiction?"])
def test_why_something_contradicts_a_point_is_answered(bank: Bank, text: str) -> None:
    player = Player(bank, pool=(QUESTION,))
    player.say("look at the norm", gradient_norms="contradicted")
    answer = player.state.attempts[-1].answer
    told = texts(player.say(text))
    assert "I heard “norm”, and that contradicts this point" in told
    assert player.state.attempts[-1].answer == answer


def test_nobody_is_sent_to_a_panel(bank: Bank) -> None:
    assert "panel" not in texts(Player(bank, pool=(QUESTION,)).say("makes sense?"))
