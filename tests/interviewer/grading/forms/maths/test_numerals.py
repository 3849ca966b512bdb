from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.number_words import WORDS
from interviewer.grading.forms.maths.numerals import number_in, numerals
from tests.pace import limit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("four", 4),
        ("7,372", 7372),
        ("73 728", 73728),
        ("1.5e3", 1500),
        ("1.5×10³", 1500),
        ("2^{10}", 1024),
        ("2**10", 1024),
        (r"\frac{1}{2}", 0.5),
        (r"\frac12", 0.5),
        ("1/2", 0.5),
        ("½", 0.5),
        ("50 %", 0.5),
        ("50/50", 0.5),
        ("fifty percent", 0.5),
        ("one half", 0.5),
        ("zero point five", 0.5),
        ("two thirds", 2 / 3),
        ("minus one", -1),
        ("three and a half", 3.5),
        ("twenty-four", 24),
        ("seventy-three thousand seven hundred and twenty-eight", 73728),
        ("1.2 million", 1.2e6),
        ("73k", 73000),
        ("-log 4", -1.3862943611),
        ("-2 log 2", -1.3862943611),
        ("9 x 64 x 128", 73728),
        ("**4**", 4),
    ],
)
def test_a_number_is_read_in_any_notation(text: str, value: float) -> None:
    assert number_in(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "no number", "D4", "h1", "1e999", "10^10^10", "x", "2 and 3", "nan", "inf", "."])
def test_what_is_no_one_number_is_none(text: str) -> None:
    assert number_in(text) is None


def _spelled(n: int) -> str:
    words = {int(value): word for word, value in WORDS.items()}
    parts = []
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            parts.append(f"{_spelled(n // size)} {name}")
            n %= size
    if n > 20 and n % 10:
        parts.append(f"{words[n - n % 10]}-{words[n % 10]}")
    elif n or not parts:
        parts.append(words[n])
    return " ".join(parts)


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.integers(0, 9_999_999))
def test_a_number_in_ten_notations_is_read_back(n: int) -> None:
    mantissa, exponent = f"{n:.9e}".split("e")
    notations = (
        str(n),
        f"{n:,}",
        f"{n:,}".replace(",", " "),
        f"{n:,}".replace(",", "{,}"),
        f"{n}.0",
        f"{n:.9e}",
        rf"{mantissa} \times 10^{{{int(exponent)}}}",
        rf"\frac{{{2 * n}}}{{2}}",
        f"${n}$",
        _spelled(n),
    )
    for text in notations:
        assert number_in(text) == pytest.approx(n), text


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.text(max_size=300))
def test_numbers_of_any_text_lie_in_it_and_none_over_another(text: str) -> None:
    found = numerals(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.slow
def test_long_rows_of_anything_are_read_quickly() -> None:
    start = time.process_time()
    for text in ("1 " * 6000, "(" * 12_000, "1*" * 6000, "1,000 " * 2000, "one " * 3000, "2^" * 6000, "- " * 6000):
        numerals(plain_notation(text))
        number_in(text)
    assert time.process_time() - start < limit(2)
