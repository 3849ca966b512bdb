"""What the progress tab shows, without Gradio."""

from __future__ import annotations

from datetime import date, timedelta

from interviewer.study.today import DailyPlan
from interviewer.web.progress.shown import NOTHING, ShownProgress, shown_progress
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON, attempt, graded, record, state

EMPTY_DAY = DailyPlan((), (), None, 0, 0)


def shown(bank: Bank, *days: tuple[str, str], interview_date: date | None = None) -> ShownProgress:
    """The tab after interviews of one question each, with the verdict on its first criterion."""
    records = [
        record(
            f"i{number}",
            state(attempt(question_id, graded(bank, question_id, verdict), closed=True), phase="finished"),  # type: ignore[arg-type]
            NOON + timedelta(days=number),
        )
        for number, (question_id, verdict) in enumerate(days)
    ]
    return shown_progress(
        records=records, schedule={}, plan=EMPTY_DAY, interview_date=interview_date, bank=bank, now=NOON
    )


def test_before_the_first_answer_there_is_one_line(bank: Bank) -> None:
    now = shown(bank)
    assert (now.plots, now.points, now.again, now.interview_date) == (NOTHING, "", (), "")
    assert "Nothing is due today" in now.today


def test_after_an_answer_there_are_plots_points_and_another_try(bank: Bank) -> None:
    now = shown(bank, ("training-01", "met"), interview_date=date(2099, 1, 2))
    assert "Where you stand" in now.plots and "What you have covered" in now.plots and "Every topic" in now.plots
    assert bank["training-01"].short_title in now.points and now.interview_date == "2099-01-02"
    assert [question_id for _, question_id in now.again] == ["training-01"]


def test_a_question_is_listed_once_with_its_latest_score(bank: Bank) -> None:
    now = shown(bank, ("training-01", "not_met"), ("nlp-10", "met"), ("training-01", "met"))
    latest = graded(bank, "training-01", "met").score
    assert now.again[0] == (f"{bank['training-01'].short_title} ({latest:.0%})", "training-01")
    assert len(now.again) == 2
