from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import pytest

from interviewer.cli.main import run_with
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.grader import Grader
from interviewer.llm.usage import Usage
from interviewer.loading.services import Services
from interviewer.settings import Settings
from knowledge.schema import Bank, Question
from tests.interviewer.cli.terminal import stdin
from tests.interviewer.grading.forms.walls import needs_walls


@pytest.mark.slow
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


@pytest.mark.slow
def test_search_finds_and_speaks_json(light: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["search", "batch norm and layer norm", "-k", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert next(f["id"] for f in found) == "training-14"


@pytest.mark.slow
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
    original = Grader.grade_many

    def counted(self: Grader, rows: Iterable[tuple[Question, str]]) -> Iterator[Grade]:
        some = list(rows)
        graded.extend(answer for _, answer in some)
        return original(self, some)

    monkeypatch.setattr(Grader, "grade_many", counted)
    assert run_with(["grade", "--batch", str(source), "--out", str(out)]) == 0
    assert graded == ["overfit first 2", "overfit first 3"]
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["0", "1", "2", "3"]
    assert run_with(["grade", "--batch", str(source), "--out", str(out)]) == 0
    assert "already graded" in capsys.readouterr().err


def test_wrong_batch_lines_are_all_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        '{"id": "a", "question_id": "training-01", "answer": "x"}\nnot json\n[]\n'
        '{"id": "a", "question_id": "training-01", "answer": "y"}\n{"id": "b", "question_id": "no", "answer": "y"}\n'
    )
    assert run_with(["grade", "--batch", str(source), "--out", str(tmp_path / "o.jsonl")]) == 2
    err = capsys.readouterr().err
    assert all(f":{n}:" in err for n in (2, 3, 4, 5))


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_what_keeps_nothing_needs_no_database(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIVA_DATABASE_URL", "nonsense")
    monkeypatch.setattr(Services, "learn_bank", lambda self: None)
    stdin(monkeypatch, "overfit first")
    assert run_with(["grade", "training-01", "-", "--json"]) == 0
    assert run_with(["search", "batch norm and layer norm", "-k", "2"]) == 0
    assert run_with(["index"]) == 0
    assert run_with(["anki", "export", str(tmp_path / "deck.apkg")]) == 0
    assert run_with(["plan"]) == 3  # this one does
    assert "nonsense" in capsys.readouterr().err


def test_an_answer_is_graded_without_a_home(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VIVA_HOME", str(tmp_path / "file" / "home"))
    stdin(monkeypatch, "overfit first")
    assert run_with(["grade", "training-01", "-", "--json"]) == 0
    capsys.readouterr()
    assert run_with(["search", "batch norm and layer norm"]) == 3  # there is no room for the index
    err = capsys.readouterr().err
    assert "run 'viva doctor'" in err and "Traceback" not in err


@pytest.mark.slow
@needs_walls
def test_a_file_of_code_is_run_and_each_test_shown(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], bank: Bank
) -> None:
    right = tmp_path / "network.py"
    right.write_text(bank["training-03a"].reference.split("```python\n")[1].split("```")[0])
    assert run_with(["grade", "training-03a", str(right)]) == 0
    shown = capsys.readouterr().out
    assert "100%" in shown and "✓ Forward, a batch of one: passed" in shown
    wrong = tmp_path / "wrong.py"
    wrong.write_text(right.read_text().replace("np.maximum", "np.minimum"))
    assert run_with(["grade", "training-03a", str(wrong)]) == 0
    shown = capsys.readouterr().out
    assert "✗ Forward, a batch of five (line 6): expected [" in shown
    broken = tmp_path / "broken.py"
    broken.write_text('def forward(x:\n    """```"""\n')
    assert run_with(["grade", "training-03a", str(broken), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["score"] == 0 and "SyntaxError" in data["criteria"][0]["reason"]


def test_a_tree_and_a_picture_from_files_are_graded_without_their_json_in_the_feedback(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = tmp_path / "tree.json"
    tree.write_text('{"nodes": {"root": {"value": 3}, "1": {"value": 5}, "2": {"value": 2}}}')
    assert run_with(["grade", "rl-04", str(tree)]) == 0
    shown = capsys.readouterr().out
    assert "You give the left min node the value 5" in " ".join(shown.split()) and "{" not in shown
    picture = tmp_path / "empty.png"
    picture.write_bytes(b"no picture")
    assert run_with(["grade", "training-04a", str(picture)]) == 2
    assert str(picture) in capsys.readouterr().err
    other = tmp_path / "other.json"
    other.write_text("[1, 2]")
    assert run_with(["grade", "rl-04", str(other)]) == 2
    assert "neither a drawing" in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "told"), [("api", True), ("embedded", False)])
def test_what_a_call_took_is_told_only_of_an_endpoint(
    bank: Bank,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    kind: Literal["api", "embedded"],
    told: bool,
) -> None:
    """The embedded model can judge too, and its tokens cost nothing."""
    items = tuple(CriterionVerdict(c.id, c.claim, c.weight, "not_met") for c in bank["training-01"].criteria)
    grade = Grade("training-01", 0.0, items, usage=Usage(calls=1, input_tokens=365, output_tokens=66))
    services = SimpleNamespace(settings=Settings(llm=kind), forms=())
    monkeypatch.setattr("interviewer.cli.grade.loaded_services", lambda bank: services)
    monkeypatch.setattr("interviewer.cli.grade.grader_of", lambda given: SimpleNamespace(grade=lambda q, a: grade))
    answer = tmp_path / "answer.txt"
    answer.write_text("I don't know.")
    assert run_with(["grade", "training-01", str(answer)]) == 0
    assert ("1 call, 365 tokens in, 66 out" in capsys.readouterr().out) == told
    assert run_with(["grade", "training-01", str(answer), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["usage"]["calls"] == 1
