"""A question why something is wrong is answered about that thing."""

from __future__ import annotations

import pytest

from interviewer.conversation.debrief.closed_talk import talked_of_closed
from interviewer.conversation.debrief.reasons import explained
from interviewer.conversation.debrief.why_wrong import (
    NO_WORD_ON_IT,
    NOT_CALLED_WRONG,
    thing_called_wrong,
    told_why_wrong,
)
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Said, WordClarification
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from knowledge.schema import Bank
from tests.interviewer.conversation.wording.test_explaining import state

GAN = "advanced-05a"
ANSWER = "They end at a Nash equilibrium. The KL divergence between data and generator, same as maximum likelihood."


def all_met(bank: Bank, question_id: str = GAN, **wrong: str) -> Grade:
    rows = tuple(
        CriterionVerdict(
            c.id,
            c.claim,
            0.0 if c.bonus else c.weight,
            "not_met" if c.bonus or c.id in wrong else "met",
            evidence=(Evidence(wrong[c.id], 0, len(wrong[c.id])),) if c.id in wrong else (),
            contradicted=c.id in wrong,
        )
        for c in bank[question_id].criteria
    )
    return Grade(question_id, 1.0, rows)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("why is KL wrong?", "KL"),
        ("But why was the KL divergence not right?", "the KL divergence"),
        ("why isn't KL correct?", "KL"),
        ("what's wrong with KL?", "KL"),
        ("How come Monte Carlo is false?", "Monte Carlo"),
        ("why did you mark zero loss as wrong?", "zero loss"),
        ("why is that wrong?", ""),
        ("what is wrong with my answer?", ""),
        ("why does KL help?", ""),
        ("was KL wrong?", ""),
    ],
)
def test_what_is_taken_to_be_wrong_is_found(text: str, thing: str) -> None:
    assert thing_called_wrong(text) == thing


def test_a_bonus_that_was_wrong_is_told_about_although_nothing_was_lost(bank: Bank) -> None:
    told = told_why_wrong(bank[GAN], all_met(bank), "why is KL wrong?", ANSWER, None)
    assert "“The KL divergence between data and generator" in told and NOT_CALLED_WRONG in told
    assert "Jensen-Shannon" in told and "didn't lose" not in told


def test_a_contradiction_and_a_common_mistake_are_told_with_what_is_right(bank: Bank) -> None:
    point = next(c for c in bank[GAN].criteria if not c.bonus)
    grade = all_met(bank, **{point.id: "it ends where both losses are zero"})
    told = told_why_wrong(bank[GAN], grade, "why are the losses wrong?", "it ends where both losses are zero", None)
    assert told.startswith("You said “it ends where both losses are zero”") and NOT_CALLED_WRONG not in told
    told = told_why_wrong(bank[GAN], all_met(bank), "what's wrong with both losses reaching zero?", "", None)
    assert "its loss is log 4" in told and NOT_CALLED_WRONG in told


def test_what_nothing_is_known_about_is_said_honestly(bank: Bank) -> None:
    told = told_why_wrong(bank[GAN], all_met(bank), "why is zyzzyva wrong?", ANSWER, None)
    assert told == f"{NOT_CALLED_WRONG} {NO_WORD_ON_IT}"
    assert told_why_wrong(bank[GAN], None, "why is KL wrong?", "", None).startswith(NOT_CALLED_WRONG)
    assert told_why_wrong(bank[GAN], all_met(bank), "why does KL matter?", ANSWER, None) == ""
    assert explained(all_met(bank), "why is that wrong?") == notices.NOTHING_CALLED_WRONG
    assert explained(all_met(bank), "why?") == notices.NOTHING_LOST


def test_the_message_is_heard_as_one_about_the_subject(bank: Bank) -> None:
    attempt = QuestionAttempt(GAN, ANSWER, all_met(bank), closed=True)
    asked: InterviewState = state(attempt)
    for intent in ("why", "disagree", "explain", "answer"):
        after, turns = talked_of_closed(asked, intent, Said(1.0, "why is KL wrong?"), bank)
        assert after.pending == WordClarification(GAN, "why is KL wrong?") and not turns
    _, (reply,) = talked_of_closed(asked, "why", Said(1.0, "why is that wrong?"), bank)
    assert reply.text == notices.NOTHING_CALLED_WRONG
