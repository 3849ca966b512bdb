"""Hints and probes reworded as statements, and the bank's corrections in other words.

They were written by writers who saw neither the claims nor the misconceptions, but for some hundred and fifty hints and probes that
were reworded since 29 November 2026: their statements are by one who knew the claims (knowledge/REVIEW.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.labelled.gold import GOLD, read_lines
from interviewer.json_data import JsonObject, text_of
from knowledge.probes import probes_of
from knowledge.schema import Bank, Question

SAID = GOLD / "said"


def asked_of(bank: Bank) -> set[tuple[str, str]]:
    """Every hint, probe and further probe in a bank, with its question's id."""
    return {
        (question.id, text)
        for question in bank.values()
        for text in (*question.hints, *(text for c in question.criteria for text in probes_of(c)))
    }


def said_back(bank: Bank, by_rule: bool = False) -> Iterator[tuple[Question, str]]:
    """Each hint and probe that is still in the bank, as a statement: in a person's words, or by rule."""
    for question, of, text in said_after(bank):
        yield question, turned(of) if by_rule else text


def said_after(bank: Bank) -> Iterator[tuple[Question, str, str]]:
    """Each hint and probe that is still in the bank, with a person's words that say it back as a statement."""
    known = asked_of(bank)
    for question_id, of, text in read_lines(SAID / "back.jsonl", _back):
        if (question_id, of) in known:
            yield bank[question_id], of, text


def corrections(bank: Bank) -> Iterator[tuple[Question, str]]:
    """Each correction of a misconception in two other wordings."""
    for question_id, misconception, texts in read_lines(SAID / "corrections.jsonl", _correction):
        if question_id in bank and misconception in {m.id for m in bank[question_id].misconceptions}:
            for text in texts:
                yield bank[question_id], text


def turned(text: str) -> str:
    """A question turned into a statement by rule: without question marks and a leading "and", "so" or "but"."""
    plain = re.sub(r"\?+", ".", text)
    plain = re.sub(r"(?i)^(?:and|so|but)[, ]+", "", plain)
    return f"I'd say this: {plain[:1].lower()}{plain[1:]}"


def _back(data: JsonObject) -> tuple[str, str, str]:
    return text_of(data, "question_id"), text_of(data, "of"), text_of(data, "said_back")


def _correction(data: JsonObject) -> tuple[str, str, list[str]]:
    said = data.get("said")
    if not isinstance(said, list) or not said:
        raise ValueError("'said' must be a list of wordings")
    return text_of(data, "question_id"), text_of(data, "misconception"), [str(text) for text in said]
