"""Conversions between units: the calculation in an answer is carried out, and what is chosen rests on it."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("answer", "conversion", "choice"),
    [
        ("2 * 6 = 12 bits per word, so B is better.", "met", "met"),
        ("2 * 5 = 10 bits > 6 bits, so B", "met", "met"),
        ("2 bits times five is 10 bits per word. So B.", "met", "met"),
        ("6 / 5 = 1.2 bits per char, so B", "met", "met"),
        ("6/5.7 = 1.05", "met", ""),
        ("With 4.5 characters per word, A needs 9 bits per word, B needs 6.", "met", ""),
        ("2*5=10 against 6. A is better since its number is larger.", "met", "contradicted"),
        (
            "With five characters and a space that is 2 * 6 = 10 bits per word, so B is better.",
            "partly_met",
            "partly_met",
        ),
        ("2 * 6 = 10 bits per word, so B.", "partly_met", "partly_met"),
        ("6 / 5 = 0.8 bits per character, hence B", "partly_met", "partly_met"),
        ("With 4.5 characters per word, A needs 7 bits per word, B needs 6.", "partly_met", ""),
        ("2 + 5 = 7 bits per word", "contradicted", ""),
        ("2/5 = 0.4 bits per word for A", "contradicted", ""),
        ("6 * 5 = 30 bits per character for B", "contradicted", ""),
    ],
)
def test_a_conversion_is_carried_out(bank: Bank, answer: str, conversion: str, choice: str) -> None:
    assert verdict(bank, "nlp-12", "conversion", answer) == conversion
    assert verdict(bank, "nlp-12", "choice", answer) == choice


@pytest.mark.parametrize(
    "answer",
    [
        "multiply by the word length",
        "2^6 = 64 and 2^2 = 4 in perplexity",
        "A needs 2 bits per character, and words have 5 characters.",
        "If words had 3 characters they'd tie, 6/2 = 3.",
        "5 + 1 = 6 characters with the space",
    ],
)
def test_other_calculations_convert_nothing(bank: Bank, answer: str) -> None:
    assert verdict(bank, "nlp-12", "conversion", answer) == ""
    assert verdict(bank, "nlp-12", "choice", answer) == ""


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("break-even at 3 words", "contradicted"),
        ("They tie at 3 words.", "contradicted"),
        ("break-even at 3 bits", "contradicted"),
        ("break-even at 3 characters; 10 words were tested", "met"),
        ("break-even at a word length of 3", ""),
        ("$6/2=3$ characters per word", "met"),
        ("They tie at 6/2 = 4 letters a word.", "contradicted"),
    ],
)
def test_the_break_even_is_in_characters(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-12", "breakeven", answer) == want
