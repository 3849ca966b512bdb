"""The report as Markdown: every part of the record is in it."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.state.state import VerdictChange
from interviewer.grading.feedback.certainty import in_doubt
from interviewer.grading.rubric.spoken import point
from interviewer.report.build import Report
from interviewer.report.markdown import file_name, to_markdown


def test_it_holds_everything(report: Report) -> None:
    known = report.questions[0].grade.criteria[0]  # type: ignore[union-attr]
    change = VerdictChange(known.id, "not_met", "partly_met", 0.25, 0.5)
    first = replace(report.questions[0], changes=(change,))
    text = to_markdown(replace(report, questions=(first, *report.questions[1:])))
    for part in (
        "# Interview report: All",
        "**Overall 25%** over 2 questions, 1 of them skipped (a skipped",
        "## What went well",
    ):
        assert part in text
    for part in (
        "## Work on these first",
        "## What to study",
        "### 1. Spotting",
        "(skipped)",
        "**To correct:** Clipping does not",
    ):
        assert part in text
    assert "- ✓ met: " in text and "- ◐ partly met: " in text and "- ✗ not met: " in text and "- ? ungraded: " in text
    assert "(Not sure about this one: your answer may not quite make it.)" in text
    assert text.count("(Not sure about this one:") == sum(
        in_doubt(c) for q in report.questions if q.grade for c in q.grade.criteria
    )
    assert f"“{point(known.claim)}” went from not met to partly met (25% to 50%)." in text
    assert "**You:**" in text and "**Interviewer:**" in text and "> " in text


def test_a_change_that_left_the_score_says_nothing_of_it(report: Report) -> None:
    known = report.questions[0].grade.criteria[0]  # type: ignore[union-attr]
    change = VerdictChange(known.id, "not_met", "met", 0.8, 0.8)
    text = to_markdown(replace(report, questions=(replace(report.questions[0], changes=(change,)),)))
    assert "went from not met to met." in text and "80%" not in text


def test_what_was_taken_back_is_told_as_that(report: Report) -> None:
    known = report.questions[0].grade.criteria[0]  # type: ignore[union-attr]
    change = VerdictChange(known.id, "contradicted", "not_met", 0.8, 0.8, corrected=True)
    text = to_markdown(replace(report, questions=(replace(report.questions[0], changes=(change,)),)))
    assert f"When you took back what you had said, “{point(known.claim)}” went from contradicted to not met." in text


def test_an_interview_without_a_grade_says_so(report: Report) -> None:
    text = to_markdown(replace(report, score=None, sections={}, strongest=(), first=(), study=(), questions=()))
    assert "**No answer was graded.**" in text and "## Work on these" not in text


def test_a_file_name_is_safe(report: Report) -> None:
    name = file_name(replace(report, title="../../etc: ünsafe  *"), "md")
    assert name.startswith("viva-etc-nsafe-") and name.endswith(".md") and "/" not in name
    assert file_name(replace(report, title="日本"), "pdf").startswith("viva-interview-")


def test_what_was_computed_is_told(report: Report) -> None:
    question = report.questions[0]
    assert question.grade is not None
    first, *others = question.grade.criteria
    told = replace(first, reason="Run on all inputs: (0,0) → 0.", computed=True)
    grade = replace(question.grade, criteria=(told, *others))
    text = to_markdown(replace(report, questions=(replace(question, grade=grade), *report.questions[1:])))
    assert "\n  Run on all inputs: (0,0) → 0.\n" in text and "Run on all inputs" not in to_markdown(report)
