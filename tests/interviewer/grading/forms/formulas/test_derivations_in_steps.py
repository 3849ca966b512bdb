"""Derivations in other ways than one chain: implicit, aligned, in a list, with a substitution; and where a chain ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.formulas.derivations import Derivations
from interviewer.grading.forms.formulas.factor import TARGET, UNKNOWN
from interviewer.grading.forms.formulas.formula_steps import joined_steps, without_marks
from interviewer.grading.forms.formulas.names import in_names
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdicts_of
from tests.pace import limit

ALIGNED = r"""\begin{align*}
\frac{d\sigma}{dx} &= \frac{d}{dx}\frac{1}{1+e^{-x}} \\
&= \frac{e^{-x}}{(1+e^{-x})^2} \\[3pt]
&= \frac{1}{1+e^{-x}}\cdot\frac{e^{-x}}{1+e^{-x}} \nonumber \\
&= \sigma(1-\sigma)
\end{align*}"""
LOGS = r"From $\ln y - \ln(1-y) = x$ we get $\frac{dy}{dx}\left(\frac1y + \frac1{1-y}\right) = 1$, hence $\frac{dy}{dx} = y(1-y)$."


def verdict(bank: Bank, answer: str, criterion: str = "derivation") -> str:
    return verdicts_of(Derivations(), bank, "training-04d", answer).get(criterion, "")


@pytest.mark.parametrize(
    "answer",
    [
        LOGS,
        r"$y = \frac{1}{1+e^{-x}} \Rightarrow \ln\frac{y}{1-y} = x \Rightarrow \left(\frac1y+\frac1{1-y}\right) y' = 1 \Rightarrow y' = y(1-y)$",
        "log(y/(1-y)) = x, so dy/(y(1-y)) = dx and dy/dx = y(1-y).",
        r"$\ln\sigma = -\ln(1+e^{-x})$, so $\frac{\sigma'}{\sigma} = \frac{e^{-x}}{1+e^{-x}} = 1-\sigma$ and $\sigma' = \sigma(1-\sigma)$.",
        "y(1 + e^-x) = 1. Differentiate: y'(1 + e^-x) - y e^-x = 0, so y' = y e^-x/(1+e^-x) = y(1-y).",
        "e^-x = 1/s - 1. Differentiating, -e^-x = -s'/s^2, so s' = s^2 e^-x = s^2 (1/s - 1) = s(1-s)",
        r"Since $x = \ln y - \ln(1-y)$, $\frac{dx}{dy} = \frac1y + \frac1{1-y} = \frac{1}{y(1-y)}$, thus $\frac{dy}{dx} = y(1-y)$.",
    ],
)
def test_implicit_differentiation_is_right(bank: Bank, answer: str) -> None:
    assert verdict(bank, answer) == verdict(bank, answer, "scalar-derivative") == "met"


@pytest.mark.parametrize(
    "answer",
    [
        LOGS.replace("1{1-y}", "1{1+y}"),  # a sign is wrong on the way
        LOGS.replace("x$ we", "2x$ we"),
        "y'/y = 1 - y, so y' = y(1-y).",  # nothing comes from the definition
        "y'(1+e^-x) + y e^-x = 0, and y' = y(1-y).",
    ],
)
def test_an_equation_that_does_not_hold_is_not_confirmed_and_not_called_wrong(bank: Bank, answer: str) -> None:
    assert verdict(bank, answer) == ""
    assert verdict(bank, answer, "scalar-derivative") == "met"


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (ALIGNED, "met"),
        (ALIGNED.replace("\n", " "), "met"),
        (ALIGNED.replace("{e^{-x}}{(1", "{-e^{-x}}{(1"), "contradicted"),
        ("\\begin{aligned} s' &= \\frac{e^{-x}}{(1+e^{-x})^2}\\\\ s' &= s\\,(1-s) \\end{aligned}", "met"),
        ("\\begin{align} s' &= \\frac{e^{-x}}{1+e^{-x}}\\\\ &= s\\,(1-s) \\end{align}", "contradicted"),
        (
            "\\begin{align}\ns' &= \\frac{d}{dx}(1+e^{-x})^{-1}\\\\\n&= (1+e^{-x})^{-2}\\, e^{-x}\n\\end{align}",
            "partly_met",
        ),
        ("1. s = 1/(1+e^-x)\n2. s' = e^-x/(1+e^-x)^2\n3. s' = s(1-s)", "met"),
        ("(1) s = 1/(1+e^-x)\n(2) ds/dx = e^-x/(1+e^-x)^2\n(3) 1 - s = e^-x/(1+e^-x)\n(4) ds/dx = s(1-s)", "met"),
        ("(1) s = 1/(1+e^-x)\n(2) ds/dx = e^-x/(1+e^-x)^2\n(3) 1 - s = e^-x/(1-e^-x)\n(4) ds/dx = s(1-s)", ""),
        ("a) y' = e^-x/(1+e^-x)^2\nb) y' = y * e^-x/(1+e^-x)\nc) y' = y(1-y)", "met"),
        ("- s' = e^-x/(1+e^-x)^2\n- s' = s(1-s)", "met"),
        ("1. ds/dx = e^-x/(1+e^-x)\n2. ds/dx = s(1-s)", "contradicted"),
        ("s' = s(1-s). Written out, s' = e^-x/(1+e^-x)^2", ""),  # the wrong way round
    ],
)
def test_steps_that_are_aligned_or_in_a_list(bank: Bank, answer: str, wanted: str) -> None:
    assert verdict(bank, answer) == wanted


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("Let u = 1 + e^-x. ds/dx = -1/u^2 * du/dx = -1/u^2 * (-e^-x) = e^-x/u^2 = s(1-s)", "met"),
        ("Let u = 1 + e^-x. ds/dx = -1/u^2 * du/dx = -1/u^2 * e^-x = s(1-s)", "contradicted"),
        ("Substitute v = 1 + exp(-x): ds/dx = ds/dv * dv/dx = exp(-x)/v^2 = s(1-s).", "met"),
        (r"Put $t = e^{-x}$. Then $\frac{d\sigma}{dx} = -\frac{1}{(1+t)^2}\frac{dt}{dx} = \frac{t}{(1+t)^2} = \sigma(1-\sigma)$.", "met"),
        (r"Put $t = e^{-x}$. Then $\frac{d\sigma}{dx} = \frac{1}{(1+t)^2}\frac{dt}{dx} = \frac{t}{(1+t)^2} = \sigma(1-\sigma)$.", "contradicted"),
        ("Let z = 1 + e^-x. Then s = 1/z and s' = -z'/z^2 = e^-x/z^2 = s(1-s).", "met"),  # the bank's z is x
        ("Let y = 1 + e^-x. Then s = 1/y and s' = -y'/y^2 = e^-x/y^2 = s(1-s).", "met"),  # the bank's y is s
        ("g(x) = 1 + e^-x, s = 1/g, s' = -g'/g^2 = e^-x/g^2 = s * (1-s)", "met"),
        ("g(x) = 1 + e^-x, s = 1/g, s' = -g'/g^2 = -e^-x/g^2 = s * (1-s)", "contradicted"),
        ("u = -x, v = 1 + e^u, s = 1/v. ds/dx = -1/v^2 * dv/dx = -1/v^2 * e^u * (-1) = s(1-s)", "met"),
        ("u = -x, v = e^u, w = 1 + v, s = 1/w. ds/dx = -1/w^2 * dw/dx = -1/w^2 * dv/dx = -1/w^2 * e^u * (-1) = s(1-s)", "met"),
        ("u = -x, v = e^u, w = 1 + v, s = 1/w. ds/dx = -1/w^2 * dw/dx = -1/w^2 * dv/dx = -1/w^2 * e^u * 1 = s(1-s)", "contradicted"),
        ("u = -x, v = e^u, w = 1 + v, s = 1/w. ds/dx = 1/w^2 * dw/dx = -1/w^2 * e^u * (-1) = s(1-s)", "contradicted"),
        ("u = 1 + e^-x, du/dx = -e^-x, ds/dx = -1/u^2 * du/dx = e^-x/u^2 = s(1-s)", "met"),
        ("u = 1 + e^-x, du/dx = e^-x, ds/dx = -1/u^2 * du/dx = e^-x/u^2 = s(1-s)", "contradicted"),
    ],
)  # fmt: skip
def test_a_substitution_is_followed(bank: Bank, answer: str, wanted: str) -> None:
    assert verdict(bank, answer) == wanted


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("s' = -(1+e^-x)^(-2) * d/dx(1+e^-x) = -(1+e^-x)^(-2) * (-e^-x) = s(1-s)", "met"),
        ("s' = d/dx(1+e^-x) * (-(1+e^-x)^(-2)) = e^-x/(1+e^-x)^2 = s(1-s)", "met"),
        ("s' = (1+e^-x)^(-2) * d/dx(1+e^-x) = e^-x/(1+e^-x)^2 = s(1-s)", "contradicted"),
        ("Quotient rule: (0*(1+e^-x) - 1*(-e^-x)) / (1+e^-x)^2 = e^-x/(1+e^-x)^2 = s(1-s).", "met"),
        ("Quotient rule: (0*(1+e^-x) - 1*(e^-x)) / (1+e^-x)^2 = -e^-x/(1+e^-x)^2 = -s(1-s).", "contradicted"),
        ("d/dx (1+e^-x)^-1 = -(1+e^-x)^-2, times the inner derivative -e^-x, gives s(1-s)", ""),
        ("d/dx (1+e^-x)^-1 = -1 * (1+e^-x)^-2 * (-e^-x) = (1+e^-x)^-2 e^-x", "partly_met"),
        ("s'(x) = s(x) s(-x)", ""),  # a result, and no derivation
        ("s' = -(1+e^{-x})'/(1+e^{-x})^2 = e^{-x}/(1+e^{-x})^2 = s(1-s)", "met"),
        ("s' = (1+e^{-x})'/(1+e^{-x})^2 = e^{-x}/(1+e^{-x})^2 = s(1-s)", "contradicted"),
        (r"$\sigma' = -\frac{(1+e^{-x})'}{(1+e^{-x})^2} = \frac{e^{-x}}{(1+e^{-x})^2} = \sigma(1-\sigma)$", "met"),
        ("d/dx ln s = e^-x/(1+e^-x) = 1 - s", ""),  # the derivative of something else
        ("dσ/dx = e⁻ˣ/(1+e⁻ˣ)² = σ(1−σ)", "met"),
    ],
)
def test_a_derivative_within_a_step_is_that_of_what_follows_it(bank: Bank, answer: str, wanted: str) -> None:
    assert verdict(bank, answer) == wanted


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("s' = e^-x/(1+e^-x)^2 = (1/(1+e^-x)) * (1 + 1/(1+e^-x)) = s(1+s)", "contradicted"),
        ("s' = s(1-s) = 1 - s^2", "contradicted"),
        ("s' = s(1-s) = s - s^2", "met"),
        ("s' = s(1-s) = e^-x/(1+e^-x)^2", "met"),
        ("s' = s(1-s) = 1/4 at x = 0", "met"),
        ("s' = e^-x/(1+e^-x)^2 = s(s-1)", "contradicted"),
        ("s' = e^-x/(1+e^-x)^2 = 0.25 at x = 0", "partly_met"),
        ("d/dx (1+e^-x)^-1 = -e^-x/(1+e^-x)^2 = -s(1-s)", "contradicted"),
    ],
)
def test_a_chain_is_judged_by_its_last_side(bank: Bank, answer: str, wanted: str) -> None:
    assert verdict(bank, answer, "scalar-derivative") == wanted


@pytest.mark.parametrize(
    "answer",
    [
        "the chain rule - s' = s(1-s)",
        "2) s' = s(1-s)",
        "sigmoid (logistic) s' = s(1-s)",
        "The derivative (see step 2) y' = y(1-y)",
        r"$\frac{d\sigma}{dx}(x) = \sigma(x)(1-\sigma(x))$",
        "s' (by the chain rule) = s(1-s)",
        "the derivative of sigmoid s(1-s)",
        "s': s(1-s)",
    ],
)
def test_what_stands_beside_a_derivative_is_not_always_a_factor(bank: Bank, answer: str) -> None:
    assert verdict(bank, answer, "scalar-derivative") == "met"


@pytest.mark.parametrize(
    ("line", "factor"),
    [
        ("(1/s + 1/(1-s)) s' = 1", True),
        ("s' (1/s + 1/(1-s)) = 1", True),
        ("s'/s = 1 - s", True),
        ("s' + s^2 = s", True),
        ("1 - 2 s' = 1 - 2 s(1-s)", True),
        ("s' = s(1-s)", False),
        ("so s' is s(1-s)", False),
        ("(from the definition) s' = s(1-s)", False),
        ("- s' = s(1-s)", False),
    ],
)
def test_a_target_is_a_factor_or_a_side(line: str, factor: bool) -> None:
    plain = in_names(line, (("x",), ("s",)), ("s'",))
    assert (UNKNOWN in plain) == factor and (TARGET in plain) != factor


@given(st.text(alphabet="12.=)(\n $&\\-stephrdi{}abgnlx[]*", max_size=300))
def test_steps_and_marks_keep_their_places(text: str) -> None:
    aligned = f"\\begin{{align}}{text}\\end{{align}}"
    assert len(joined_steps(aligned)) == len(aligned)
    assert len(without_marks(text)) == len(text)


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.text(alphabet="us'=()+-*/^1x e,.\ndlet", max_size=200))
def test_any_derivation_ends(bank: Bank, text: str) -> None:
    Derivations().findings(bank["training-04d"], text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb",
    [
        "let u = " * 1000,
        "d/dx(" * 1500,
        "s' (" * 2000,
        "(" * 6000 + " s' = 1",
        r"\begin{align}" * 800,
        r"a \\ &= " * 1200,
    ],
)
def test_bombs_end_at_once(bank: Bank, bomb: str) -> None:
    start = time.process_time()
    assert "met" not in {f.verdict for f in Derivations().findings(bank["training-04d"], bomb)}
    assert time.process_time() - start < limit(3)
