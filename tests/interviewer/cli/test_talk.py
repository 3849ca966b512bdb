from __future__ import annotations

import socket
from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from interviewer.cli.talk import _show
from interviewer.conversation.conducting.update import Waiting, told, under_way
from interviewer.conversation.state.state import GradeAnswer, InterviewState, Setup
from tests.interviewer.cli.terminal import stdin


@pytest.mark.slow
def test_an_interview_in_the_terminal(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(
        monkeypatch,
        "/hint\nI would overfit one batch first,\nthen regularise it.\n.\nno idea\n.\nno idea\n.\nnext\nI don't know\n.\nI don't know\n.\n",
    )
    report = tmp_path / "report.md"
    assert run_with(["interview", "--coach", "--questions", "2", "--report", str(report)]) == 0
    out = capsys.readouterr().out
    assert "Hint 1 of 3" in out and "Reference answer" in out and "The report is in" in out
    text = report.read_text()
    assert text.startswith("# Interview report") and "## Appendix: the conversation" in text


@pytest.mark.slow
def test_a_report_whose_name_ends_in_pdf_is_a_pdf(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "x.pdf"
    stdin(monkeypatch, "I would overfit one batch first.\n.\n/end\n")
    assert run_with(["interview", "--questions", "1", "--report", str(report)]) == 0
    blob = report.read_bytes()
    assert blob.startswith(b"%PDF-") and blob.rstrip().endswith(b"%%EOF")
    assert f"The report is in {report}" in capsys.readouterr().out


@pytest.mark.slow
def test_a_pdf_that_cannot_be_written_is_one_line(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, "/end\n")
    assert run_with(["interview", "--questions", "1", "--report", str(tmp_path / "no" / "x.pdf")]) == 2
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert "cannot be written" in last and "x.pdf" in last


@pytest.mark.slow
def test_an_interview_that_is_stopped_is_resumed(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, "overfit first\n.\n")
    assert run_with(["interview", "--questions", "1"]) == 0
    assert "viva interview --resume" in capsys.readouterr().err
    stdin(monkeypatch, "/end\n")
    assert run_with(["interview", "--resume", "--report", str(tmp_path / "r.md")]) == 0
    assert "overfit first" in (tmp_path / "r.md").read_text()


def test_a_port_in_use_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert run_with(["serve", "--port", str(other.getsockname()[1])]) == 2
    err = capsys.readouterr().err
    assert "is in use" in err and "viva serve --port" in err and "Traceback" not in err


def test_the_place_in_the_queue_is_told_once_for_each_place(capsys: pytest.CaptureFixture[str]) -> None:
    state = InterviewState(Setup("coach", 30.0, ("training-01",), 1), pending=GradeAnswer("training-01"))
    _show([under_way(state), *(told(state, Waiting(n)) for n in (2, 2, 1, 1, 0))])
    assert capsys.readouterr().out.splitlines() == [
        "(Reading your answer …)",
        "(2 answers before yours …)",
        "(1 answer before yours …)",
        "(Reading your answer …)",
    ]
