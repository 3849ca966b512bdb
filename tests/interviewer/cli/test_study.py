"""``viva plan`` and ``viva anki``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interviewer.bootstrap import open_app
from interviewer.cli.main import run_with
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from interviewer.study.anki import guid
from interviewer.study.day import local_day
from interviewer.study.schedule import AGAIN, rate
from interviewer.study.today import daily_plan
from tests.interviewer.study.packages import modern_package
from tests.interviewer.study.test_anki import with_reviews


def rated(question_id: str = "training-06a", criterion_id: str = "clipping") -> None:
    """One point that was missed five days ago, so that it is due."""
    app = open_app(load_settings())
    rate(app.store, question_id, criterion_id, AGAIN, datetime.now(UTC) - timedelta(days=5))
    app.close()


def test_a_new_candidate_is_told_what_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["plan"]) == 0
    out = capsys.readouterr().out
    assert "0 points to go over again, 4 new questions, 0 reviews done today." in out
    assert out.count("  new  ") == 4 and "Start with: viva drill --due" in out


def test_what_was_missed_is_due_and_a_date_counts_the_days(capsys: pytest.CaptureFixture[str]) -> None:
    rated()
    # before four in the morning it is still the day before
    day = (local_day(datetime.now(UTC)) + timedelta(days=30)).isoformat()
    assert run_with(["plan", "--date", day]) == 0
    out = capsys.readouterr().out
    assert "30 days to the interview." in out and "1 point to go over again" in out
    assert "  due  training-06a" in out
    assert run_with(["plan", "--date", "none"]) == 0
    assert "days to the interview" not in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("command", [["plan"], ["drill", "--due"], ["cards"]])
def test_where_nothing_is_left_today_one_line_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(Services, "start", lambda self: pytest.fail("there is nothing to load the models for"))
    app = open_app(load_settings())
    for question_id in daily_plan(app.store, app.bank, datetime.now(UTC)).new:
        for criterion in app.bank[question_id].criteria:
            rate(app.store, question_id, criterion.id, AGAIN, datetime.now(UTC))
    points = len(app.store.reviews.schedule())
    app.close()
    assert run_with(command) == 0
    out, err = capsys.readouterr()
    said = f"Done for today. {points} points come back tomorrow, and there will be new questions.\n"
    assert (out, err) == (said, "")


@pytest.mark.parametrize(("day", "said"), [("tomorrow", "is not a date"), ("2020-01-01", "is in the past")])
def test_a_wrong_date_is_one_line(capsys: pytest.CaptureFixture[str], day: str, said: str) -> None:
    assert run_with(["plan", "--date", day]) == 2
    err = capsys.readouterr().err
    assert said in err and "Traceback" not in err


@pytest.mark.slow
def test_a_deck_is_written_and_reviews_are_taken_back_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rated()
    deck, due = tmp_path / "deck.apkg", tmp_path / "due.apkg"
    assert run_with(["anki", "export", str(deck)]) == 0
    points = sum(len(q.criteria) for q in open_app(load_settings()).bank.values())
    assert capsys.readouterr().out == f"{points} cards in {deck}\n"
    assert run_with(["anki", "export", str(due), "--due"]) == 0
    assert capsys.readouterr().out == f"1 cards in {due}\n"
    at = int(datetime(2026, 11, 1, 9, tzinfo=UTC).timestamp() * 1000)
    reviewed = with_reviews(deck, tmp_path / "back.apkg", tmp_path, [(guid("training-06a", "clipping"), at, 3)])
    assert run_with(["anki", "import", str(reviewed)]) == 0
    assert capsys.readouterr().out == "1 new review\n"
    assert run_with(["anki", "import", str(reviewed)]) == 0
    assert capsys.readouterr().out == "0 new reviews\n"


@pytest.mark.slow
def test_what_cannot_be_written_or_read_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["anki", "export", str(tmp_path / "no" / "deck.apkg")]) == 2
    assert run_with(["anki", "export", str(tmp_path / "deck.apkg"), "--due"]) == 2
    assert run_with(["anki", "import", str(tmp_path / "none.apkg")]) == 2
    err = capsys.readouterr().err
    assert "cannot be written" in err and "none is due" in err and "Traceback" not in err


def test_an_import_of_nothing_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = modern_package(tmp_path / "empty.apkg", [])
    assert run_with(["anki", "import", str(empty)]) == 2
    out = capsys.readouterr()
    assert "has no reviews" in out.err and out.out == ""
