"""What a candidate may do besides answering: commands, hints, thinking aloud, notes, coming back, changing an answer."""

from __future__ import annotations

import pytest

from interviewer.conversation.phrases.phrases import EMPTY, VERDICT_COACH, VERDICT_FIRST
from interviewer.conversation.state.state import (
    GradeAnswer,
    Pressed,
    Said,
    Ticked,
)
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met, texts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hello", "note"),
        ("thanks!", "note"),
        ("give me a hint please", "hint"),
        ("/hint", "hint"),
        ("Could you repeat the question?", "repeat"),
        ("let me think", "note"),
        ("tell me the answer", "note"),
        ("   ", "note"),
        ("🙂", "note"),
        ("What do you mean by that?", "clarify"),
        ("Can I assume that it is a feed-forward net?", "clarify"),
    ],
)
def test_talk_and_commands_are_no_answers_and_move_nothing_on(bank: Bank, text: str, kind: str) -> None:
    player = Player(bank)
    before = player.state.attempts[-1]
    turns = player.say(text)
    assert turns[0].kind == "talk"
    assert turns[-1].kind == kind
    after = player.state.attempts[-1]
    assert after.question_id == before.question_id
    assert after.answer == "" and after.grade is None and not after.closed


@pytest.mark.parametrize(
    "text",
    [
        "Is it overfitting?",
        "you should skip the layers with a shortcut",
        "hints of overfitting show in the curve",
        "repeat the step with a smaller rate until it converges",
        "wait until the loss stops improving, then stop",
    ],
)
def test_answers_that_look_like_talk_are_answers(bank: Bank, text: str) -> None:
    player = Player(bank)
    player.send(Said(player.now + 5, text))
    assert isinstance(player.state.pending, GradeAnswer)


@pytest.mark.parametrize("text", ["   ", "...", "tell me the answer", "is that right?"])
@pytest.mark.parametrize("mode", ["coach", "interview"])
def test_the_same_note_is_not_said_again_and_again(bank: Bank, text: str, mode: str) -> None:
    player = Player(bank, pool=("training-01", "training-06a"), mode=mode)
    first, second, third = (texts(player.say(text)) for _ in range(3))
    assert first and second and third and len({first, second, third}) == 3, "whoever writes gets a reply"
    assert "hint" in second and "skip" in second
    player.say("It should overfit a few examples.")
    again = texts(player.say(text))
    # once there is an answer, its grade is there to look at
    graded_now = first == VERDICT_FIRST and again == VERDICT_COACH
    assert again == first or graded_now or (first in EMPTY and again in EMPTY), "an answer came in between"


def test_no_question_without_words_is_remarked_on_like_another(bank: Bank) -> None:
    player = Player(bank, minutes=60.0)
    said = []
    for _ in range(6):
        said += [texts(player.say("...")), texts(player.say(""))]
        player.say("skip")
        player.say("next")
    assert len(set(said[::2])) == 6, said
    assert len({*said[1:6:2]}) == 3, said


def test_the_time_is_told_each_time(bank: Bank) -> None:
    player = Player(bank, minutes=20.0)
    assert all("minutes left" in texts(player.say("how much time is left?")) for _ in range(4))


def test_hints_come_in_order_and_end(bank: Bank) -> None:
    player = Player(bank, pool=("training-01",))
    shown = [player.say("hint")[-1] for _ in range(4)]
    assert [bank["training-01"].hints[i] in shown[i].text for i in range(3)] == [True] * 3
    assert "cost no points" in shown[0].text
    assert "have another hint" in shown[3].text
    assert player.state.attempts[-1].hints == (0, 1, 2)


def test_thinking_aloud_is_kept_and_graded_once_at_the_end(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("Let me think out loud: the norms may grow")
    assert player.state.phase == "answering" and player.state.attempts[-1].grade is None
    player.say("or the loss turns NaN, which I would see in the log")
    assert player.state.attempts[-1].grade is None
    turns = player.say("done", **all_met(bank, "training-06a"))
    attempt = player.state.attempts[-1]
    assert attempt.answer == "the norms may grow\n\nor the loss turns NaN, which I would see in the log"
    assert attempt.grade is not None and attempt.closed and any(t.kind == "feedback" for t in turns)
    again = Player(bank, pool=("training-06a",))
    assert "haven't told me anything" in texts(again.say("done"))
    again.say("think aloud")
    again.say("done")
    assert again.state.attempts[-1].grade is None and again.state.phase == "answering"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The loss turns NaN. done", "The loss turns NaN."),
        ("the loss turns NaN, and the norms grow. Okay, I'm done.", "the loss turns NaN, and the norms grow."),
        ("the loss turns NaN\nthat's my answer", "the loss turns NaN"),
        ("once the epoch is done", None),
        ("I stop when training is finished.", None),
    ],
)
def test_thinking_aloud_may_end_in_the_message_that_says_done(bank: Bank, text: str, kept: str | None) -> None:
    player = Player(bank)
    player.say("let me think aloud")
    player.send(Said(player.now + 5, text))
    attempt = player.state.attempts[-1]
    assert attempt.answer == (text if kept is None else kept)
    assert isinstance(player.state.pending, GradeAnswer) == (kept is not None)


def test_what_was_thought_aloud_is_graded_where_the_candidate_never_says_done(bank: Bank) -> None:
    skipped = Player(bank, pool=("training-06a",))
    skipped.say("thinking aloud: the loss turns NaN and the norms grow")
    skipped.say("skip", **all_met(bank, "training-06a"))
    assert skipped.state.attempts[-1].grade is not None and not skipped.state.attempts[-1].skipped
    late = Player(bank, mode="interview", minutes=5.0, pool=("training-06a",))
    late.say("thinking aloud: the loss turns NaN and the norms grow")
    for _ in range(4):
        late.now += 120
        late.send(Ticked(late.now))
        late.settle(all_met(bank, "training-06a"))
    assert late.state.phase == "finished" and late.state.attempts[-1].grade is not None


def test_time_and_standing_may_be_asked_for(bank: Bank) -> None:
    player = Player(bank, pool=("training-01", "training-06b"), minutes=20.0)
    assert "There are about 20 minutes left" in texts(player.say("how much time is left?"))
    assert "will be next to the question" in texts(player.say("was that right?"))
    strict = Player(bank, mode="interview", pool=("training-01",))
    assert "for the report" in texts(strict.say("how am I doing?"))
    assert strict.state.attempts[-1].answer == "" and player.state.attempts[-1].answer == ""


def test_a_note_to_self_is_not_graded(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("Note to self: read up on gradient clipping, it solves the whole question")
    attempt = player.state.attempts[-1]
    assert attempt.answer == "" and attempt.grade is None
    assert any("read up on" in t.text for t in player.turns)


def test_a_question_set_aside_comes_back_before_the_end(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-01", "training-06b", "nlp-01a"), questions=2)
    first = player.state.attempts[-1].question_id
    player.say("can we come back to this later?")
    second = player.state.attempts[-1].question_id
    assert second != first
    player.say("come back to it later")
    assert player.state.attempts[-1].question_id == first
    assert "aside once" in texts(player.say("later")) and player.state.attempts[-1].question_id == first
    player.say("an answer", **all_met(bank, first))
    assert player.state.phase == "answering" and player.state.attempts[-1].question_id == second
    player.say("an answer", **all_met(bank, second))
    assert player.state.phase == "finished"
    assert [attempt.question_id for attempt in player.state.attempts] == [first, second]
    left = Player(bank, mode="interview", pool=("training-01", "training-06b"), questions=2)
    left.say("later")
    left.send(Pressed(left.now, "end"))
    assert left.state.attempts[0].skipped and not left.state.attempts[0].aside


def test_an_answer_can_be_changed(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a",))
    assert "nothing to change" in texts(player.say("can I change my answer?"))
    player.say("it is a wrong thing")
    assert player.state.attempts[-1].grade is not None
    assert "replaces" in texts(player.say("can I change my answer?"))
    player.say("the right thing", clipping="met")
    attempt = player.state.attempts[-1]
    assert attempt.answer == "the right thing" and not attempt.replacing
    player.say("Scratch that: the norms spike and the loss is NaN", **all_met(bank, "training-06a"))
    assert player.state.attempts[-1].answer == "the norms spike and the loss is NaN"


def test_what_is_thought_aloud_may_replace_an_answer(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a",))
    player.say("it is a wrong thing")
    player.say("can I change my answer?")
    player.say("let me think aloud: the norms spike")
    attempt = player.state.attempts[-1]
    assert attempt.answer == "the norms spike" and attempt.grade is None
    assert attempt.graded_to == 0 and not attempt.replacing and not attempt.probing
    player.say("and the loss is NaN")
    player.say("done", **all_met(bank, "training-06a"))
    assert player.state.attempts[-1].answer == "the norms spike\n\nand the loss is NaN"
    assert player.state.attempts[-1].met == {c.id for c in bank["training-06a"].criteria}
