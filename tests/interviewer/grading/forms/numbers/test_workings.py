from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.numbers.parameters import Parameters, example_finding
from interviewer.grading.forms.numbers.workings import Equation, Workings, false_equations, slip_behind
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import EXACT


def false_equation(text: str) -> Equation | None:
    return next(iter(false_equations(text)), None)


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
        "50-50 = 0",
        "50 / 50 = 1",
        "1e999 = 1",
        "",
        "=" * 5000,
        "1+1=2 " * 2000,
    ],
)
def test_what_holds_or_is_no_calculation_is_left_alone(text: str) -> None:
    assert false_equation(text) is None


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.integers(2, 999), st.integers(2, 999), st.sampled_from(["*", "+", "-", "·", " \\times "]), st.integers(1, 9))
def test_a_slip_in_any_product_or_sum_is_found(a: int, b: int, sign: str, slip: int) -> None:
    right = a + b if sign == "+" else a - b if sign == "-" else a * b
    assert false_equation(f"{a}{sign}{b} = {right}") is None or (sign == "-" and right < 0)
    wrong = right + slip
    assert false_equation(f"{a} {sign} {b} = {wrong:,}") is not None or wrong == a * a or wrong < 0


@pytest.mark.slow
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
        ("3x3, 64 to 128: 8,768 weights instead of 73,728", "met"),
        ("3x3, 64 to 128: 8,768 rather than 73,728 in the normal layer", "met"),
        ("Separable: k²(C + C'). E.g. 5x5, 32 to 64: 51,200 before and 2,848 after.", "met"),
        ("5x5, 32 to 64: 2,848 before and 51,200 after.", "contradicted"),
        ("With 3x3, 100 to 100 channels it has 90,000. I don't think the other one has 10,900.", "partly_met"),
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


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.sampled_from([3, 5, 7]), st.integers(8, 512), st.integers(16, 512))
def test_any_sizes_are_found(k: int, c: int, d: int) -> None:
    before, after = k * k * c * d, k * k * c + c * d
    finding = example_finding("example", SEPARABLE, f"{k}x{k}, {c} to {d} channels: {before:,} against {after:,}")
    assert finding is not None and finding.verdict == "met"


def test_forms_decide_nothing_of_an_empty_answer_but_what_asks_for_a_value_alone(bank: Bank) -> None:
    for question in bank.values():
        for form in EXACT:
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


@pytest.mark.parametrize(
    "text",
    ["sigmoid(-10) = 0", "sigmoid(10)=1", "tanh(-5) = -1", "sigmoid(-4) = 0.02", "sigmoid(-5)=0.007", "exp(-9) = 0"],
)
def test_a_rounded_value_of_a_function_is_no_slip(text: str) -> None:
    assert false_equation(text) is None


@pytest.mark.parametrize("text", ["sigmoid(0) = 1", "tanh(1) = 1", "sigmoid(-4) = 0.2", "sigmoid(2) = 0"])
def test_a_wrong_value_of_a_function_is_one(text: str) -> None:
    assert false_equation(text) is not None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2 bits times five is 12 bits per word.", "10"),
        ("two times six makes thirteen", "12"),
        ("Seven minus two is four.", "5"),
        ("6 bits divided by 2 characters is 4", "3"),
        ("3 plus 4 is 8", "7"),
        ("And 2 times 6 is 13", "12"),
    ],
)
def test_a_slip_in_words_is_found(text: str, left: str) -> None:
    found = false_equation(text)
    assert found is not None and f"the left side is {left}," in found.reason and found.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "2 bits times five is 10 bits per word.",
        "2 bits times five is about 10.3",
        "2 times 3 is not 5",
        "two plus 2 times 5 is 12",
        "2 times 5 is 10 minus nothing",
        "6 divided by 4.5 is 1.33",
        "100 divided by 3 is 33",
        "n times 5 is 12",
        "3 by 3 times 64 is 576",
        "3 squared times 64 is 576",
        "9 times 64 times 128 is 73,728",
        "the root of 16 times 2 is 8",
        "2 and 3 times 4 is 14",
        "A common mistake is 2 + 2 = 5.",
        "Is 2 + 2 = 5? No.",
        "It is not true that 2 times 3 is 7",
    ],
)
def test_right_words_and_words_that_are_not_stood_by_are_left_alone(text: str) -> None:
    assert false_equation(text) is None


def test_every_slip_is_told(bank: Bank) -> None:
    text = "9*64 = 567, 64*128 = 8,129 and so 576 + 8192 = 8,678."
    assert len(false_equations(text)) == 3
    note = Workings().note(bank["vision-09"], text)
    assert all(part in note for part in ("not 567", "not 8,129", "not 8,678"))
    assert Workings().note(bank["vision-09"], "1+1=3. " * 3) == "In “1+1=3” the left side is 2, not 3."
    many = " ".join(f"{n}+1 = {n}." for n in range(2, 12))
    assert "5 more do not hold." in Workings().note(bank["vision-09"], many)


@pytest.mark.parametrize(
    ("text", "rests"),
    [
        ("1 + 1 + 1 + 2 = 4, so the distance is 4.", True),
        ("2 * 3 = 5 and 5 - 1 = 4, so it is 4.", True),
        ("2 * 3 = 6 and 6 - 2 = 4, so it is 4.", False),
        ("2 * 3 = 5, by the way. And 8/2 = 4, so it is 4.", False),
        ("1 + 2 = 4? No: 2 + 2 = 4.", False),
        ("4", False),
    ],
)
def test_a_value_rests_on_what_it_is_calculated_from(text: str, rests: bool) -> None:
    assert (slip_behind(text, 4.0) is not None) == rests


def test_an_example_names_all_its_slips() -> None:
    answer = (
        "3x3, 64 to 128 channels: 3*3*64*128 = 7,372, in fact 73,728 before, and 9*64 = 567 plus the rest, 8,768 after"
    )
    finding = example_finding("example", SEPARABLE, answer)
    assert finding is not None and finding.verdict == "partly_met"
    assert "not 7,372" in finding.reason and "not 567" in finding.reason
