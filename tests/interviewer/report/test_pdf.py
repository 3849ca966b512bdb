"""The report on paper: it opens, says what the record says, and nothing a candidate wrote is markup."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from interviewer.conversation.state.state import Turn
from interviewer.errors import UsageError
from interviewer.grading.grade import VerdictKind
from interviewer.report.build import Report, WrongPoint
from interviewer.report.pdf import COLORS, paper, write_pdf
from tests.interviewer.report.conftest import NASTY


def texts(pieces: list[dict[str, str]]) -> str:
    return "".join(piece["text"] for piece in pieces)


@pytest.mark.slow
def test_it_is_a_pdf_that_holds_everything(report: Report, tmp_path: Path) -> None:
    write_pdf(report, tmp_path / "r.pdf")
    blob = (tmp_path / "r.pdf").read_bytes()
    assert blob.startswith(b"%PDF-") and blob.rstrip().endswith(b"%%EOF") and len(blob) > 10_000
    data = paper(report)
    assert [q["score"] for q in data["questions"]] == ["50%", "skipped"]
    assert texts(data["corrections"][0]["text"]) == "Clipping does not fix the cause."
    assert data["transcript"][1]["mine"] and "#panic" in texts(data["transcript"][1]["text"])
    assert len(data["study"]) <= 5
    first = data["questions"][0]
    assert [texts(row["right"]) for row in first["wrong"]] == ["Clipping does not fix the cause."]
    assert [(v["mark"], v["verdict"], v["doubt"].split(" may ")[-1]) for v in first["verdicts"]] == [
        ("✓", "met", "not quite make it."),
        ("◐", "partly met", "cover more or less of it."),
        ("✗", "not met", "make it after all."),
        ("?", "ungraded", ""),
    ]
    assert "likely" not in str(first["verdicts"])


def test_an_interview_without_a_grade_has_a_report_too(report: Report, tmp_path: Path) -> None:
    empty = replace(report, score=None, sections={}, strongest=(), first=(), study=(), questions=(), transcript=())
    write_pdf(empty, tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    with pytest.raises(UsageError, match="cannot be written"):
        write_pdf(empty, tmp_path / "no" / "r.pdf")


@pytest.mark.slow
@pytest.mark.parametrize(
    "answer",
    [
        "日本語の答え, हिन्दी, العربية, 🙂🧠, \U0001f468\u200d\U0001f469, ���",
        r"so $\text{#panic(1) \"} $ and $x_\unknown{a}$ and $\frac{1}{$ and $$ \begin{cases} a $$",
        r"it costs $5 and then $10, $x$ or $5-$10",
        "```python\n$x$ = `1`\n#eval(1)\n```\nand then ``` unclosed",
        "$" * 5000 + "`" * 5000 + "![" * 5000,
        "$x_1$ and " * 5000,
    ],
    ids=["scripts", "formulas", "money", "code", "marks", "many"],
)
def test_whatever_a_candidate_writes_is_set(report: Report, tmp_path: Path, answer: str) -> None:
    write_pdf(
        replace(report, title=answer[:200], transcript=(Turn("candidate", "answer", answer),)), tmp_path / "r.pdf"
    )
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")


def test_what_was_said_wrongly_is_set_whatever_it_is(report: Report, tmp_path: Path) -> None:
    evil = WrongPoint(claim=NASTY, weight=1, quote=NASTY, right=f"In fact, {NASTY}", passage="$x_1$ and `code`")
    first = replace(report.questions[0], wrong=(evil,))
    write_pdf(replace(report, questions=(first,), wrong=(("t", NASTY, NASTY),)), tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")


def test_every_kind_of_verdict_has_a_colour_that_can_be_read() -> None:
    def luminance(color: str) -> float:
        parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert set(COLORS) == {*get_args(VerdictKind), "unanswered"} and len(
        {COLORS[kind] for kind in get_args(VerdictKind)}
    ) == len(get_args(VerdictKind))
    assert all(1.05 / (luminance(color) + 0.05) >= 4.5 for color in COLORS.values())


def test_what_no_font_has_is_marked_as_such(report: Report) -> None:
    first = replace(report.questions[0], answer="an answer \U00012000")
    assert "\ufffd" in texts(paper(replace(report, questions=(first,)))["questions"][0]["answer"])


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("pdftotext") is None and "CI" not in os.environ, reason="no pdftotext here; CI installs it"
)
@pytest.mark.parametrize(
    "word",
    [
        "梯度会爆炸",
        "勾配が爆発",
        "기울기가",
        "Градиент",
        "κλίση",
        "$5 and then $10",
        "ढलान",
        "ความชัน",
        "مشتق",
        "מדרון",
        "🙂",
        "🧠",
    ],
)
def test_what_a_candidate_types_in_any_script_is_on_paper(report: Report, tmp_path: Path, word: str) -> None:
    """The fonts are checked in test_fonts; this reads what is really on the page."""
    first = replace(report.questions[0], answer=f"an answer {word} in words")
    write_pdf(replace(report, questions=(first,), transcript=()), tmp_path / "r.pdf")
    subprocess.run(["pdftotext", str(tmp_path / "r.pdf"), str(tmp_path / "r.txt")], check=True)
    read = " ".join((tmp_path / "r.txt").read_text(encoding="utf-8").split())
    found = re.search(r"an answer(.*?)in words", read)
    assert found is not None
    # pdftotext repeats some letters of scripts that are joined or stacked, and adds marks of direction
    letters = iter(found[1])
    assert all(letter in letters for letter in word), ascii(found[1])
    assert set(re.sub(r"[\s\u202a-\u202e\u2066-\u2069]", "", found[1])) == set(word.replace(" ", "")), ascii(found[1])


def test_what_was_computed_and_why_a_point_has_no_verdict_are_on_paper(report: Report, tmp_path: Path) -> None:
    question = report.questions[0]
    assert question.grade is not None
    first, *others, fault = question.grade.criteria
    told = replace(first, reason="Run on all inputs: (0,0) → 0.", computed=True)
    fault = replace(fault, reason="The model did not reply in time.")
    shown = replace(question, grade=replace(question.grade, criteria=(told, *others, fault)))
    data = paper(replace(report, questions=(shown, *report.questions[1:])))
    reasons = [texts(row["reason"]) for row in data["questions"][0]["verdicts"]]
    assert reasons == [told.reason, "", "", fault.reason]
    write_pdf(replace(report, questions=(shown, *report.questions[1:])), tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
