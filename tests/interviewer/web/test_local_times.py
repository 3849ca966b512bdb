"""What the page says of a day is that of the candidate's clock, wherever it says it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

import pytest

from interviewer.conversation.state.stored import Record
from interviewer.report import markdown
from interviewer.report.build import build_report
from interviewer.report.moments import day
from interviewer.study.progress import PastAnswer
from interviewer.study.schedule import GOOD
from interviewer.web.ratings import rating_choices
from interviewer.web.verdicts import earlier_html
from knowledge.schema import Bank
from tests.interviewer.report.conftest import record_of
from tests.interviewer.web.test_verdicts import MET, attempted

LATE = datetime(2026, 11, 1, 22, 23, tzinfo=UTC)
"""In Tokyo it is the next morning, 07:23."""


@pytest.fixture(autouse=True)
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_an_earlier_answer_has_the_day_that_the_report_names(bank: Bank) -> None:
    attempt = attempted(MET, closed=True)
    assert attempt.grade is not None
    past = PastAnswer("one", "A", "nlp-10", LATE, 1.0, "edits", attempt.grade, None)
    assert f"<span>{day(LATE)}</span>" in earlier_html(past) and day(LATE) == "2 Nov 2026"
    record: Record = replace(record_of(attempt), created_at=LATE)
    assert build_report(record, [], bank).date.startswith("2 Nov 2026")


def test_a_point_is_due_on_the_day_on_which_it_comes_back(bank: Bank) -> None:
    question = bank["training-01"]
    for at, told in ((LATE, "due 2 Nov"), (datetime(2026, 11, 1, 17, tzinfo=UTC), "due 1 Nov")):
        rows = [(question.id, question.criteria[0].id, GOOD, at)]
        assert told in rating_choices(rows, bank, with_titles=False)[0][0], "at two in the morning it is the day before"


def test_a_downloaded_report_is_named_after_the_time_here(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock:
        @staticmethod
        def now(tz: tzinfo | None = None) -> datetime:
            return LATE.astimezone(tz)

    monkeypatch.setattr(markdown, "datetime", Clock)
    report = build_report(record_of(attempted(MET, closed=True)), [], bank)
    assert markdown.file_name(report, "pdf").endswith("-20261102-0723.pdf")
