"""What interviews are called in lists and in their reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.state.stored import TODAYS_PLAN, Record
from interviewer.report.build import build_report
from interviewer.report.name import LONGEST, interview_name
from knowledge.schema import Bank
from tests.interviewer.web.states import attempt, record, state


def called(of: InterviewState, title: str, **setup: object) -> Record:
    made = replace(of, setup=replace(of.setup, title=title, **setup))  # type: ignore[arg-type]
    return record("i", made)


def test_all_sections_say_nothing_so_the_questions_do(bank: Bank) -> None:
    short = sorted((q for q in bank.values()), key=lambda q: len(q.short_title))[:3]
    three = called(state(*(attempt(q.id) for q in short)), "All sections")
    assert interview_name(three, bank) == f"{short[0].short_title} / {short[1].short_title} / …"
    assert build_report(three, [], bank).title == interview_name(three, bank)
    assert interview_name(called(state(), "All sections"), bank) == "All sections"
    assert interview_name(called(state(attempt("gone-01")), "All sections"), bank) == "All sections"


def test_no_name_is_too_long_for_a_phone(bank: Bank) -> None:
    long = sorted((q for q in bank.values()), key=lambda q: -len(q.short_title))[:2]
    assert len(f"{long[0].short_title} / {long[1].short_title}") > LONGEST
    both = called(state(*(attempt(q.id) for q in long)), "All sections")
    assert interview_name(both, bank) == f"{long[0].short_title} / …"


def test_fewer_sections_are_named_with_what_was_asked_of_them(bank: Bank) -> None:
    nlp = called(state(attempt("nlp-10")), "Natural Language Processing", sections=("nlp",))
    assert interview_name(nlp, bank) == f"Natural Language Processing: {bank['nlp-10'].short_title}"


def test_a_drill_says_what_was_drilled(bank: Bank) -> None:
    title = bank["nlp-10"].short_title
    asked = state(attempt("nlp-10"), drill=True)
    today = called(asked, f"Drill: {TODAYS_PLAN}", topic=TODAYS_PLAN, drilled="today")
    assert interview_name(today, bank) == f"Today’s drill: {title}"
    section = called(asked, "Drill: nlp", topic="nlp", drilled="section")
    assert interview_name(section, bank) == f"Drill: {title}"
    topic = called(asked, "Drill: why normalise", topic="why normalise", drilled="topic")
    assert interview_name(topic, bank) == "Drill: why normalise"


@pytest.mark.parametrize("topic", [TODAYS_PLAN, "nlp"])
def test_a_topic_may_be_called_what_something_else_is_called(topic: str, bank: Bank) -> None:
    typed = called(state(attempt("nlp-10"), drill=True), f"Drill: {topic}", topic=topic, drilled="topic")
    assert interview_name(typed, bank) == f"Drill: {topic}"


def test_a_section_stored_by_an_earlier_version_is_still_known(bank: Bank) -> None:
    earlier = called(state(attempt("nlp-10"), drill=True), "Drill: nlp", topic="nlp")
    assert interview_name(earlier, bank) == f"Drill: {bank['nlp-10'].short_title}"


def test_a_name_that_was_given_stays(bank: Bank) -> None:
    mine = replace(called(state(attempt("nlp-10")), "All sections"), title="Friday")
    assert interview_name(mine, bank) == build_report(mine, [], bank).title == "Friday"
