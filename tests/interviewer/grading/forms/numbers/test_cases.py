"""A value for each of several cases: each is compared with its own, and swapped values count as wrong."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.numbers.cases import Cases, cases_finding
from knowledge.answers.expectation import Expectation
from knowledge.schema import Bank, Criterion, Question
from tests.interviewer.grading.forms.answers import verdict

WIDTHS = Expectation("cases", ("width 3 = 8", "width 5 = 6"), names=(("width 5", "the wide filter"),))


def said(answer: str, expects: Expectation = WIDTHS) -> str:
    finding = cases_finding("sizes", expects, answer)
    assert finding is None or finding.quote in answer
    return "" if finding is None else "contradicted" if finding.contradicted else finding.verdict


@pytest.mark.parametrize(
    "answer",
    [
        "Width 3 gives {a} and width 5 gives {b}.",
        "{a} for width 3, {b} for width 5",
        "Widths 3 and 5 give {a} and {b}.",
        "With filters of width 3 you get {a} positions, with width 5 only {b}",
        "width 3: {a}\nwidth 5: {b}",
        "| width 3 | {a} |\n| width 5 | {b} |",
        "For width = 3 it's {a}, for width = 5 it's {b}.",
        "a width-3 filter has {a} places and a width-5 filter has {b}",
        "{b} for the wide filter and {a} for the width of three",
        "With width three there are {a} outputs; width five leaves {b}.",
    ],
)
def test_each_value_is_that_of_its_own_case(answer: str) -> None:
    assert said(answer.format(a=8, b=6)) == "met"
    assert said(answer.format(a=6, b=8)) == "contradicted"  # the right values, the wrong way round
    assert said(answer.format(a=8, b=7)) == "contradicted"


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("Width 3 gives 8.", "partly_met"),
        ("It's eight for a width of three.", "partly_met"),
        ("Width 3 gives 7, no wait, 8; width 5 gives 6.", ""),
        ("Width 3 gives 8. Or width 3 gives 9?", ""),
        ("Width 3 gives 8. Width 3 gives 9.", ""),
        ("I have filters of width 3 and width 5, and 100 of each.", ""),
        ("Some say width 3 gives 6.", ""),
        ("8 and 6", ""),
        ("", ""),
    ],
)
def test_what_is_not_plain_is_left_to_the_judge(answer: str, wanted: str) -> None:
    assert said(answer) == wanted


def test_the_swap_is_named() -> None:
    finding = cases_finding("sizes", WIDTHS, "Widths 3 and 5 give 6 and 8.")
    assert (
        finding is not None
        and finding.reason == "The values of width 3 and width 5 are swapped: it is width 3 8, width 5 6."
    )


def test_a_bank_asks_for_values_by_case() -> None:
    criterion = Criterion("sizes", "Gives 8 for width 3 and 6 for width 5", expects=WIDTHS)
    question = Question("own-01", "own", "How many outputs?", "8 and 6.", (criterion,))
    (finding,) = Cases().findings(question, "Width 3 gives 8, width 5 gives 6.")
    assert finding.verdict == "met" and Cases().note(question, "x") == ""


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("D4 0.83, D3 0.74", "met"),
        ("D3 0.83, D4 0.74", "contradicted"),
        ("The cosines are D3 0.83 and D4 0.74.", "contradicted"),
        ("D2 .74, D3 .83, D4 .74", "contradicted"),
        ("D3 .83", ""),
        ("D2 0.74, D3 0.74, D4 0.83, D5 0.58", ""),  # D2 and D3 are too close to be swapped
        ("Dot product over both lengths; that makes D3 0.83 and D4 0.74.", ""),  # the point is made by how
        ("Weighted by the query only: D3 0.82, D4 0.74", "met"),
        ("First is D4 with about point eight three, then D2 with point seven four.", "met"),
        ("D3 is at zero point eight three and D4 at zero point seven four", "contradicted"),
        ("D4 83 %, D3 74 %", "met"),
        ("cos(q, D4) = 0.572/(0.756 · 0.912) = 0.829", "met"),
        ("cos(q, D3) = 0.833/1.120 = 0.743", "met"),
        ("cos(q, D3) = 0.833/1.120 = 0.643", ""),
        ("cos(D3, D4) = 0.83", ""),  # of two documents
    ],
)
def test_cosines_are_read_by_document_and_swapped_ones_are_wrong(bank: Bank, answer: str, wanted: str) -> None:
    assert verdict(bank, "nlp-05a", "cosine", answer) == wanted
