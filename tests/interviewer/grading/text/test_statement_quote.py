"""Words that state something are distinguished from fragments, which are not quoted as praise."""

from __future__ import annotations

import pytest

from interviewer.grading.text.statement_quote import is_statement
from knowledge.schema import Bank


@pytest.mark.parametrize(
    "quote",
    [
        "it halves the variance",
        "And relative ones work better on texts longer than those in training",
        "the last max node with 5 and 9 is never looked at",
        "Clip it.",
        "Saves V times d weights",
        "w = w - lr * grad",
        "$a \\leq b$",
        "rare words profit",
        "That’s the credit assignment problem, the longer the harder",
        "So quality rises, then flat, then falls",
    ],
)
def test_a_clause_or_a_relation_is_a_statement(quote: str) -> None:
    assert is_statement(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "return out, (x, h)",
        "Conv no trouble, dense trouble",
        "one half everywhere",
        "Conditioning",
        "Softmax bottleneck",
        "a mean of two units",
        "better model",
        "two heads",
        "the loss",
        "$a^2$",
        "",
    ],
)
def test_a_scrap_is_none(quote: str) -> None:
    assert not is_statement(quote)


def test_most_ways_of_making_a_point_are_statements(bank: Bank) -> None:
    ways = [way for question in bank.values() for point in question.criteria for way in point.satisfied_by]
    assert sum(map(is_statement, ways)) > 0.75 * len(ways)
