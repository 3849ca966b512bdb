"""In coach mode the candidate hears what the reply to a follow-up changed, and what was wrong in it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.changes import LEFT_OPEN, change_text, changes_between
from interviewer.conversation.state.state import GradeAnswer, Graded, QuestionAttempt, Said
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.grading.merging import merge_grades
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts

WRONG = MisconceptionFinding("wrong", (Evidence("still", 20, 25),), "Clipping keeps the direction.", 0.1)


def replied(bank: Bank, **verdicts: str) -> tuple[str, Player]:
    """What is said after a follow-up's reply in which something wrong was heard."""
    player = Player(bank, pool=("training-06a",))
    player.say("clip the gradients", clipping="met")
    player.send(Said(player.now + 5, "still vague"))
    pending, attempt = player.state.pending, player.state.attempts[-1]
    assert isinstance(pending, GradeAnswer) and attempt.grade is not None
    alone: Grade = replace(player.grade(pending, verdicts), misconceptions=(WRONG,))
    merged = merge_grades(bank["training-06a"], attempt.grade, alone, new_from=attempt.graded_to)
    return texts(player.send(Graded(player.now + 6, merged))), player


def test_a_misconception_heard_in_a_reply_is_told_with_what_it_costs(bank: Bank) -> None:
    told, _ = replied(bank)
    assert "from 25% to 15%" in told and "One thing to correct: you said “still”. Clipping keeps the direction." in told
    assert "No change" not in told


def test_it_is_told_beside_the_verdicts_that_changed_and_only_once(bank: Bank) -> None:
    told, player = replied(bank, gradient_norms="met")
    assert "**not met** → **met**" in told and told.count("One thing to correct") == 1
    told = texts(player.settle({}) + player.say("vague once more"))
    assert "One thing to correct" not in told.split("Your answer")[0]


def test_an_interview_without_a_coach_keeps_it_for_the_report(bank: Bank) -> None:
    player = Player(bank, mode="interview", pool=("training-06a",))
    player.say("clip the gradients", clipping="met")
    player.send(Said(player.now + 5, "still vague"))
    attempt = player.state.attempts[-1]
    assert attempt.grade is not None
    heard = replace(attempt.grade, misconceptions=(WRONG,))
    assert "correct" not in texts(player.send(Graded(player.now + 6, heard)))
    kept = player.state.attempts[-1].grade
    assert kept is not None and kept.misconceptions == (WRONG,)


def test_replies_that_miss_are_told_of_in_other_words_each_time(bank: Bank) -> None:
    player = Player(bank, pool=("training-06b",))
    player.say("something vague")
    told = [turn.text for _ in range(3) for turn in player.say("still vague") if turn.kind == "change"]
    assert len(told) == len(set(told)) == 3 and all("open" in text for text in told)


def test_of_the_last_reply_no_point_is_still_open(bank: Bank) -> None:
    player = Player(bank, pool=("training-06b",))
    player.say("something vague")
    replies = [player.say("still vague") for _ in range(3)]
    told = [next(turn.text for turn in turns if turn.kind == "change") for turns in replies]
    assert player.state.attempts[-1].closed and told[-1] == LEFT_OPEN and LEFT_OPEN not in told[:-1]
    assert [turn.kind for turn in replies[-1]].index("change") < [turn.kind for turn in replies[-1]].index("reveal")


def test_a_verdict_that_changed_in_the_last_reply_is_not_of_a_point_that_is_still_open(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("something")
    told = ""
    while not player.state.attempts[-1].closed:
        probing = player.state.attempts[-1].probing
        turns = player.say("nonsense", **{probing.replace("-", "_"): "contradicted"})
        told = next(turn.text for turn in turns if turn.kind == "change")
    assert "still open" not in told


def test_what_keeps_a_point_open_is_quoted_and_the_point_is_not_told(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    first = bank["training-06a"].criteria[0].id.replace("-", "_")
    player.say("the loss jumps", **{first: "contradicted"})
    change = next(turn for turn in player.say("still vague") if turn.kind == "change")
    assert "I heard “jumps”, and that contradicts it." in change.text
    assert bank["training-06a"].criteria[0].claim not in change.text


def test_only_who_takes_something_back_said_the_contrary_at_first(bank: Bank) -> None:
    for reply, corrected in (("as I said, clip it", False), ("No wait, I was wrong. It is clipped", True)):
        player = Player(bank, pool=("training-06a",))
        player.say("the norms grow", clipping="contradicted")
        player.say(reply, clipping="met")
        change = next(c for c in player.state.attempts[-1].changes if c.criterion_id == "clipping")
        assert (change.before, change.after, change.corrected) == ("contradicted", "met", corrected)


def test_a_second_look_that_is_granted_is_marked_as_one(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("the norms grow", clipping="contradicted")
    probing = player.state.attempts[-1].probing.replace("-", "_")
    player.say("That's not what I said.", **{probing: "met"})
    assert player.state.attempts[-1].changes[-1].looked


def test_what_fell_is_told_after_what_rose_with_the_words_and_what_it_costs(bank: Bank) -> None:
    question = bank["training-06a"]
    ids = [criterion.id for criterion in question.criteria]
    rows = tuple(CriterionVerdict(c.id, c.claim, c.weight, "not_met") for c in question.criteria)
    before = Grade(question.id, 0.5, (replace(rows[0], verdict="partly_met", weight=0.0), *rows[1:]))
    words = (Evidence("it never does", 0, 13),)
    fallen = replace(rows[0], contradicted=True, evidence=words, weight=0.0)
    risen = replace(rows[1], verdict="met", evidence=words)
    after = replace(before, score=1.0, criteria=(fallen, risen, *rows[2:]))
    attempt = QuestionAttempt(question.id, "it never does", before, probing=ids[1])
    told = change_text(attempt, changes_between(before, after), before, after)
    fell = "- On the other hand, a bonus that is still open, which costs nothing: **partly met** → **contradicted** (“it never"
    assert fell in told
    assert told.index("**met**") < told.index("On the other hand")
