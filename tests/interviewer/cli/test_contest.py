from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cli.contest import contest
from interviewer.cli.main import run_with
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from tests.interviewer.cli.terminal import stdin
from tests.stand_ins import RuleReader


@pytest.mark.slow
def test_a_coach_shows_the_grade_and_hears_what_is_contested(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "I would overfit one batch first.\n.\n/skip\n"
    contests = "/contest 99 why\n/contest because\n/contest 1\n"
    stdin(monkeypatch, f"/contest 1 I said it\n{said}{contests}and what now?\n\n")
    # of reinforcement learning, where the answer meets no point of any question that may be drawn
    arguments = ["interview", "--coach", "--section", "rl", "--questions", "1", "--report", str(tmp_path / "r.md")]
    assert run_with(arguments) == 0
    out = capsys.readouterr().out
    assert "you can contest a verdict once its grade is shown" in out.split("Grade:")[0]
    graded = out.split("Grade:")[1]
    assert "1 ✗ not met: " in graded and graded.count("/contest with a point's number and a reason") >= 1
    assert "an empty line to end" not in graded, "it was asked for while the question was talked about"
    # 99, and none; other words are talk, and are answered
    assert graded.count("name the point by its number, 1 to ") == 2
    assert "say why the verdict is wrong" in graded


@pytest.mark.slow
def test_a_contested_verdict_is_read_again_in_the_terminal(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(
        monkeypatch,
        "I would overfit one batch first.\n.\n/skip\n/contest 1 I said that I would overfit one batch.\n/contest 1 I said it twice.\n",
    )
    report = tmp_path / "r.md"
    assert run_with(["interview", "--coach", "--section", "rl", "--questions", "1", "--report", str(report)]) == 0
    out = capsys.readouterr().out
    assert "quote others of your answer" in out
    assert "I said that I would overfit one batch." in report.read_text()


@pytest.mark.slow
def test_grades_wait_for_the_end_where_no_coach_is(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, "I would overfit one batch first.\n.\n/skip\n/contest 1 I said it\n/end\n")
    assert run_with(["interview", "--questions", "2", "--report", str(tmp_path / "r.md")]) == 0
    out = capsys.readouterr().out
    assert "Grade:" not in out and "once its grade is shown" in out and "an empty line to end" not in out


def coached(services: Services, store: Store) -> tuple[Conductor, str]:
    """A coach session whose one question is closed, with its second point given."""
    services.__dict__["reader"] = RuleReader(("capacity for the task", "capacity", "says"))
    conductor = Conductor(services, store.interviews)
    interview_id, _ = conductor.start("coach", 20, pool=["training-01"], questions=1)
    list(conductor.say(interview_id, "Low training error shows that there is enough capacity."))
    list(conductor.press(interview_id, "skip"))
    state = conductor.record(interview_id).state
    assert state.phase == "reviewing" and state.attempts[-1].grade is not None
    assert state.attempts[-1].grade.criteria[1].verdict == "met"
    return conductor, interview_id


@pytest.mark.parametrize("typed", ["/contest 2 I said the opposite", "/deny 2", "/DENY 2"])
def test_a_point_that_was_given_is_given_back_once_it_is_confirmed(
    light_services: Services, store: Store, typed: str
) -> None:
    conductor, interview_id = coached(light_services, store)
    assert "say *yes*, and I'll take the point away" in contest(conductor, interview_id, typed)
    list(conductor.say(interview_id, "yes"))
    grade = conductor.record(interview_id).state.attempts[-1].grade
    assert grade is not None and [item.denied for item in grade.criteria].count(True) == 1
    with pytest.raises(UsageError, match="already contested"):
        contest(conductor, interview_id, typed)


def test_after_the_end_only_the_command_for_it_takes_a_point_away(light_services: Services, store: Store) -> None:
    conductor, interview_id = coached(light_services, store)
    list(conductor.say(interview_id, "next"))
    assert conductor.record(interview_id).phase == "finished"
    with pytest.raises(UsageError, match="give it back with /deny 2"):
        contest(conductor, interview_id, "/contest 2 I said the opposite")
    assert "counts as not met" in contest(conductor, interview_id, "/deny 2")
    with pytest.raises(UsageError, match="name the point by its number"):
        contest(conductor, interview_id, "/deny")


@pytest.mark.slow
def test_the_closed_question_is_talked_about_a_line_at_a_time(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, "I would overfit one batch first.\n.\n/skip\nwhy?\nWhat would full marks sound like?\nnext\n")
    report = tmp_path / "r.md"
    assert run_with(["interview", "--coach", "--section", "rl", "--questions", "1", "--report", str(report)]) == 0
    out = capsys.readouterr().out
    assert "not met" in out.split("Reference answer")[1] and "sound like this" in out
    assert out.count("an empty line to end") == 0


@pytest.mark.parametrize("number", ["9" * 5000, "1" * 5000, "0", "0001"])
def test_a_number_that_names_no_point_is_one_line(light_services: Services, store: Store, number: str) -> None:
    conductor = Conductor(light_services, store.interviews)
    interview_id, _ = conductor.start("coach", 20, pool=["training-01"], questions=1)
    list(conductor.say(interview_id, "I would overfit one batch first."))
    list(conductor.press(interview_id, "skip"))
    with pytest.raises(UsageError, match="name the point by its number, 1 to 4"):
        contest(conductor, interview_id, f"/contest {number} I said it")
