"""Typos are corrected letter by letter, and words that may be right are not changed."""

from __future__ import annotations

import pytest

from evals.labelled.gold import gold_answers
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.spelling import corrected
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import RuleReader


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("the gardient explodes", "the gradient explodes"),
        ("Gardients are clippign by norm", "Gradients are clipping by norm"),
        ("the gradiemt norm", "the gradient norm"),
        ("it is a form of regularisation", "it is a form of regularisation"),
        ("ReLU, LSTM, teh NaN and xqzzy", "ReLU, LSTM, teh NaN and xqzzy"),
        ("memorise the param, sawn by myopia", "memorise the param, sawn by myopia"),
        ("weights and biases, trial and error", "weights and biases, trial and error"),
        ("", ""),
    ],
)
def test_only_clear_slips_are_corrected(bank: Bank, slip: str, right: str) -> None:
    assert corrected(slip, bank["training-06a"]) == right


@pytest.mark.slow
def test_what_people_write_is_hardly_touched_and_keeps_its_length(bank: Bank) -> None:
    words = changed = 0
    for answer in gold_answers(bank):
        text = corrected(answer.answer, bank[answer.question_id])
        assert len(text) == len(answer.answer)
        pairs = list(zip(answer.answer.split(), text.split(), strict=True))
        words += len(pairs)
        changed += sum(a != b for a, b in pairs)
    assert words > 30_000 and changed / words < 0.002


def test_quotes_are_the_candidates_own_letters(bank: Bank, words: CachedEmbedder) -> None:
    question = bank["training-06a"]
    text = "When the gardients explode I clip thier norm, so the update stays bounded."
    reader = RuleReader(("clip", "gradients explode", "says"))
    judged = LocalJudge(words, reader).judge(question, text, question.criteria)  # type: ignore[arg-type]
    quotes = [e.quote for item in judged.items for e in item.evidence]
    assert quotes and all(quote in text for quote in quotes)
    assert all("gradients explode" in statement for _, statement in reader.pairs), "what is read has no slip"
