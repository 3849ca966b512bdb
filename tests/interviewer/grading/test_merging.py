"""The grade after a reply: what raises a verdict, what lowers it, and what leaves it unchanged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement
from knowledge.schema import Bank, Question
from tests.interviewer.grading.test_grader import Script, said


def contrary(criterion: str, quote: str, text: str) -> Judgement:
    return replace(said(criterion, "not_met", quote, text), probability=0.05, contradicted=True)


def test_a_reply_may_say_the_contrary_of_a_point_that_was_silent_or_met(bank: Bank) -> None:
    question, first = bank["training-01"], "Overfit first. It shows capacity."
    whole = f"{first}\n\nNo, never overfit. Capacity says nothing."
    before = Grader(
        Script(
            {
                "overfit-first": said("overfit-first", "met", "Overfit first", first),
                "capacity": said("capacity", "not_met", "", first),
                "bug-check": said("bug-check", "partly_met", "It shows", first),
                "regularise-after": said("regularise-after", "met", "capacity", first),
            }
        )
    ).grade(question, first)
    after = Script(
        {
            "overfit-first": contrary("overfit-first", "never overfit", whole),
            "capacity": contrary("capacity", "Capacity says nothing", whole),
            "bug-check": said("bug-check", "not_met", "", whole),
            # found in the old words only: the reply has not changed what was judged before
            "regularise-after": contrary("regularise-after", "It shows capacity", whole),
        }
    )
    merged = Grader(after).grade_again(question, whole, before, since=len(first))
    assert [c.kind for c in merged.criteria] == ["contradicted", "contradicted", "partly_met", "met"]
    assert merged.score == pytest.approx((0.5 + 2) / 7)
    assert merged.criteria[0].evidence[0].quote == "never overfit"
    assert merged.feedback.startswith("You said “never overfit”. ")


def test_a_reply_that_puts_it_right_lifts_a_contradicted_point(bank: Bank) -> None:
    question, first = bank["training-01"], "Never overfit."
    before = Grader(Script({"overfit-first": contrary("overfit-first", "Never overfit", first)})).grade(
        question, first, ["overfit-first"]
    )
    assert before.criteria[0].contradicted
    whole = f"{first}\n\nSorry, overfit first."
    right = Script({"overfit-first": said("overfit-first", "met", "overfit first", whole)})
    merged = Grader(right).grade_again(question, whole, before, since=len(first))
    assert (merged.criteria[0].kind, merged.score) == ("met", 1.0)
    silent = Script({"overfit-first": said("overfit-first", "not_met", "", whole)})
    kept = Grader(silent).grade_again(question, whole, before, since=len(first))
    assert kept.criteria[0].contradicted, "saying nothing of it takes nothing back"


def test_the_feedback_after_a_follow_up_quotes_the_passage_that_was_found(bank: Bank) -> None:
    question, first = bank["training-01"], "Overfit first."
    question = replace(question, criteria=tuple(replace(c, in_reference="") for c in question.criteria))
    asked: list[str] = []

    def found(of: Question, about: str) -> str:
        asked.append(about)
        return "The vector store found this very sentence and none beside it."

    silent = Script({c.id: said(c.id, "not_met", "", first) for c in question.criteria})
    grader = Grader(silent, found)
    before = grader.grade(question, first)
    asked.clear()
    after = grader.grade_again(question, f"{first}\n\nI do not know more.", before, since=len(first))
    assert question.criteria[0].claim in asked, "looked up again, and for the point that is missing most"
    assert "From the reference answer: The vector store found this very sentence and none beside it." in after.feedback


@pytest.mark.parametrize(("repeats", "told"), [(10, False), (1_000, True)])
def test_the_feedback_after_a_follow_up_says_where_the_end_was_not_read(bank: Bank, repeats: int, told: bool) -> None:
    question, first = bank["training-01"], "Overfit first."
    silent = Script({c.id: said(c.id, "not_met", "", first) for c in question.criteria})
    before = Grader(silent).grade(question, first)
    whole = f"{first}\n\n" + "And so it goes. " * repeats
    after = Grader(silent).grade_again(question, whole, before, since=len(first))
    assert ("Only the first 12,000 characters" in after.feedback) == told


def test_a_fair_charge_is_not_taken_back_by_half_of_a_point_or_a_doubtful_one(bank: Bank) -> None:
    """A further false sentence once turned "exact zeros", contradicted, into partly met, and a third one into met."""
    question, first = bank["training-01"], "Never overfit."
    before = Grader(Script({"overfit-first": contrary("overfit-first", "Never overfit", first)})).grade(
        question, first, ["overfit-first"]
    )
    for reply, kind in (
        ("The loss keeps its length.", "contradicted"),
        ("No wait, the loss keeps its length.", "half"),
    ):
        whole = f"{first}\n\n{reply}"
        half = Script({"overfit-first": said("overfit-first", "partly_met", "keeps its length", whole)})
        merged = Grader(half).grade_again(question, whole, before, since=len(first))
        assert merged.criteria[0].kind == ("partly_met" if kind == "half" else kind), "who takes it back is heard"
    doubtful = replace(said("overfit-first", "met", "keeps its length", whole), probability=0.57)
    whole = f"{first}\n\nThe loss keeps its length."
    merged = Grader(Script({"overfit-first": doubtful})).grade_again(question, whole, before, since=len(first))
    assert merged.criteria[0].kind == "contradicted"
