"""Who disagrees with a grade is sent to the buttons under its points."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from interviewer.conversation.debrief.contest import way_to_contest
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from interviewer.web.objections import objections

MET = CriterionVerdict("met", "Says what it counts", 2, "met", 0.9)
MISSING = CriterionVerdict("value", "Gives the distance 4", 4, "not_met", 0.1)
PARTLY = CriterionVerdict("partly", "Names the steps", 1, "partly_met", 0.9)
DOUBTFUL = CriterionVerdict("doubtful", "Says why", 1, "not_met", 0.5, unsure=True)
WRONG = CriterionVerdict("wrong", "Says so", 3, "not_met", 0.02, contradicted=True)
UNGRADED = CriterionVerdict("fault", "Says why", 1, "ungraded")


def attempted(*criteria: CriterionVerdict) -> QuestionAttempt:
    return QuestionAttempt("nlp-10", answer="edits", grade=Grade("nlp-10", 0.5, criteria), closed=True)


@pytest.mark.parametrize(
    ("criteria", "named"),
    [
        ((MET, MISSING, PARTLY), ["No, I did say that"]),
        ((WRONG,), ["That’s not what I said", "That is the point"]),
        ((DOUBTFUL,), ["Yes, it says that"]),
        ((UNGRADED,), ["Read it again"]),
        ((MISSING, WRONG, MISSING), ["No, I did say that", "That’s not what I said", "That is the point"]),
    ],
)
def test_the_buttons_that_are_there_are_named(criteria: tuple[CriterionVerdict, ...], named: list[str]) -> None:
    attempt = attempted(*criteria)
    assert re.findall(r"\*([^*]+)\*", way_to_contest(attempt)) == named
    labels = {o.label for item in criteria for o in objections(attempt, item) if o.act == "appeal"}
    assert labels == set(named)


def test_where_there_is_no_button_none_is_named() -> None:
    assert way_to_contest(attempted(MET)) == notices.ALL_MADE
    again = replace(attempted(MET), appealed=("met",))
    assert way_to_contest(again, "I disagree about the first point, I said the opposite").startswith(
        "I've read that one"
    )
    read = replace(attempted(MET, MISSING), appealed=("value",))
    assert way_to_contest(read) == notices.NOTHING_TO_CONTEST
    assert "That’s not what I said" in way_to_contest(replace(attempted(MISSING, WRONG), appealed=("value",)))
    assert way_to_contest(QuestionAttempt("nlp-10", skipped=True)) == notices.NO_GRADE


@pytest.mark.parametrize("item", [MET, MISSING, PARTLY, WRONG, replace(MISSING, denied=True)])
def test_of_a_verdict_that_was_read_twice_it_is_said_what_it_rests_on(item: CriterionVerdict) -> None:
    quoted = replace(item, evidence=(Evidence("edits", 0, 5),) if item is not MISSING else ())
    told = way_to_contest(replace(attempted(quoted), appealed=(item.id,)), "I disagree about the first point")
    assert ("“edits”" in told) == (item in (PARTLY, WRONG))
    assert ("took your word for it" in told) == item.denied and "{" not in told
