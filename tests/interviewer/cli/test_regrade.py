"""``viva regrade``: all or one, a dry run, idempotent, and resumed after a fault in the middle."""

from __future__ import annotations

import pytest

from interviewer.bootstrap import open_app
from interviewer.cli.main import run_with
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from tests.interviewer.conversation.faulty import AWAY, FaultyJudge

SAID = "Overfit one batch first, then insert, delete and substitute."


@pytest.fixture
def judge(light: None, monkeypatch: pytest.MonkeyPatch) -> FaultyJudge:
    made = FaultyJudge("*")
    monkeypatch.setattr(Services, "_build_judge", lambda self: made)
    return made


@pytest.fixture
def ids(judge: FaultyJudge) -> list[str]:
    """Two interviews of one question each, in which nothing could be graded."""
    app = open_app(load_settings())
    made = []
    for question in ("training-01", "nlp-10"):
        interview_id, _ = app.conductor.start("interview", 20, pool=[question], questions=1)
        list(app.conductor.say(interview_id, SAID))
        if app.conductor.record(interview_id).phase != "finished":  # a point that is computed was followed up
            list(app.conductor.press(interview_id, "end"))
        made.append(interview_id)
    app.close()
    return made


def test_all_interviews_are_regraded_and_then_there_is_nothing_to_do(
    judge: FaultyJudge, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_with(["regrade", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "training-01" in said and "nlp-10" in said and "of 2 questions would be graded" in said
    judge.away.clear()
    assert run_with(["regrade"]) == 0
    out = capsys.readouterr().out
    assert all(each in out for each in ids) and "of 2 questions graded" in out
    calls = len(judge.calls)
    assert run_with(["regrade"]) == 0 and run_with(["regrade", "--dry-run"]) == 0
    assert capsys.readouterr().out == "nothing is ungraded\n" * 2 and len(judge.calls) == calls


def test_a_dry_run_changes_nothing_and_needs_no_model(
    ids: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(self: Services) -> None:
        raise AssertionError("a model was loaded")

    monkeypatch.setattr(Services, "load", never)
    assert run_with(["regrade", "--dry-run"]) == 0
    first = capsys.readouterr().out
    assert run_with(["regrade", "--dry-run"]) == 0 and capsys.readouterr().out == first


def test_one_interview_alone(judge: FaultyJudge, ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    judge.away.clear()
    assert run_with(["regrade", ids[1]]) == 0
    out = capsys.readouterr().out
    assert ids[1] in out and ids[0] not in out
    assert run_with(["regrade", ids[1]]) == 0 and "nothing is ungraded in this interview" in capsys.readouterr().out
    assert run_with(["regrade", "--dry-run"]) == 0 and ids[0] in capsys.readouterr().out


def test_an_id_that_there_is_not_is_one_line(ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["regrade", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("viva: no interview 'nowhere'")
    assert run_with(["regrade", "--user", "nobody"]) == 2


def test_a_model_that_is_still_away_is_one_line_and_exit_3(ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["regrade"]) == 3
    assert f"viva: nothing could be graded: {AWAY}" in capsys.readouterr().err


def test_what_fails_in_the_middle_is_counted_and_the_same_command_goes_on(
    judge: FaultyJudge, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    judge.away = {"training-01"}
    assert run_with(["regrade"]) == 1
    said = capsys.readouterr()
    assert AWAY in said.out and "the same command tries again" in said.err
    judge.away.clear()
    judge.calls.clear()
    assert run_with(["regrade"]) == 0
    assert {question for question, _ in judge.calls} == {"training-01"}


def test_stopped_by_hand_it_goes_on_from_there(judge: FaultyJudge, ids: list[str]) -> None:
    judge.away.clear()
    judge.calls.clear()
    judge.stops_at = 2
    assert run_with(["regrade"]) == 130
    judge.stops_at = 0
    judge.calls.clear()
    assert run_with(["regrade"]) == 0 and len(judge.calls) == 1
