"""Extracts what the bank's texts state, so that a test checks what is written and not its own copy."""

from __future__ import annotations

import math
import re

import pytest

from knowledge.schema import Bank

_WORDS = {
    r"\cdot": "x",
    r"\times": "x",
    r"\approx": "~",
    r"\to": "->",
    r"\leftarrow": "<-",
    r"\odot": "*",
    r"\ge": ">=",
}
_DROPPED = ("operatorname", "text", "mathrm", "bigl", "bigr", "big", "left", "right", "qquad", "quad")


def plain(text: str) -> str:
    """A text without LaTeX and Markdown markup: ``$0.9^{100} \\approx 3 \\cdot 10^{-5}$`` becomes ``0.9^100 ~ 3 x 10^-5``."""
    text = text.replace("{,}", ",").replace("**", "").replace(r"\,", " ").replace(r"\;", " ").replace(r"\!", "")
    for latex, word in _WORDS.items():
        text = re.sub(re.escape(latex) + r"(?![A-Za-z])", f" {word} ", text)
    text = re.sub(rf"\\(?:{'|'.join(_DROPPED)})(?![A-Za-z])", "", text)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return " ".join(re.sub(r"[$\\{}]", "", text).split())


def stated(bank: Bank, question_id: str, pattern: str, part: str = "reference") -> re.Match[str]:
    """The match of a pattern in the plain text of a question's part; the test fails if there is none."""
    text = plain(getattr(bank[question_id], part))
    found = re.search(pattern, text, re.DOTALL)
    if found is None:
        pytest.fail(
            f"{question_id}: its {part} does not say {pattern!r} any more; correct the bank, or this test: {text}"
        )
    return found


def number(text: str) -> float:
    """A number as the bank writes it: ``2700``, ``3 x 10^-5``, ``26 million``."""
    match = re.fullmatch(r"(-?[\d.]+)(?: x 10\^(-?\d+)| (million))?", text.strip())
    if match is None:
        pytest.fail(f"{text!r} is not a number")
    return float(match[1]) * 10 ** int(match[2] or (6 if match[3] else 0))


def agrees(text: str, value: float) -> bool:
    """Whether a computed value agrees with the written one, to within half a unit of its last digit."""
    match = re.match(r"-?(\d+)(?:\.(\d+))?", text.strip())
    assert match, text
    mantissa = float(match[0])
    scale = number(text) / mantissa if mantissa else 1.0
    digits = len(match[2] or "")
    unit = 10.0**-digits
    if not digits and match[1].endswith("00"):  # 2700 is a rounded number, 2705 is not
        unit = 10.0 ** (len(match[1]) - len(match[1].rstrip("0")))
    return math.isclose(number(text), value, rel_tol=1e-9, abs_tol=abs(scale) * unit * 0.5000001)
