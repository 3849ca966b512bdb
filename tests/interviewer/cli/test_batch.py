"""Batches as people's programs write them, and runs that were stopped: no grade that was made is ever lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.cli import batch as limits
from interviewer.cli.batch import batch_rows, grades_in, keep_last
from interviewer.cli.main import run_with
from interviewer.errors import UsageError
from knowledge.schema import Bank


def row(name: str, answer: str = "overfit first") -> str:
    return json.dumps({"id": name, "question_id": "training-01", "answer": answer}, ensure_ascii=False)


def graded(name: str, verdict: str = "met", feedback: str = "") -> str:
    return json.dumps({"id": name, "criteria": [{"verdict": verdict}], "feedback": feedback}, ensure_ascii=False)


ODD = "one\u2028two\u2029three\x85four\x0bfive\x1csix"


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mark_at_the_start_any_line_end_and_odd_separators(bank: Bank, tmp_path: Path, start: str, end: str) -> None:
    batch = tmp_path / "in.jsonl"
    batch.write_bytes((start + end.join([row("1", ODD), "", row("2"), "  ", row("3")])).encode())
    rows = list(batch_rows(bank, batch))
    assert [r["id"] for r in rows] == ["1", "2", "3"] and rows[0]["answer"] == ODD


def test_wrong_lines_have_the_numbers_that_an_editor_shows(bank: Bank, tmp_path: Path) -> None:
    batch = tmp_path / "in.jsonl"
    lines = [row("1", ODD), "no json", "[" * 100_000, row("1"), '{"id": 5}', '"text"']
    batch.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\n")
    with pytest.raises(UsageError) as error:
        list(batch_rows(bank, batch))
    said = str(error.value)
    assert [f"in.jsonl:{n}:" in said for n in range(1, 8)] == [False, *[True] * 6]
    assert "is not UTF-8" in said and "appears twice" in said and "6 invalid lines" in said


def test_a_batch_that_is_too_large_is_refused_in_one_line_and_its_own_grades_are_not(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_text(row("1", "x" * 1000))
    with pytest.raises(UsageError, match=r"in\.jsonl is over 0\.001 MB; split it into several files$"):
        list(batch_rows(bank, batch))
    out.write_text("".join(graded(str(n)) + "\n" for n in range(100)))
    assert len(grades_in(out).lines) == 100 and out.stat().st_size > 1000


def test_a_line_that_is_too_long_is_named_and_not_read(bank: Bank, tmp_path: Path) -> None:
    batch = tmp_path / "in.jsonl"
    batch.write_text(f"{row('1')}\n{row('2', 'x' * 10_000_000)}\n" + "no json\n" * 50)
    with pytest.raises(UsageError, match=r"(?s)in\.jsonl:2: is over 10 MB; .*\n  … and 31 more$") as told:
        list(batch_rows(bank, batch))
    assert len(str(told.value)) < 5000


def test_grades_behind_an_odd_separator_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    text = "".join(graded(str(n), feedback=ODD) + "\n" for n in range(5))
    out.write_text(text, encoding="utf-8", newline="")
    assert list(grades_in(out).lines) == ["0", "1", "2", "3", "4"]
    assert out.read_text(encoding="utf-8") == text


def test_only_a_cut_last_line_is_taken_away(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text(graded("1") + "\n" + graded("2") + "\n" + graded("3")[:20])
    assert list(grades_in(out).lines) == ["1", "2"]
    assert out.read_text() == graded("1") + "\n" + graded("2") + "\n"
    out.write_text(graded("1") + "\n" + graded("2"))  # whole, but for its line end
    assert list(grades_in(out).lines) == ["1", "2"] and out.read_text().endswith("}\n")


@pytest.mark.parametrize("broken", ["{broken", '{"no": "id"}', "[]", '{"id": 5}'])
def test_a_line_that_is_no_grade_is_named_and_nothing_is_lost(tmp_path: Path, broken: str) -> None:
    out = tmp_path / "out.jsonl"
    text = f"{graded('1')}\n{broken}\n{graded('2')}\n"
    out.write_text(text)
    with pytest.raises(UsageError, match=r"out\.jsonl:2 is not a grade"):
        grades_in(out)
    assert out.read_text() == text


def test_what_was_ungraded_is_tried_again_and_takes_its_old_place(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("\n".join([graded("1", "ungraded"), graded("2"), graded("3", "ungraded"), graded("1")]) + "\n")
    done = grades_in(out)
    assert done.ungraded == {"3"} and list(done.lines) == ["1", "2", "3"]
    keep_last(out)
    assert out.read_text() == "\n".join([graded("1"), graded("2"), graded("3", "ungraded")]) + "\n"


def test_in_the_terminal_an_ungraded_answer_is_graded_by_the_same_command(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    batch.write_text(f"\ufeff{row('1')}\r\n{row('2')}\r\n", encoding="utf-8")
    out.write_text(graded("1", "ungraded") + "\n" + graded("2") + "\n")
    assert run_with(["grade", "--batch", str(batch), "--out", str(out)]) == 0
    first, second = out.read_text().splitlines()
    assert json.loads(first)["id"] == "1" and "ungraded" not in first and second == graded("2")
    assert run_with(["grade", "--batch", str(batch), "--out", str(out)]) == 0
    assert "all 2 answers are already graded" in capsys.readouterr().err


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.text(max_size=40), min_size=1, max_size=6), cut=st.integers(0, 400))
def test_wherever_a_run_was_cut_all_whole_grades_stay(tmp_path: Path, answers: list[str], cut: int) -> None:
    out = tmp_path / "out.jsonl"
    lines = [
        graded(str(n), feedback=text.encode("utf-8", "replace").decode()).encode() for n, text in enumerate(answers)
    ]
    whole = b"".join(line + b"\n" for line in lines)
    out.write_bytes(whole[:cut])
    kept = grades_in(out).lines
    full = sum(cut >= len(b"".join(each + b"\n" for each in lines[: n + 1])) - 1 for n in range(len(lines)))
    assert list(kept) == [str(n) for n in range(full)]


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_any_bytes_are_rows_or_one_error(bank: Bank, tmp_path: Path, data: bytes) -> None:
    batch = tmp_path / "in.jsonl"
    batch.write_bytes(data)
    try:
        assert list(batch_rows(bank, batch)) == []
    except UsageError as error:
        assert "in.jsonl:" in str(error)
