"""After "Was that a question for me, or part of your answer?", whatever the candidate says it was is honoured, and no word is lost."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import GradeAnswer, Turn, WordClarification
from interviewer.conversation.talk.doubt import KEPT
from interviewer.conversation.talk.settling import answer_before_question, does_not_know, read_reply, repeats
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts
from tests.interviewer.conversation.talk.test_doubt import doubts, says

ASKED = "And pruning of single weights or of whole channels?"
MIXED = "I would clip the norm of the gradient at one. And why does what I said speak against it?"
ANSWER = "I would clip the norm of the gradient at one."


def exchange(bank: Bank, message: str, reply: str, intent: Intent = "clarify") -> tuple[Player, list[Turn]]:
    player = Player(bank, mode="interview", pool=("training-06a",))
    assert texts(doubts(player, message, intent)) == notices.FOR_ME
    return player, says(player, reply)


@pytest.mark.parametrize(
    ("reply", "request_"),
    [
        ("a question", ASKED),
        ("It was a question about the pruning.", ASKED),
        ("Sorry, a question for you. Please go on.", ASKED),
        ("for you, ok?", ASKED),
        ("Do I prune single weights or whole channels?", "Do I prune single weights or whole channels?"),
        (ASKED, ASKED),
        ("A question: do you mean single weights?", "do you mean single weights?"),
        ("For you. Do you mean single weights?", "Do you mean single weights?"),
        ("I was asking whether you mean single weights or channels.", "whether you mean single weights or channels."),
        ("it's not part of my answer, it was a question", ASKED),
        ("All of it was a question.", ASKED),
    ],
)
def test_a_question_is_replied_to_and_leaves_the_answer(reply: str, request_: str, bank: Bank) -> None:
    player, turns = exchange(bank, ASKED, reply)
    attempt = player.state.attempts[-1]
    assert player.state.pending == WordClarification("training-06a", request_)
    assert (attempt.answer, attempt.doubt, attempt.aloud) == ("", None, False) and turns[0].kind == "talk"


@pytest.mark.parametrize(
    "reply",
    [
        "Both. The first part was my answer.",
        "both, the first part was my answer",
        "The last sentence was a question, the rest is my answer.",
        "the first half is my answer; the second half is a question for you",
        "The question at the end was for you, everything before it is my answer.",
    ],
)
def test_both_keeps_the_answer_and_replies_to_the_question(reply: str, bank: Bank) -> None:
    player, turns = exchange(bank, MIXED, reply, "disagree")
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer == MIXED
    assert texts(turns) == f"{notices.BOTH} {notices.CONTEST_IN_REPORT}"


def test_an_answer_before_a_question_is_kept_though_only_the_question_is_named(bank: Bank) -> None:
    player, turns = exchange(bank, MIXED, "a question", "disagree")
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer == ANSWER
    assert texts(turns) == f"{KEPT} {notices.CONTEST_IN_REPORT}"


def test_unless_all_of_it_was_the_question(bank: Bank) -> None:
    player, _ = exchange(bank, MIXED, "all of it was a question")
    assert player.state.pending == WordClarification("training-06a", MIXED)
    assert player.state.attempts[-1].answer == ""


@pytest.mark.parametrize(
    "reply",
    [
        "part of my answer",
        "My answer, go on.",
        "it wasn't a question",
        "that was my answer, obviously",
        "my answer, as I said",
        "part of the answer, clearly",
    ],
)
def test_part_of_the_answer_is_graded_as_it_is(reply: str, bank: Bank) -> None:
    player, _ = exchange(bank, MIXED, reply)
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer == MIXED


def test_more_of_the_answer_is_added_without_the_words_that_settle_it(bank: Bank) -> None:
    player, turns = exchange(bank, "isn't it the rate", "My answer. Also the step becomes too large.")
    assert isinstance(player.state.pending, GradeAnswer) and turns[0].kind == "answer"
    assert player.state.attempts[-1].answer == "isn't it the rate\n\nAlso the step becomes too large."


@pytest.mark.parametrize("reply", ["never mind", "Forget it.", "neither", "oh, ignore that please"])
def test_what_is_to_be_forgotten_is_neither_graded_nor_answered(reply: str, bank: Bank) -> None:
    player, turns = exchange(bank, ASKED, reply)
    attempt = player.state.attempts[-1]
    assert player.state.pending is None and (attempt.answer, attempt.doubt, attempt.aloud) == ("", None, False)
    assert [turn.kind for turn in turns] == ["talk", "note"] and notices.FOR_ME_AGAIN not in texts(turns)


def test_who_explains_that_they_do_not_know_is_taken_at_their_word(bank: Bank) -> None:
    player, turns = exchange(bank, "that is beyond what I read", "It means I don't know the answer.", "explain")
    assert isinstance(player.state.pending, GradeAnswer) and turns[0].kind == "talk"
    assert player.state.attempts[-1].answer == "that is beyond what I read"


def test_what_came_before_stays_when_a_question_is_taken_out(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("The loss jumps.")
    doubts(player, MIXED, "disagree")
    says(player, "a question")
    assert player.state.attempts[-1].answer == f"The loss jumps.\n\n{ANSWER}"


def test_two_questions_after_an_answer_are_both_replied_to(bank: Bank) -> None:
    text = "I would clip the gradient. How long should it be? And do you mean the global norm?"
    _, turns = exchange(bank, text, "both")
    told = texts(turns)
    assert "“global norm”" in told and told.index("I'll ask" if "I'll ask" in told else "follow up") < told.index(
        "“global norm”"
    )


@pytest.mark.parametrize(
    "text",
    [
        "yes and no",
        "First, you compute the loss",
        "No, it shrinks the weights",
        "You clip it",
        "the answer is 2w",
        "I mean the momentum",
        "Mine would be the rate",
        "second order terms",
        "",
        "a" * 1000,
    ],
)
def test_what_only_begins_like_a_reply_settles_nothing(text: str) -> None:
    assert read_reply(text) is None


@pytest.mark.parametrize(
    ("doubtful", "text", "asks", "same"),
    [
        ("images or text", "do you mean images or text?", False, True),
        ("isn't it the rate", "Isn't it the rate?", False, True),
        ("dropout, nice trick", "what do you mean?", True, False),
        ("isn't it the rate", "or is it the batch", False, False),
        ("isn't it the rate", "the rate of the optimiser is too large", False, False),
        ("It shrinks. Do you mean with the root?", "do you mean the one with the root?", True, True),
    ],
)
def test_a_question_put_once_more_is_known(doubtful: str, text: str, asks: bool, same: bool) -> None:
    assert repeats(doubtful, text, asks) is same


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (MIXED, ANSWER),
        ("It is the divergence of the data; do you mean the reverse one?", "It is the divergence of the data;"),
        ("I'm not sure what you mean by norm. Is it with the root?", ""),
        ("Let me ask you this first. Is it with the root?", ""),
        ("No idea. What is it?", ""),
        ("Do you mean the norm?", ""),
        ("It is the sum of all squares.", ""),
    ],
)
def test_the_answer_before_a_question(text: str, answer: str) -> None:
    assert answer_before_question(text) == answer


def test_not_knowing_is_explained_in_many_ways() -> None:
    assert does_not_know("It means I don't know.") and does_not_know("I meant I have no idea.")
    assert not does_not_know("It means that the loss is flat.")


ENDS = "A server that sees each step knows a lot more. That's all from me, could we end it here?"


@pytest.mark.parametrize(
    "reply",
    [
        "Both. The first sentence was my answer, then I asked you to end.",
        "both, the first part was my answer",
        "The first part was my answer, and then I wanted to stop.",
    ],
)
@pytest.mark.parametrize("heard", ["hint", "done", "control"])
def test_who_also_asked_to_end_is_graded_and_the_interview_ends(reply: str, heard: Intent, bank: Bank) -> None:
    player, turns = exchange(bank, ENDS, reply, heard)
    assert texts(turns) == notices.BOTH
    assert isinstance(player.state.pending, GradeAnswer) and player.state.attempts[-1].answer == ENDS
    player.settle({})
    assert (player.state.phase, player.state.ended) == ("finished", "stopped")


def test_nobody_is_offered_a_hint_they_did_not_ask_for(bank: Bank) -> None:
    _, turns = exchange(bank, "It is the noise. Is the next one harder?", "both", "hint")
    assert "hint" not in texts(turns)
    _, turns = exchange(bank, "It is the noise. But could you give me a small pointer?", "both", "hint")
    assert texts(turns) == f"{notices.BOTH} {notices.HINT_AFTER}"


def test_what_else_the_reply_says_stays_part_of_the_answer(bank: Bank) -> None:
    player, _ = exchange(bank, MIXED, "The first part was my answer. The rate should be lower as well.", "disagree")
    assert player.state.attempts[-1].answer == f"{MIXED}\n\nThe rate should be lower as well."
