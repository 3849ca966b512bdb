from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.rankings.rankings import Rankings, place_finding, ranking_finding
from interviewer.grading.forms.rankings.said_rankings import said_ranking
from interviewer.grading.forms.rankings.tf_idf import Weighting, cosines, ranking, read_collection
from knowledge.answers.expectation import Expectation
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import findings_of

TERMS = ("bird", "duck", "worm", "early", "get", "love")
NAMES = ("D1", "D2", "D3", "D4", "D5")


def verdict(bank: Bank, question_id: str, criterion_id: str, answer: str) -> str:
    found = findings_of(Rankings(), bank, question_id, answer)
    return found[criterion_id].verdict if criterion_id in found else ""


def test_the_cosines_of_the_reference_answer_are_computed(bank: Bank) -> None:
    collection = read_collection(bank["nlp-05a"].question, TERMS)
    assert collection is not None
    assert collection.documents["D3"] == (1, 0, 1, 1, 2, 1) and collection.query == (1, 0, 1, 1, 1, 0)
    values = cosines(collection, Weighting())
    assert {name: round(value, 3) for name, value in values.items()} == {
        "D4": 0.829,
        "D3": 0.743,
        "D2": 0.737,
        "D5": 0.544,
        "D1": 0.0,
    }
    assert ranking(values) == ("D4", "D3", "D2", "D5", "D1")
    assert ranking(cosines(collection, Weighting("binary")))[:2] == ("D4", "D2")
    assert ranking(cosines(collection, Weighting("raw", "documents")))[:2] == ("D4", "D2")
    assert ranking(cosines(collection, Weighting("raw", "query")))[:2] == ("D3", "D4")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("D4 > D3 > D2 > D5 > D1", "met"),
        ("D4 wins with .83, then D3 with .74", "met"),
        ("the top two are D4 and D3", "met"),
        ("Document 4 comes first, document 3 is second.", "met"),
        ("1. D4\n2. D3", "met"),
        ("D4: 0.829, D3: 0.743, D2: 0.737", "met"),
        ("| D4 | D3 | D2 |\n|---|---|---|\n| 0.829 | 0.743 | 0.737 |", "met"),
        ("At first I thought D5, but D4 and D3 rank highest.", "met"),
        ("binary tf, so D4 with .83 and D2 with .74", "met"),
        ("D4 with .83 and D2 with .74", "not_met"),
        ("D3 and D5 are the best", "not_met"),
        ("D2 takes first place and D1 second", "not_met"),
        ("D4 is the first, I'm not sure of the second", ""),
        ("Bird is in D2, D3, D4, D5, so four.", ""),
        ("", ""),
        ("D" * 12_000, ""),
        ("D4 > " * 2000, ""),
    ],
)
def test_the_top_of_a_ranking_is_read_and_computed(bank: Bank, answer: str, expected: str) -> None:
    assert verdict(bank, "nlp-05a", "top-two", answer) == expected


def test_a_cosine_that_no_weighting_yields_is_left_to_the_judge(bank: Bank) -> None:
    assert verdict(bank, "nlp-05a", "cosine", "D3 comes to 0.74 against the query") == "met"
    assert verdict(bank, "nlp-05a", "cosine", "D3 comes to 0.31 against the query") == ""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("It goes from .544 to .551 and stays fourth.", "met"),
        ("D5 remains on rank 4", "met"),
        ("order is still D4, D3, D2, D5, D1", "met"),
        ("D5 climbs to second, ahead of D3.", "not_met"),
        ("D5 ranks fourth with 0.544", ""),
        ("the score rises a tiny bit", ""),
    ],
)
def test_a_place_that_is_kept_is_told_from_one_that_is_had(bank: Bank, answer: str, expected: str) -> None:
    assert verdict(bank, "nlp-05b", "small-change", answer) == expected


@settings(deadline=None)  # a shared machine is slow at times
@given(st.permutations(NAMES), st.sampled_from([" > ", " → ", ", then "]))
def test_a_chain_is_read_back(order: list[str], sign: str) -> None:
    said = said_ranking(sign.join(order), NAMES)
    assert [said.places[place] for place in range(1, 6)] == order
    assert said.leading(2) == frozenset(order[:2])


def test_names_without_documents_are_ranked_as_the_bank_orders_them() -> None:
    expects = Expectation("ranking", ("SGD", "Adam"))
    for answer, verdict in (("Adam comes second, SGD first.", "met"), ("Adam > SGD", "not_met")):
        finding = ranking_finding("order", expects, answer)
        assert finding is not None and finding.verdict == verdict
    assert ranking_finding("order", expects, "both are fine") is None


@settings(deadline=None)  # a shared machine is slow at times
@given(st.text(max_size=300))
def test_any_text_ends(text: str) -> None:
    said_ranking(text, NAMES)


@pytest.mark.parametrize(
    "answer",
    [
        "D5 does not stay fourth, it becomes third",
        "It does not stay fourth",
        "D5 does not keep its fourth place",
        "D5 stays fourth, so it moves up to third.",
    ],
)
def test_a_place_that_is_denied_or_given_up_again_is_left_to_the_judge(answer: str) -> None:
    assert place_finding("small-change", "D5", 4, answer) is None


def test_a_place_that_is_kept_is_heard_while_the_value_rises() -> None:
    for answer in ("its cosine rises to .551 and D5 stays fourth", "D5 does not move and remains fourth"):
        finding = place_finding("small-change", "D5", 4, answer)
        assert finding is not None and finding.verdict == "met"


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("First D4, second D3.", "met"),
        ("Rank 1: D4, rank 2: D3", "met"),
        ("1st D4 2nd D3", "met"),
        ("The winner is D4, runner-up D3", "met"),
        ("Second is D3, first is D4", "met"),
        ("Second is D2, first is D4", "not_met"),
        ("I first thought D2 and D1 are on top, but the top two are D4 and D3.", "met"),
    ],
)
def test_places_in_words_belong_to_the_item_beside_them(bank: Bank, answer: str, wanted: str) -> None:
    assert verdict(bank, "nlp-05a", "top-two", answer) == wanted


def test_a_cosine_beside_one_that_no_weighting_yields_is_left_to_the_judge(bank: Bank) -> None:
    for answer in ("D1 0.829, D2 0.743", "cos(q, D4) = 0.83, cos(q, D3) = 0.83"):
        assert verdict(bank, "nlp-05a", "cosine", answer) == ""
