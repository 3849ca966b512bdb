from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.exact_forms import FORMS
from interviewer.grading.forms.parameters import Parameters, example_finding
from interviewer.grading.forms.workings import Workings, false_equation
from knowledge.schema import Bank

SEPARABLE = ("k^2*C*D", "k^2*C + C*D")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("3*3*64*128 = 7,372", "73,728"),
        (r"$3 \cdot 3 \cdot 64 \cdot 128 = 7372$", "73,728"),
        ("27 + 192 = 229 weights", "219"),
        ("so 2^{10} = 1000", "1,024"),
        ("first 9*64 = 576, then 576 + 8192 = 8,678", "8,768"),
        ("ln(5/3) = 0.611", "0.5108"),
        ("4 = 2 + 3", "4"),
    ],
)
def test_the_first_equation_that_does_not_hold_is_found(bank: Bank, text: str, left: str) -> None:
    found = false_equation(text)
    assert found is not None and f"the left side is {left}," in found.reason and found.quote in text
    assert Workings().note(bank["vision-09"], text) == found.reason
    assert Workings().findings(bank["vision-09"], text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "3*3*64*128 = 73,728",
        "27 + 192 = 219",
        "0.572/(0.756*0.912) = 0.83",
        "1/3 = 0.33",
        "294,912/33,920 = 8.7",
        "294912/33920 ≈ 9",
        "9·256·256 = 590k",
        "2x + 3 = 7",
        "h1 - 2 = 0",
        "two 3x3 filters in a row = 5x5",
        "2-4-1 = small",
        "i = 3, j = 4",
        "1 - s = e^-x/(1+e^-x)",
        "x = 10^10^10",
        "1e999 = 1",
        "",
        "=" * 5000,
        "1+1=2 " * 2000,
    ],
)
def test_what_holds_or_is_no_calculation_is_left_alone(text: str) -> None:
    assert false_equation(text) is None


@settings(deadline=None)  # a shared machine is slow at times
@given(st.integers(2, 999), st.integers(2, 999), st.sampled_from(["*", "+", "-", "·", " \\times "]), st.integers(1, 9))
def test_a_slip_in_any_product_or_sum_is_found(a: int, b: int, sign: str, slip: int) -> None:
    right = a + b if sign == "+" else a - b if sign == "-" else a * b
    assert false_equation(f"{a}{sign}{b} = {right}") is None or (sign == "-" and right < 0)
    wrong = right + slip
    assert false_equation(f"{a} {sign} {b} = {wrong:,}") is not None or wrong == a * a or wrong < 0


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("3x3, 128 to 256: 294,912 against 1,152 + 32,768 = 33,920", "met"),
        ("with 3 input channels and 64 filters of 3x3: 1728 vs 27 + 192 = 219", "met"),
        ("9*16*32 = 4608 normally, and 144 + 512 = 656 separable", "met"),
        ("Nine-square patterns, 128 in and 256 out: 294,912 before, 33,920 after.", "met"),
        ("with 3x3 and 100 channels in and out it's 90,000 for the normal one", "partly_met"),
        ("3x3, 64 to 128: 73,728 before, 576 + 128 = 704 after.", "contradicted"),
        ("3x3, 128 to 256: normal has 33,920, separable 294,912.", "contradicted"),
        ("3x3, 64 to 128 channels: 3*3*64*128 = 7,372 before and 8,768 after", "partly_met"),
        ("for example from 1000 to 100 parameters", ""),
        ("MobileNet has 4 million parameters", ""),
        ("", ""),
        ("9 " * 6000, ""),
    ],
)
def test_an_example_in_figures_is_computed_from_its_own_sizes(answer: str, verdict: str) -> None:
    finding = example_finding("example", SEPARABLE, answer)
    got = "" if finding is None else "contradicted" if finding.contradicted else finding.verdict
    assert got == verdict
    assert finding is None or finding.quote in answer


@settings(deadline=None)  # a shared machine is slow at times
@given(st.sampled_from([3, 5, 7]), st.integers(8, 512), st.integers(16, 512))
def test_any_sizes_are_found(k: int, c: int, d: int) -> None:
    before, after = k * k * c * d, k * k * c + c * d
    finding = example_finding("example", SEPARABLE, f"{k}x{k}, {c} to {d} channels: {before:,} against {after:,}")
    assert finding is not None and finding.verdict == "met"


def test_forms_decide_nothing_of_an_empty_answer_but_what_asks_for_a_value_alone(bank: Bank) -> None:
    for question in bank.values():
        for form in FORMS:
            for finding in form.findings(question, ""):
                assert finding.verdict == "not_met" and question.criterion(finding.criterion_id).expects is not None
                assert question.criterion(finding.criterion_id).expects.sole  # type: ignore[union-attr]
    assert Parameters().note(bank["vision-09"], "") == ""


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("3·3·128·256 = 294.912", True),
        ("3·3·128·256 = 294.913", False),
        ("1/8 = 0.125", True),
        ("3*3*64*128 = 7.372", False),
    ],
)
def test_dots_may_set_thousands_apart(line: str, holds: bool) -> None:
    assert (false_equation(line) is None) == holds
