"""Whether an interview would pass, as its report says it, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.conversation.selection.ability import estimate
from interviewer.conversation.selection.outcomes import outcomes_of
from interviewer.conversation.selection.readiness import LEVELS, readiness
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import PASS, CriterionVerdict, Grade
from interviewer.report.build import build_report
from interviewer.report.markdown import to_markdown
from interviewer.report.passing import passing, would_pass
from interviewer.report.pdf import paper
from interviewer.report.records import Report
from interviewer.web.report.shown import head_html
from knowledge.schema import Bank
from tests.interviewer.report.conftest import record_of


def answered(bank: Bank, count: int, score: float) -> list[QuestionAttempt]:
    """This many questions of the middle difficulty, each graded with this score."""
    ids = [question.id for question in bank.values() if question.difficulty == 3][:count]
    rows = (CriterionVerdict("a", "Says so", 1, "met"), *(CriterionVerdict(c, "Says c", 1, "met") for c in "bcd"))
    return [QuestionAttempt(i, answer="x", grade=Grade(i, score, rows), closed=True) for i in ids]


def reported(bank: Bank, attempts: list[QuestionAttempt], **setup: object) -> Report:
    record = record_of(*attempts)
    state = replace(record.state, setup=replace(record.state.setup, **setup))  # type: ignore[arg-type]
    return build_report(replace(record, state=state), [], bank)


@pytest.mark.parametrize(
    ("count", "score", "told"),
    [
        (12, 1.0, "Yes, it looks like it."),
        (12, 0.2, "Not yet."),
        (12, 0.7, "It could go either way."),
        (1, 1.0, "It could"),
    ],
)
def test_it_says_whether_it_would_pass_as_far_as_the_answers_tell(
    bank: Bank, count: int, score: float, told: str
) -> None:
    line = would_pass(reported(bank, answered(bank, count, score), mode="interview"))
    assert line.startswith(f"Would this pass? {told}") and f"{PASS:.0%} counts as a pass." in line
    assert "a mid-level interview" in line and "coach" not in line and f"Going by {count} question" in line


def test_it_is_computed_as_progress_does(bank: Bank) -> None:
    attempts = answered(bank, 5, 0.6)
    ready = readiness("senior", {"all": estimate(outcomes_of(attempts, bank))}, {"all": 1})
    assert passing(attempts, bank, "senior") == ready and ready.low < ready.score < ready.high
    found = [passing(attempts, bank, level) for level in LEVELS]
    assert [one.score for one in found if one] == sorted((one.score for one in found if one), reverse=True)


def test_a_skipped_question_counts_as_in_the_score(bank: Bank) -> None:
    attempts = answered(bank, 5, 0.9)
    whole = passing(attempts, bank, "junior")
    skipped = QuestionAttempt("training-05", skipped=True, closed=True)
    less = passing([*attempts, skipped], bank, "junior")
    assert whole and less and less.score < whole.score and less.answers == 6
    assert passing([skipped], bank, "junior") is None, "nothing was graded"


def test_every_form_of_the_report_has_the_line_and_a_drill_has_none(bank: Bank) -> None:
    report = reported(bank, answered(bank, 4, 0.5), mode="coach")
    line = would_pass(report)
    assert line.endswith("A coach helped here, though.")
    assert line in head_html(report) and line in to_markdown(report) and line in str(paper(report)["compared"])
    drill = reported(bank, answered(bank, 4, 0.5), drill=True)
    assert would_pass(drill) == "" and "Would this pass" not in head_html(drill) + to_markdown(drill)
