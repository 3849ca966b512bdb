"""``viva grade --batch FILE --ray`` against a real Ray: the same lines as without it, no matter what happens to its workers."""

from __future__ import annotations

import builtins
import importlib.util
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Concatenate, ParamSpec, TypeVar

import pytest

from interviewer.cli import grade as command
from interviewer.cli.main import run_with
from interviewer.errors import UsageError
from interviewer.grading.grade import Grade
from interviewer.grading.grader import AHEAD
from interviewer.workers import ray_workers as on_ray
from knowledge.schema import Bank, Question
from tests.interviewer.workers.opened_light import KILLER, OPENED, open_light, open_nothing

HAS_RAY = importlib.util.find_spec("ray") is not None
needs_ray = [
    pytest.mark.server,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(not HAS_RAY and "CI" not in os.environ, reason="no Ray here; CI installs it"),
]


Test = TypeVar("Test", bound=Callable[..., None])

P = ParamSpec("P")


def without_ray(find: Callable[Concatenate[str, P], ModuleType]) -> Callable[Concatenate[str, P], ModuleType]:
    """Imports as before, but for Ray."""

    def refuse(name: str, /, *rest: P.args, **more: P.kwargs) -> ModuleType:
        if name.split(".")[0] == "ray":
            raise ImportError("No module named 'ray'")
        return find(name, *rest, **more)

    return refuse


def with_marks(test: Test) -> Test:
    for mark in needs_ray:
        test = mark(test)
    return test


@pytest.fixture
def batch(bank: Bank, tmp_path: Path) -> Path:
    """Answers of every kind, more than fit into one task."""
    questions = list(bank.values())
    answers = ["", "no idea", *(" ".join(q.criteria[0].claim.split()[:-1]) + " – ∇ 全部\u2028" for q in questions)]
    path = tmp_path / "in.jsonl"
    lines = [
        {"id": f"{place}", "question_id": questions[place % len(questions)].id, "answer": answer}
        for place, answer in enumerate(answers)
    ]
    assert len(lines) > 2 * AHEAD
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@contextmanager
def alone(bank: Bank, asked: Iterable[tuple[Question, str]], on_ray: bool) -> Iterator[Iterator[Grade]]:
    yield open_light(bank)[0].grade_many(asked)


def grade(batch: Path, out: Path, *more: str) -> int:
    return run_with(["grade", "--batch", str(batch), "--out", str(out), *more])


def timeless(out: Path) -> list[str]:
    """The lines without the seconds that each grade took, which no two runs share."""
    lines = []
    for line in out.read_text(encoding="utf-8").split("\n")[:-1]:
        seconds = json.loads(line)["usage"]["seconds"]
        assert line.count(f'"seconds": {json.dumps(seconds)}') == 1
        lines.append(line.replace(f'"seconds": {json.dumps(seconds)}', '"seconds": 0'))
    return lines


@with_marks
def test_the_lines_are_the_same_with_and_without(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "_grades", alone)
        assert grade(batch, tmp_path / "alone.jsonl") == 0
    monkeypatch.setattr(on_ray, "open_grader", open_light)
    monkeypatch.setenv(OPENED, str(tmp_path / "opened"))
    assert grade(batch, tmp_path / "ray.jsonl", "--ray") == 0, capsys.readouterr().err
    assert timeless(tmp_path / "ray.jsonl") == timeless(tmp_path / "alone.jsonl")
    assert '"verdict": "met"' in (tmp_path / "ray.jsonl").read_text(encoding="utf-8")
    (worker,) = (tmp_path / "opened").read_text().split()  # it opened its judge once, in a process of its own
    assert worker != str(os.getpid())


@with_marks
def test_an_answer_that_kills_its_worker_is_ungraded_and_the_others_are_graded(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(on_ray, "open_grader", open_light)
    lines = [json.loads(line) for line in batch.read_text(encoding="utf-8").splitlines()][:4]
    lines[2]["answer"] = f"an answer that {KILLER}"
    batch.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert grade(batch, out, "--ray") == 1
    assert "1 of 4 answers have criteria that could not be graded" in capsys.readouterr().err
    graded = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in graded] == ["0", "1", "2", "3"]
    ungraded = [any(c["verdict"] == "ungraded" for c in line["criteria"]) for line in graded]
    assert ungraded == [False, False, True, False]
    assert "the Ray workers that graded it died: " in graded[2]["criteria"][0]["reason"]
    # and the same command tries it again
    lines[2]["answer"] = "no idea"
    batch.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert grade(batch, out, "--ray") == 0 and "ungraded" not in out.read_text(encoding="utf-8")


@with_marks
def test_workers_that_cannot_open_their_judge_are_one_line(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(on_ray, "open_grader", open_nothing)
    assert grade(batch, tmp_path / "out.jsonl", "--ray") == 3
    err = capsys.readouterr().err
    assert "no Ray worker could open its judge" in err and "viva model fetch" in err and err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not HAS_RAY and "CI" not in os.environ, reason="no Ray here; CI installs it")
@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "127.0.0.1:port"])
def test_a_cluster_that_is_not_there_is_one_line(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    monkeypatch.setenv("RAY_ADDRESS", address)
    assert grade(batch, tmp_path / "out.jsonl", "--ray") == 3
    err = capsys.readouterr().err
    assert "Ray cannot be reached" in err and "RAY_ADDRESS" in err and err.count("\n") == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_without_ray_it_is_one_line(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(builtins, "__import__", without_ray(builtins.__import__))
    assert grade(batch, tmp_path / "out.jsonl", "--ray") == 3
    err = capsys.readouterr().err
    assert "Ray is not installed" in err and "viva-interviewer[ray]" in err and err.count("\n") == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_ray_is_for_a_batch(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["grade", "training-01", "--ray"]) == UsageError.exit_code
    assert "--batch FILE" in capsys.readouterr().err
