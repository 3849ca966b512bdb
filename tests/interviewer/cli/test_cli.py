"""The terminal twin, attempt as commands in the process."""

from __future__ import annotations

import io
import json
import socket
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from interviewer.cli import main
from interviewer.cli.main import run_with
from interviewer.grading.grader import Grader
from interviewer.services import Services, is_loading
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from knowledge.search.embeddings import CachedEmbedder, verify_default_model


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch, words: CachedEmbedder) -> None:
    monkeypatch.setattr(Services, "_load_embedder", lambda self: setattr(self, "_embedder", words) or "words")


def stdin(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nonsense"], 2, "No such command"),
        (["bank", "show"], 2, "Missing argument"),
        (["bank", "show", "training-99"], 2, "did you mean"),
        (["bank", "list", "--section", "cooking"], 2, "no section 'cooking'"),
        (["bank", "validate", "/nowhere"], 2, "no such folder"),
        (["cards", "--section", "cooking"], 2, "no section 'cooking'"),
        (["cards", "--count", "0"], 2, "at least 1"),
        (["grade", "training-77", "-"], 2, "no question 'training-77'"),
        (["grade", "training-01", "/nowhere.txt"], 2, "cannot be read"),
        (["grade", "--batch", "/nowhere.jsonl"], 2, "--batch needs --out"),
        (["interview", "--minutes", "0"], 2, "minutes must be from 1 to 240"),
        (["interview", "--section", "cooking"], 2, "no section"),
        (["interview", "--resume"], 2, "no unfinished interview"),
        (["drill"], 2, "name one of --section, --topic and --due"),
        (["evals", "nonsense"], 2, "No such command 'nonsense'"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    light: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    stdin(monkeypatch, "")
    assert run_with(arguments) == code
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_bank_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["bank", "stats", "--json"]) == 0
    stats = json.loads(capsys.readouterr().out)
    assert stats["sections"]["training"] == {"parts": 44, "questions": 30, "criteria": 195}
    assert stats["total"] == {"parts": 100, "questions": 70, "criteria": 451} and stats["faults"] == []
    assert run_with(["bank", "list", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 100
    assert run_with(["bank", "show", "training-14", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["criteria"][0]["id"] == "axes"
    assert run_with(["bank", "validate", "--quick"]) == 0
    assert "100 parts are in order" in capsys.readouterr().out


def test_a_broken_bank_fails_with_every_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("nothing")
    (tmp_path / "b.md").write_text("---\nid: x-1\n---\n")
    assert run_with(["bank", "validate", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert "a.md:1" in err and "b.md" in err and "'criteria' is missing" in err


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff\xfe\x01binary\x80",
        b"<script>alert(1)</script>",
        "🙂🙂".encode(),
        "שלום".encode(),
        b"x " * 60_000,
    ],
)
def test_any_input_is_graded_or_said_to_be_ungraded(
    light: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    stdin(monkeypatch, answer)
    code = run_with(["grade", "training-01", "-", "--json"])
    data = json.loads(capsys.readouterr().out)
    assert code == (3 if {c["verdict"] for c in data["criteria"]} == {"ungraded"} else 0)
    assert data["question_id"] == "training-01"
    assert 0 <= data["score"] <= 1
    assert len(data["criteria"]) == 4


def test_search_finds_and_speaks_json(light: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["search", "batch norm and layer norm", "-k", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert next(f["id"] for f in found) == "training-14"


def test_a_batch_resumes_where_it_stopped(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": str(n), "question_id": "training-01", "answer": f"overfit first {n}"} for n in range(4)]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)))
    assert run_with(["grade", "--batch", str(source), "--out", str(out)]) == 0
    lines = out.read_text().splitlines()
    out.write_text("\n".join(lines[:2]) + '\n{"id": "2", "cut')
    graded: list[str] = []
    original = Grader.grade

    def counted(self: Grader, question: Any, answer: str, only: Any = None) -> Any:
        graded.append(answer)
        return original(self, question, answer, only)

    monkeypatch.setattr(Grader, "grade", counted)
    assert run_with(["grade", "--batch", str(source), "--out", str(out)]) == 0
    assert graded == ["overfit first 2", "overfit first 3"]
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["0", "1", "2", "3"]
    assert run_with(["grade", "--batch", str(source), "--out", str(out)]) == 0
    assert "graded already" in capsys.readouterr().err


def test_wrong_batch_lines_are_all_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        '{"id": "a", "question_id": "training-01", "answer": "x"}\nnot json\n[]\n{"id": "a", "question_id": "training-01", "answer": "y"}\n{"id": "b", "question_id": "no", "answer": "y"}\n'
    )
    assert run_with(["grade", "--batch", str(source), "--out", str(tmp_path / "o.jsonl")]) == 2
    err = capsys.readouterr().err
    assert all(f":{n}:" in err for n in (2, 3, 4, 5))


def test_an_interview_in_the_terminal(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(
        monkeypatch,
        "/hint\nI would overfit one batch first,\nthen regularise it.\n\nno idea\n\nno idea\n\nnext\nI don't know\n\nI don't know\n\n",
    )
    report = tmp_path / "report.md"
    assert run_with(["interview", "--coach", "--questions", "2", "--report", str(report)]) == 0
    out = capsys.readouterr().out
    assert "Hint 1 of 3" in out and "Reference answer" in out and "The report is in" in out
    text = report.read_text()
    assert text.startswith("# Interview report") and "## Transcript" in text


def test_a_coach_shows_the_grade_and_hears_what_is_contested(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "I would overfit one batch first.\n\n/skip\n"
    contests = "/contest 99 why\n/contest because\n/contest 1\n"
    stdin(monkeypatch, f"/contest 1 I said it\n{said}{contests}and what now?\n\n")
    # of reinforcement learning, where the answer meets no point of any question that may be drawn
    arguments = ["interview", "--coach", "--section", "rl", "--questions", "1", "--report", str(tmp_path / "r.md")]
    assert run_with(arguments) == 0
    out = capsys.readouterr().out
    assert "a verdict can be contested once its grade is shown" in out.split("Grade:")[0]
    graded = out.split("Grade:")[1]
    assert "1 ✗ not met: " in graded and "an empty line to end" in graded
    assert graded.count("name the point by its number, 1 to ") == 3  # 99, none, and words that contest nothing
    assert "say why the verdict is wrong" in graded


def test_a_contested_verdict_is_read_again_in_the_terminal(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(
        monkeypatch,
        "I would overfit one batch first.\n\n/skip\n/contest 1 I said that I would overfit one batch.\n/contest 1 I said it twice.\n",
    )
    report = tmp_path / "r.md"
    assert run_with(["interview", "--coach", "--section", "rl", "--questions", "1", "--report", str(report)]) == 0
    out = capsys.readouterr().out
    assert "this verdict was contested before" in out
    assert "I said that I would overfit one batch." in report.read_text()


def test_grades_wait_for_the_end_where_no_coach_is(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, "I would overfit one batch first.\n\n/skip\n/contest 1 I said it\n/end\n")
    assert run_with(["interview", "--questions", "2", "--report", str(tmp_path / "r.md")]) == 0
    out = capsys.readouterr().out
    assert "Grade:" not in out and "once its grade is shown" in out and "an empty line to end" not in out


def test_an_interview_that_is_stopped_is_resumed(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, "overfit first\n\n")
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


def test_doctor_names_what_is_missing_and_how_to_mend_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_LLM", "embedded")
    assert run_with(["doctor"]) == 3
    out = capsys.readouterr().out
    assert "FAIL  language model: no model file at" in out and "viva model fetch" in out
    assert "FAIL  search index" in out and "viva index" in out
    assert "ok    question bank: 100 parts" in out


def test_a_model_that_is_missing_fails_with_code_3_only_where_it_is_needed(
    light: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_LLM", "embedded")
    stdin(monkeypatch, "overfit first")
    assert run_with(["grade", "training-01", "-", "--json"]) == 0  # the embeddings grade without it
    monkeypatch.setenv("VIVA_JUDGE", "llm")
    stdin(monkeypatch, "overfit first")
    assert run_with(["grade", "training-01", "-", "--json"]) == 3
    assert "viva model fetch" in capsys.readouterr().err


def test_an_endpoint_that_is_down_leaves_everything_ungraded(
    light: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "LLM": "api",
        "LLM_BASE_URL": "http://127.0.0.1:9/v1",
        "LLM_MODEL": "x",
        "LLM_RETRIES": "0",
    }.items():
        monkeypatch.setenv(f"VIVA_{name}", value)
    stdin(monkeypatch, "overfit first")
    assert run_with(["grade", "training-01", "-", "--json"]) == 3
    captured = capsys.readouterr()
    assert {c["verdict"] for c in json.loads(captured.out)["criteria"]} == {"ungraded"}
    assert "check VIVA_LLM_BASE_URL" in captured.err


def test_model_info_and_judge_info(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["model", "info"]) == 0
    assert "cc324af070c2" in capsys.readouterr().out
    assert run_with(["judge", "info"]) == 0
    assert "held_out_by_question" in capsys.readouterr().out
    assert verify_default_model().name == "model.safetensors"


def test_a_list_is_imported_reviewed_and_interviewed_from(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "list.md", tmp_path / "own"
    source.write_text("A stray line.\n\n## Dough\n\n1. Why does dough rise?\n2. Compare batch norm and layer norm.\n")
    assert run_with(["bank", "import", str(source), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "2 parts: 2 written" in said and "line 1 belongs to no question: A stray line." in said
    assert "2 drafts wait for a person" in said
    assert run_with(["bank", "import", str(source), "--out", str(out), "--no-duplicates"]) == 0
    assert "0 written" in capsys.readouterr().out
    monkeypatch.setenv("VIVA_BANK", str(out))
    assert run_with(["bank", "import", str(source), "--out", str(tmp_path / "other")]) == 0
    assert "the built-in bank is asked" in capsys.readouterr().err
    assert run_with(["bank", "stats"]) == 2
    assert "holds only drafts" in capsys.readouterr().err
    assert run_with(["bank", "review", str(out), "--approve", "dough-01"]) == 1
    assert "'criteria' is missing" in capsys.readouterr().err
    path = out / "dough" / "dough-01.md"
    front = "status: draft\ncriteria:\n  - id: gas\n    claim: Says that yeast makes gas\n"
    path.write_text(path.read_text().replace("status: draft\n", front) + "\n## Reference answer\n\nYeast makes gas.\n")
    assert run_with(["bank", "review", str(out), "--approve", "dough-01", "--approve", "dough-99"]) == 2
    assert "no draft dough-99" in capsys.readouterr().err
    stdin(monkeypatch, b"x\na\ns\n")  # an unknown letter asks again, then approve the first and skip the second
    assert run_with(["bank", "review", str(out)]) == 0
    assert "dough-01 is approved" in capsys.readouterr().out
    assert run_with(["bank", "list"]) == 0
    assert "dough-01" in capsys.readouterr().out
    assert run_with(["bank", "validate", str(out), "--quick"]) == 0


@pytest.mark.parametrize("arguments", [["import", "no.md", "--out", "x"], ["review", "nowhere"], ["import", "no.md"]])
def test_imports_that_cannot_be_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["bank", *arguments]) == 2
    err = capsys.readouterr().err
    assert err.strip() and "Traceback" not in err


@pytest.mark.usefixtures("light")
def test_cards_are_answered_shown_and_rated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, "I do not know\n9\n3\n\n\n")
    assert run_with(["cards", "--section", "rl", "--count", "2"]) == 0
    shown = capsys.readouterr().out
    assert "(new, 1 more)" in shown and "not met" in shown and "(Enter: 1)" in shown and "That is the deck" in shown
    store = Store(load_settings().database)
    assert [(r.rating, r.source) for r in store.reviews.log()] == [(3, "card"), (1, "card")]


@pytest.mark.parametrize("loading", [True, False])
def test_a_command_that_ends_while_models_load_keeps_its_exit_code(
    loading: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[int] = []
    monkeypatch.setattr(main.os, "_exit", left.append)
    monkeypatch.setattr(main, "is_loading", lambda: loading)
    monkeypatch.setattr("sys.argv", ["viva", "bank", "validate", "/nowhere"])
    with pytest.raises(SystemExit) as usual:
        main.run()
    assert left == ([2] if loading else []) and usual.value.code == 2


def test_loading_is_known_while_it_lasts(light: None, monkeypatch: pytest.MonkeyPatch) -> None:
    services, wait = Services(load_settings()), threading.Event()
    monkeypatch.setattr(services, "_load_and_learn", wait.wait)
    monkeypatch.setattr("interviewer.services._LOADING", "loading of this test")  # others may be at it still
    assert not is_loading()
    services.start()
    assert is_loading()
    wait.set()
    assert services._thread is not None
    services._thread.join()
    assert not is_loading()
