"""The report on paper: it opens, says what the record says, and nothing a candidate wrote is markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.conversation.state import InterviewState, QuestionAttempt, Setup, Turn
from interviewer.conversation.stored import Record
from interviewer.errors import UsageError
from interviewer.grading.grade import CriterionGrade, Evidence, Grade, MisconceptionFinding
from interviewer.report.build import Report, build_report
from interviewer.report.pdf import formula, paper, plain, write_pdf
from knowledge.schema import Bank

NASTY = '#panic("x") *bold* $ \\ #include "/etc/passwd" <script> `code` \u200b\x07 日本'


@pytest.fixture
def report(bank: Bank) -> Report:
    question = bank["training-06a"]
    items = tuple(
        CriterionGrade(c.id, c.claim, c.weight, v, 0.6, (Evidence(NASTY, 0, len(NASTY)),) if v == "met" else ())  # type: ignore[arg-type]
        for c, v in zip(question.criteria, ("met", "partly_met", "not_met", "ungraded"), strict=False)
    )
    grade = Grade(
        question.id, 0.5, items, (MisconceptionFinding("m", (), "Clipping does not fix the cause."),), "f", "j"
    )
    attempts = (
        QuestionAttempt(question.id, NASTY, grade, closed=True),
        QuestionAttempt("nlp-01a", skipped=True, closed=True),
    )
    state = InterviewState(Setup("interview", 30.0, tuple(bank), 1), "finished", attempts, ended="you ended it")
    now = datetime(2026, 11, 22, tzinfo=UTC)
    record = Record("x", f"All {NASTY}", "interview", "finished", 3, now, now, state)
    turns = [Turn("interviewer", "ask", question.question), Turn("candidate", "answer", NASTY)]
    return build_report(record, turns, bank)


def test_it_is_a_pdf_that_holds_everything(report: Report, tmp_path: Path) -> None:
    write_pdf(report, tmp_path / "r.pdf")
    blob = (tmp_path / "r.pdf").read_bytes()
    assert blob.startswith(b"%PDF-") and blob.rstrip().endswith(b"%%EOF") and len(blob) > 10_000
    data = paper(report)
    assert [q["score"] for q in data["questions"]] == ["50%", "skipped"]
    assert data["corrections"][0]["text"] == "Clipping does not fix the cause."
    assert data["transcript"][1]["mine"] and "#panic" in data["transcript"][1]["text"]
    assert len(data["study"]) <= 5 and data["questions"][0]["missed"]


def test_an_interview_without_a_grade_has_a_report_too(report: Report, tmp_path: Path) -> None:
    empty = replace(report, score=None, sections={}, strongest=(), weakest=(), study=(), questions=(), transcript=())
    write_pdf(empty, tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    with pytest.raises(UsageError, match="cannot be written"):
        write_pdf(empty, tmp_path / "no" / "r.pdf")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{a+b}{2\sigma}", "(a+b)/(2σ)"),
        (r"\frac{1}{n}", "1/n"),
        (r"\nabla_\theta J", "∇_θJ"),
        (r"x \leq y", "x ≤y"),
    ],
)
def test_formulas_become_text(latex: str, text: str) -> None:
    assert formula(latex) == text


def test_every_formula_of_the_bank_becomes_text(bank: Bank) -> None:
    for question in bank.values():
        for text in (question.question, question.reference, question.deeper):
            shown = plain(text)
            assert "\\frac" not in shown and "$$" not in shown and "**" not in shown, question.id
