from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Setup, Turn
from interviewer.conversation.state.stored import Record
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.report.build import Report, build_report
from knowledge.schema import Bank

NASTY = '#panic("x") *bold* $ \\ #include "/etc/passwd" <script> `code` \u200b\x07 日本'


def record_of(*attempts: QuestionAttempt, title: str = "All") -> Record:
    """A finished interview with these questions."""
    state = InterviewState(
        Setup("interview", 30.0, tuple(a.question_id for a in attempts), 1), "finished", attempts, ended="stopped"
    )
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Record("x", title, "interview", "finished", 3, now, now, state)


@pytest.fixture
def report(bank: Bank) -> Report:
    """The report of an interview whose candidate writes text that must not become markup."""
    question = bank["training-06a"]
    items = tuple(
        CriterionVerdict(c.id, c.claim, c.weight, v, 0.55, (Evidence(NASTY, 0, len(NASTY)),) if v == "met" else ())  # type: ignore[arg-type]
        for c, v in zip(question.criteria, ("met", "partly_met", "not_met", "ungraded"), strict=False)
    )
    grade = Grade(
        question.id, 0.5, items, (MisconceptionFinding("m", (), "Clipping does not fix the cause."),), "f", "j"
    )
    attempts = (
        QuestionAttempt(question.id, NASTY, grade, closed=True),
        QuestionAttempt("nlp-01a", skipped=True, closed=True),
    )
    turns = [Turn("interviewer", "ask", question.question), Turn("candidate", "answer", NASTY)]
    return build_report(record_of(*attempts, title=f"All {NASTY}"), turns, bank)
