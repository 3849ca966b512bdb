"""A wish to leave at the end of an answer is respected, and what may be a wish to end the interview is asked about."""

from __future__ import annotations

import pytest

from interviewer.conversation.machine.message_intent import intent_in
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import Pressed, Said
from interviewer.conversation.talk.leaving import answer_before_leaving, perhaps_ends, wishes_within
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

HEAD = "The bottom layers hold general features, the top ones are specific."


@pytest.mark.parametrize(
    "wish",
    [
        "I think that's it, can we move on?",
        "That's all I know. Next question please.",
        "Let's move on.",
        "Could we go on to the next one?",
        "That's my answer, so let's go to the next question.",
    ],
)
def test_the_answer_before_a_wish_to_move_on(wish: str) -> None:
    assert answer_before_leaving(f"{HEAD} {wish}") == HEAD


WISHES = [
    "we are done here, give me the next one",
    "let's move on, that was all I had",
    "that's all from me, next question please",
    "I'm through with this one, what's next?",
    "OK that's my answer, on to the next",
    "can we go to the next one now, I have nothing to add",
]
THREE = "It explodes when the loss turns NaN. I would log the norm of each layer. Then I clip it to one."


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("joint", [" ", "\n"])
def test_a_wish_after_three_sentences_leaves_all_of_them(wish: str, joint: str, bank: Bank) -> None:
    assert answer_before_leaving(f"{THREE}{joint}{wish}") == THREE
    player = Player(bank, pool=("training-06a", "nlp-10"), mode="interview")
    player.say(f"{THREE}{joint}{wish}")
    first = player.state.attempts[0]
    assert first.closed and first.answer == THREE and len(player.state.attempts) == 2


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("order", ["{wish}. {three}", "{three} {wish}. Oh, and a lower rate."])
@pytest.mark.parametrize("leaves", [True, False])
def test_a_wish_within_an_answer_is_asked_back_and_nothing_is_lost(
    wish: str, order: str, leaves: bool, bank: Bank
) -> None:
    text = order.format(wish=wish, three=THREE)
    assert wishes_within(text)
    player = Player(bank, pool=("training-06a", "nlp-10"), mode="interview")
    assert texts(player.say(text)) == notices.LEAVE_AFTER
    turns = player.say("yes please" if leaves else "no, not yet")
    first = player.state.attempts[0]
    assert THREE in first.answer and first.grade is not None and first.closed is leaves
    assert leaves or turns[-1].kind == "probe"


@pytest.mark.parametrize(
    "text",
    [
        THREE,
        "At each step, let's move on to the next token of the beam. It is kept.",
        "Let's skip it. The bias cancels.",
        "Can we move on? I don't know.",
        "The window slides. Then move on. It stops at the end.",
        "can we move on?",
        f"Let's move on. {THREE * 20}",
    ],
)
def test_no_answer_without_a_wish_of_its_own_is_asked_about(text: str) -> None:
    assert not wishes_within(text)


@pytest.mark.parametrize("said", ["no. move on", "no, next please"])
def test_who_says_that_it_was_the_answer_and_wants_to_go_on_is_not_asked_more(said: str, bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "nlp-10"), mode="interview")
    player.send(Said(player.now + 5, "the norm is clipped. done. happy now?", heard="small_talk", unsure=True))
    assert player.state.attempts[-1].doubt is not None
    player.say(said)
    assert player.state.attempts[0].closed and player.state.attempts[0].grade is not None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It explodes, can we move on?", "It explodes"),
        ("By their norm, and let's go to the next question.", "By their norm"),
        ("The bias cancels. Can we skip it?", "The bias cancels."),
        ("The bias cancels. Let's skip it.", ""),
        ("We subtract the mean. Can we move the mean on?", ""),
        ("The window slides. Then move on.", ""),
        ("First you normalise, then you move on to the next layer.", ""),
        ("At each step, let's move on to the next token of the beam.", ""),
        ("That's it, the gradient vanishes.", ""),
        ("I don't know. Can we move on?", ""),
        ("can we move on?", ""),
        ("", ""),
    ],
)
def test_only_a_wish_of_its_own_after_an_answer_counts(text: str, answer: str) -> None:
    assert answer_before_leaving(text) == answer


@pytest.mark.parametrize("mode", ["interview", "coach"])
@pytest.mark.parametrize("first", ["", "the loss jumps"])
def test_the_answer_is_graded_and_no_follow_up_comes(mode: str, first: str, bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "nlp-10"), mode=mode)
    question = player.state.attempts[-1].question_id
    if first:
        player.say(first)
    turns = player.say(f"{HEAD} I think that's it, can we move on?")
    attempt = next(a for a in player.state.attempts if a.question_id == question)
    assert attempt.closed and attempt.answer.endswith(HEAD) and not attempt.skipped
    assert not [each for each in turns if each.kind == "probe"]
    if mode == "coach":
        assert notices.LEFT in texts(turns) and player.state.phase == "reviewing"
    else:
        assert len(player.state.attempts) == 2


@pytest.mark.parametrize(
    "text",
    [
        "I'm done with that, let's finish.",
        "let's finish",
        "That's all, can we stop?",
        "I'm done, let's call it a day",
        "That's it from me, I'd like to stop now.",
    ],
)
@pytest.mark.parametrize("word", ["yes", "Yes please.", "ok, let's end it", "yes, that's what I want"])
def test_what_may_end_the_interview_does_so_after_a_yes(text: str, word: str, bank: Bank) -> None:
    player = Player(bank)
    player.say("the loss jumps")
    assert texts(player.say(text)) == notices.ASK_END and player.state.phase == "answering"
    player.say(word)
    assert player.state.phase == "finished" and player.state.ended == "stopped"


def test_after_a_no_or_anything_else_the_interview_goes_on(bank: Bank) -> None:
    player = Player(bank)
    player.say("the loss jumps")
    answer = player.state.attempts[-1].answer
    player.say("let's finish")
    assert texts(player.say("no, not yet")) == notices.NOT_ENDED and player.state.attempts[-1].answer == answer
    player.say("yes")
    assert player.state.phase != "finished"
    for between in (Said(player.now + 1, "can you repeat the question?"), Pressed(player.now + 1, "repeat")):
        player.say("let's finish")
        player.now += 2
        player.send(between)
        player.say("yes")
        assert player.state.phase != "finished"


def test_a_closed_question_is_asked_about_too(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a", "nlp-10"))
    player.send(Pressed(player.now + 1, "skip"))
    assert player.state.phase == "reviewing"
    assert texts(player.say("I'm done, let's finish.")) == notices.ASK_END
    player.say("yes")
    assert player.state.phase == "finished"


@pytest.mark.parametrize(
    "text",
    [
        "Let's finish with a softmax",
        "Let's stop the training.",
        "We stop when the loss rises.",
        "I'm done",
        "The loop is done, then it stops.",
        "Finish the epoch first.",
    ],
)
def test_what_ends_something_else_asks_nothing(text: str, bank: Bank) -> None:
    assert not perhaps_ends(text)
    player = Player(bank)
    assert intent_in(player.state, Said(player.now, text), bank) in {"answer", "done"}


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        ("i'm so sorry i have absolutely no clue, can we do a different one", True),
        ("I'd rather not bluff, so let's take a different one.", True),
        ("I only know the name. Please give me a different question.", True),
        ("It explodes, can we move on?", False),
        ("By their norm, so let's go to the next question.", False),
    ],
)
def test_an_excuse_before_a_wish_that_is_heard_is_a_skip_and_an_answer_is_graded(
    text: str, skipped: bool, bank: Bank
) -> None:
    player = Player(bank, pool=("training-06a", "nlp-10"), mode="interview")
    question = player.state.attempts[-1].question_id
    player.now += 10
    player.send(Said(player.now, text, heard="skip"))
    player.settle({})
    attempt = next(a for a in player.state.attempts if a.question_id == question)
    assert attempt.closed and attempt.skipped is skipped and bool(attempt.answer) is not skipped


@pytest.mark.parametrize("wish", ["let's move on", "next question please"])
def test_a_wish_in_small_letters_is_heard_after_the_end_of_a_list(wish: str) -> None:
    assert answer_before_leaving(f"dropout adds noise to the units, regularises etc. {wish}").endswith("etc.")
