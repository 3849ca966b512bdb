"""In coach mode the candidate hears what the reply to a follow-up changed, and what was wrong in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from interviewer.conversation.debrief.changes import ADDED, change_text, changes_between
from interviewer.conversation.state.state import GradeAnswer, Graded, QuestionAttempt, Said
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding, weighted_score
from interviewer.grading.merging import merge_grades
from interviewer.grading.rubric.short import fact_in_short
from knowledge.schema import Bank, Criterion, Question
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
    assert "One thing to correct: you said “still”. Clipping keeps the direction." in told
    assert "That takes you from 25% to 15%." in told


def test_it_is_told_beside_the_verdicts_that_changed_and_only_once(bank: Bank) -> None:
    told, player = replied(bank, gradient_norms="met")
    assert "look for gradients that are too large. One thing to correct: you said “still”." in told
    assert told.count("One thing to correct") == 1
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


@pytest.mark.parametrize("question", ["training-06a", "training-06b", "rl-04"])
def test_of_a_reply_that_misses_nothing_is_said(bank: Bank, question: str) -> None:
    """After every miss, each question had the same three sentences: "No change: that point is still open." """
    player = Player(bank, pool=(question,))
    player.say("something vague")
    while not player.state.attempts[-1].closed:
        assert "change" not in {turn.kind for turn in player.say("still vague")}


def test_words_that_contradict_a_point_are_quoted_and_the_point_is_not_told(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("something")
    probing = player.state.attempts[-1].probing
    turns = player.say("nonsense", **{probing.replace("-", "_"): "contradicted"})
    told = next(turn.text for turn in turns if turn.kind == "change")
    assert told == "“nonsense” isn't right."


def test_a_perfect_answer_is_told_nothing_after_a_bonus_that_was_not_made(bank: Bank) -> None:
    for question in bank.values():
        bonus = next((c for c in question.criteria if c.bonus), None)
        if bonus is None:
            continue
        rows = [verdict(c, "not_met" if c.bonus else "met") for c in question.criteria]
        for kind in ("not_met", "partly_met"):
            after = [replace(row, verdict=kind) if row.id == bonus.id else row for row in rows]  # type: ignore[arg-type]
            assert changed(question, rows, after) == "", question.id


@pytest.mark.parametrize("after", ["met", "partly_met", "not_met", "contradicted"])
@pytest.mark.parametrize("before", ["met", "partly_met", "not_met", "contradicted", "ungraded"])
def test_changes_of_one_kind_are_told_together_and_without_the_words_of_a_table(
    bank: Bank, before: str, after: str
) -> None:
    """A list had the line "A point that is still open: **not met** → **partly met**" twice."""
    for question in bank.values():
        old = [verdict(c, before) for c in question.criteria]
        new = [verdict(c, after, f"it shows {c.id}") for c in question.criteria]
        told = changed(question, old, new)
        sentences = re.split(r"(?<=[.!?]) (?=[A-Z“])", told)
        assert len(sentences) == len(set(sentences)), told
        assert not re.search(r"→|\*\*|\b(?:not|partly) met\b|contradicted|still open|No change", told), told
        open_claims = [c.claim for c in question.criteria if after != "met"]
        assert not any(fact and fact in told for fact in map(fact_in_short, open_claims)), told
        assert before == after or told or before == "ungraded", "what changed is told"


def test_the_next_follow_up_and_the_next_question_are_told_of_in_other_words(bank: Bank) -> None:
    def lead(question: Question, probed: int) -> str:
        one = next(criterion for criterion in question.criteria if not criterion.bonus)
        old, new = [verdict(one, "not_met")], [verdict(one, "met", "it shows so")]
        return changed(question, old, new, probed).split(":")[0]

    for question in bank.values():
        assert len({lead(question, probed) for probed in (1, 2, 3)}) == 3
    assert len({lead(question, 1) for question in bank.values()}) == len(ADDED)


def test_the_words_of_a_reply_are_what_was_added_unless_they_are_a_fragment(bank: Bank) -> None:
    question = bank["training-06a"]
    one = question.criterion("structural-prevention")
    old = [verdict(one, "not_met")]
    told = changed(question, old, [verdict(one, "met", "I would lower the rate")])
    assert ": “I would lower the rate”. " in told
    told = changed(question, old, [verdict(one, "met", "smaller rate")])
    assert ": you named another prevention (“smaller rate”). " in told


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
    assert told.index("“it never does”.") < told.index("On the other hand, “it never does” isn't right.")
    assert told.endswith("That costs you nothing, since it's about a bonus. You're at 100% now.")


def verdict(criterion: Criterion, kind: str, quote: str = "it never does") -> CriterionVerdict:
    words = (Evidence(quote, 0, len(quote)),) if kind != "not_met" else ()
    plain = CriterionVerdict(criterion.id, criterion.claim, criterion.weight, "not_met", evidence=words)
    if kind == "contradicted":
        return replace(plain, contradicted=True)
    return replace(plain, verdict=kind)  # type: ignore[arg-type]


def changed(
    question: Question, before: Sequence[CriterionVerdict], after: Sequence[CriterionVerdict], probed: int = 1
) -> str:
    old, new = (Grade(question.id, weighted_score(rows), tuple(rows)) for rows in (before, after))
    attempt = QuestionAttempt(question.id, "it never does", new, probed=("",) * probed, probing=after[0].id)
    return change_text(attempt, changes_between(old, new), old, new)
