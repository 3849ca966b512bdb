"""Weights and counts of terms, computed from the documents of a question."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.rankings.term_weights import idf_finding
from interviewer.grading.forms.rankings.tf_idf import TermCounts, Weighting, cosines
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("idf: bird 0.223, duck 0.511, worm 0, early 0.511, get 0.511, love 0.916.", "met"),
        ("idf = ln(5/df), so bird has .22, duck .51, worm nothing, early .51, get .51 and love .92", "met"),
        ("With log2 the idf of bird is 0.32, worm 0, love 1.32.", "met"),
        ("Smoothed idf: worm = 1.0, bird = 1.18, duck = early = get = 1.41, love = 1.69", "met"),
        ("0.511 for duck, early and get, 0.223 for bird and 0 for worm, all weighted by idf", "met"),
        ("| | bird | duck | worm | early | get | love |\n|---|---|---|---|---|---|---|\n| idf | .22 | .51 | 0 | .51 | .51 | .92 |", "met"),
        ("I weigh by how common a term is: worm gets log 5 = 1.6 and love gets log 2 = 0.7.", "contradicted"),
        ("df: bird 4, duck 3, worm 5, early 3, get 3, love 2", ""),
        ("The share df/N is 1.0 for worm and 0.4 for love; idf is the log of one over that.", ""),
        ("idf: bird 0.3, duck 0.6, worm 0.1, love 0.8", ""),
        ("worm gets 0, I weigh by idf", ""),
    ],
)  # fmt: skip
def test_weights(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-05a", "idf", answer) == want


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("over bird, duck, worm, early, get, love: q = (1,0,1,1,1,0), D2 = (1,0,1,1,0,0)", "met"),
        ("Q = 101110, D1 = 011001", "met"),
        ("Query 1 0 1 1 1 0, D4 1 1 1 1 1 0 in the order bird, duck, worm, early, get, love.", "met"),
        ("In the order love, get, early, worm, duck, bird: Q = (0,1,1,1,0,1), D4 = (0,1,1,1,1,1)", "met"),
        ("Binary counts: Q = (1,0,1,1,1,0), D3 = (1,0,1,1,1,1)", "met"),
        ("Q = (1,1,1,1,1,1) and D4 = (1,0,1,1,1,1)", "contradicted"),
        ("Q = (1,0,1,1,1,0), D4 = (1,0,1,1,1,0)", ""),
        ("Q = (1,0,1,1,1,0)", ""),
        ("D3 = (.22, 0, 0, .51, 1.02, .92), Q = (.22, 0, 0, .51, .51, 0)", ""),
    ],
)
def test_counts(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-05a", "vectors", answer) == want


def test_a_term_in_no_document_has_no_weight() -> None:
    collection = TermCounts({"D1": (1, 0, 2), "D2": (1, 0, 0)}, (1, 1, 0))
    assert collection.document_frequencies == (2, 0, 1)
    assert idf_finding("idf", ("fish", "bone", "net"), "idf: fish 0, bone 0.3, net 0.693", collection) is None
    assert cosines(collection, Weighting())["D2"] == 0
