"""Jacobians as products of matrices and entry by entry."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.formulas.derivations import Derivations
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import findings_of

CASES = r"$$\frac{\partial s_i}{\partial x_j} = \begin{cases} s_i(1-s_i) & \text{if } i = j \\ 0 & \text{otherwise} \end{cases}$$"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (r"$J = \operatorname{diag}(s)\,(I - \operatorname{diag}(s))$", "met"),
        ("J = diag(s) - diag(s)^2", "met"),
        ("J = diag(s) diag(1 - s)", "met"),
        ("J = diag(s ⊙ (1 - s))", "met"),
        ("The Jacobian is diag(y) - y y^T.", "contradicted"),
        ("J = s (1-s)^T", "contradicted"),
        ("J = diag(s(1+s))", "contradicted"),
        ("J = diag(s)(1-s)", "partly_met"),  # a matrix times a vector
        (r"$J_{ij} = \delta_{ij} s_i (1 - s_i)$", "met"),
        (r"$\frac{\partial \sigma(x)_i}{\partial x_j} = \delta_{ij}\,\sigma(x_i)(1-\sigma(x_j))$", "met"),
        ("dy_i/dx_j = 0 if i != j and y_i(1-y_i) if i = j", "met"),
        (r"$\frac{\partial y_i}{\partial x_j} = y_i(1-y_i)$ if $i=j$ and $0$ otherwise", "met"),
        ("ds_i/dx_j = s_i(1-s_i) for i = j, else 0", "met"),
        (CASES, "met"),
        (CASES.replace(r"\text{if } i = j", "i = j").replace(r"\text{otherwise}", r"i \neq j"), "met"),
        (CASES.replace("(1-s_i)", "(1+s_i)"), "contradicted"),
        (r"$J_{ij} = \sigma(x_i)(\delta_{ij} - \sigma(x_j))$", "contradicted"),
        ("dy_i/dx_j = y_i(1-y_j) if i = j, -y_i y_j otherwise", "contradicted"),
        ("J_ij = s_i(1 - s_j)", "contradicted"),
        (r"$\;\partial\sigma(x_i)/\partial x_j=\delta_{ij}\,\sigma(x_i)\bigl(1-\sigma(x_i)\bigr)$.", "met"),
        (r"$J_{ij}=\delta_{ij}\,(s_i-s_i^2)$, thus $J^\top g = g\odot s\odot(1-s)$", "met"),
        ("The matrix of partials ∂σ_i/∂x_j is zero for i ≠ j and σ_i(1−σ_i) for i = j.", "met"),
        ("J_ij = s_i (delta_ij - s_j) => diag(s) - s s^T", "contradicted"),
        ("J_ij = s_i (δ_ij − s_j)", "contradicted"),
        ("J[i][j] = s_i(1-s_i) if i == j else 0", "met"),
        ("J_ii = s_i(1-s_i), J_ij = 0 for i≠j", "met"),
        ("J_ii = s_i(1-s_i), J_ij = -s_i s_j for i≠j", "contradicted"),
        ("diag(s_1(1-s_1), ..., s_n(1-s_n))", "met"),
        ("a matrix with s_i - s_i^2 on the diagonal, zero off it", "met"),
        ("a diagonal matrix with σ(x_i)(1-σ(x_i)) on the diagonal", "met"),
        ("a full matrix with s_i(1-s_i) on the diagonal and -s_i s_j off the diagonal", "contradicted"),
        ("Entries on the diagonal are s_i (1 - s_i), the rest is zero.", "met"),
        ("The off-diagonal entries are 0 and the diagonal ones s_i(1-s_i).", "met"),
        ("We sum over components, so the derivative is sigma^T (1 - sigma), one number.", "contradicted"),
    ],
)
def test_a_jacobian_is_compared_entry_by_entry(bank: Bank, answer: str, verdict: str) -> None:
    found = findings_of(Derivations(), bank, "training-04d", answer)["diagonal-jacobian"]
    assert ("contradicted" if found.contradicted else found.verdict) == verdict and found.quote


@pytest.mark.parametrize(
    "answer",
    [
        "For softmax the Jacobian is diag(s) - s s^T.",
        "The Jacobian is not diag(s) - s s^T.",
        "dy_i/dx_i = y_i(1-y_i)",
        "ds_i/dx_j = s_i(1-s_i) for i = j",
        "J = I ⊙ (s (1-s)^T)",  # with two readings
        "J^T g = s(1-s) g",
        "J = diag(s) + 1",
        "the Jacobian has s_i(1-s_i) on its diagonal",
        "It is diagonal. The softmax is different. There J_ij = s_i(δ_ij − s_j).",
        "J_ij = s_i(1-s_i) for i = j, else 0. With a sum below it J_ij = s_i(δ_ij − s_j).",
        "In backprop the gradient is g^T s.",
        "As a vector: diag(-s_i(1-s_i)).",  # diagonal, at least
        "a diagonal matrix with σ_i(1+σ_i) along the diagonal",
        "It has diag(s_1, s_2) in it.",
        "In a layer with batch norm that changes, i.e. J = s (1-s)^T.",
    ],
)
def test_what_cannot_be_read_for_certain_is_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert "diagonal-jacobian" not in findings_of(Derivations(), bank, "training-04d", answer)
