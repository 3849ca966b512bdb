"""What the interviewer says, said back as statements, and the bank's corrections in other words: what they earn.

Both were written by people who saw neither claims nor misconceptions.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from interviewer.grading.grade import CriterionGrade
from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.reader import Reader
from knowledge.schema import Bank, Question
from knowledge.search.embeddings import CachedEmbedder

SAID = Path(__file__).parent / "said"


def lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (SAID / name).read_text(encoding="utf-8").split("\n") if line]


def asked_of(bank: Bank) -> set[tuple[str, str]]:
    """Every hint and probe of the bank, with its question."""
    return {
        (question.id, text)
        for question in bank.values()
        for text in (*question.hints, *(c.probe for c in question.criteria if c.probe))
    }


def turned(text: str) -> str:
    """A question as a statement, by rule: without its question marks and what only asks."""
    plain = re.sub(r"\?+", ".", text)
    plain = re.sub(r"(?i)^(?:and|so|but)[, ]+", "", plain)
    return f"I'd say this: {plain[:1].lower()}{plain[1:]}"


def earned(item: CriterionGrade) -> bool:
    """More than a test allows: a point that is met, or one above weight 1 that is half met."""
    return item.verdict == "met" or (item.verdict == "partly_met" and item.weight > 1)


def test_every_hint_and_probe_has_somebody_who_says_it_back(bank: Bank) -> None:
    said = {(str(line["question_id"]), str(line["of"])) for line in lines("back.jsonl")}
    assert asked_of(bank) <= said
    assert all(str(line["said_back"]).strip() and "?" not in str(line["said_back"]) for line in lines("back.jsonl"))


def test_every_misconceptions_correction_is_said_in_two_other_ways(bank: Bank) -> None:
    said = {(line["question_id"], line["misconception"]): line["said"] for line in lines("corrections.jsonl")}
    assert {(q.id, m.id) for q in bank.values() for m in q.misconceptions} <= set(said)
    assert all(isinstance(texts, list) and len(set(texts)) == 2 for texts in said.values())


@pytest.fixture
def grader(real_embedder: CachedEmbedder, real_reader: Reader) -> Grader:
    return Grader(LocalJudge(real_embedder, real_reader))


@pytest.mark.embedded
@pytest.mark.parametrize("by", ["hand", "rule"])
def test_a_hint_or_probe_turned_into_a_statement_meets_nothing(bank: Bank, grader: Grader, by: str) -> None:
    rows: list[tuple[Question, str]] = []
    for line in lines("back.jsonl"):
        question_id, of = str(line["question_id"]), str(line["of"])
        if (question_id, of) in asked_of(bank):
            rows.append((bank[question_id], str(line["said_back"]) if by == "hand" else turned(of)))
    assert len(rows) > 700
    earning = [
        (question.id, item.id, text)
        for (question, text), grade in zip(rows, grader.grade_many(rows), strict=True)
        for item in grade.criteria
        if earned(item)
    ]
    assert earning == []


@pytest.mark.embedded
def test_a_correction_in_other_words_never_triggers_a_misconception(bank: Bank, grader: Grader) -> None:
    rows = [
        (bank[str(line["question_id"])], text)
        for line in lines("corrections.jsonl")
        for text in line["said"]  # type: ignore[attr-defined]
    ]
    assert len(rows) > 380
    charged = [
        (question.id, [m.id for m in grade.misconceptions], text)
        for (question, text), grade in zip(rows, grader.grade_many(rows), strict=True)
        if grade.misconceptions
    ]
    assert charged == []


@pytest.mark.embedded
@pytest.mark.parametrize("word", ["Yes.", "No.", "Yes, of course.", "It depends.", "True, I think."])
def test_a_bare_yes_or_no_earns_nothing_anywhere(bank: Bank, grader: Grader, word: str) -> None:
    rows = [(question, word) for question in bank.values()]
    assert {grade.score for grade in grader.grade_many(rows)} == {0.0}
