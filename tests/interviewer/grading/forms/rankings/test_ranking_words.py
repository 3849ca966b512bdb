"""Rankings given in other ways: from the last one up, by pairwise comparisons, in bare numbers, and with tied values."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("D1 is last, D5 next to last, D2 in the middle, D3 above that, D4 on top.", "met"),
        ("Worst is D1, then D5, D2, D3, and the best is D4.", "met"),
        ("Worst is D1, then D5, D3, D2, and the best is D4.", "contradicted"),
        ("D4 is on top, D3 is right behind it, D2 narrowly misses out.", "met"),
        ("D4 is on top, D2 is right behind it, D3 narrowly misses out.", "contradicted"),
        ("D5 is out, D1 is out, so it's between D2, D3 and D4; D4 wins and D3 edges out D2.", "met"),
        ("D2 edges out D3 for second place behind D4.", "contradicted"),
        ("D4 is the best match. D3 narrowly beats D2 for second place.", "met"),
        ("D4 and D3 win, D2 beats D5.", "met"),
        ("D4 leads. Then D3, then D2.", "met"),
        ("The winner is D4. Next come D3 and D2, in that order.", "met"),
        ("The winner is D4. Next come D2 and D3, in that order.", "contradicted"),
        ("The winner is the fourth document, then the third.", "met"),
        ("The winner is the second document, then the fifth.", "contradicted"),
        ("In descending order of similarity: 4, 3, 2, 5, 1.", "met"),
        ("In ascending order: 1, 5, 2, 3, 4.", "met"),
        ("The ranking is: 4 > 2 > 3 > 5 > 1", "contradicted"),
        ("D1: 0, D2: 0.74, D3: 0.74, D4: 0.83, D5: 0.54. So I take D4 and then D3, ahead by a hair.", "met"),
        ("D2: 0.74, D3: 0.74, D4: 0.83. D4 is the best, and the second best is D2.", "contradicted"),
        ("D4: 0.83, D3: 0.74, D2: 0.74", "met"),
        ("D1: 0.00, D2: 0.74, D3: 0.74, D4: 0.83, D5: 0.54", ""),
        ("| doc | cos |\n|---|---|\n| D1 | 0.00 |\n| D2 | 0.74 |\n| D3 | 0.74 |\n| D4 | 0.83 |", ""),
        ("D4 has 0.83, D2 0.74 and D3 0.743.", ""),
        ("Ranking: D4 > D3 (D2 nearly the same) > D5 > D1", "met"),
        ("Ranking: D4 0.829 → D3 0.743 (almost tied with D2, 0.737) → D5 0.54 → D1 0", "met"),
        ("Ranking: D4 > D2 (D3 nearly the same) > D5 > D1", "contradicted"),
        ("Ranking: D5 > D1 (D2 nearly the same) > D4 > D3", "contradicted"),
        ("Ranking: D4 (D3 close) > D2 > D5 > D1", ""),
    ],
)
def test_who_is_on_top(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-05a", "top-two", answer) == want


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("D5 remains second to last.", "met"),
        ("D5 is still second from the bottom.", "met"),
        ("D5 goes from second to last to third.", "contradicted"),
        ("D5 is still last.", ""),
    ],
)
def test_a_place_counted_from_the_end(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-05b", "small-change", answer) == want


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("I used TfidfVectorizer as it comes.\n\nD4 0.873\nD3 0.849\nD2 0.830\nD5 0.689\nD1 0.164", "met"),
        ("idf = ln((1+N)/(1+df)) + 1. D4: 0.873, D3: 0.849", "met"),
        ("tf is one plus the log of the count. D4 has 0.83, D2 0.74, D3 0.72.", "met"),
        ("idf = ln(N/df). D4: 0.873, D3: 0.849", ""),
        ("TfidfVectorizer gave D4 0.873 and D3 0.641.", ""),
    ],
)
def test_cosines_go_with_the_weighting_that_is_named(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-05a", "cosine", answer) == want
