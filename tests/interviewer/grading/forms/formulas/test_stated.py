"""Formulas that an answer states for what is asked, and that are not equal to the right one, are called wrong."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

WRONG = [
    ("training-07", "reparametrisation", "Weight normalisation writes w = g*v."),
    ("training-07", "reparametrisation", "w = v / (g ||v||)"),
    ("training-07", "reparametrisation", "w = ||v|| g / v"),
    ("training-07", "reparametrisation", "w = g + v"),
    ("training-07", "reparametrisation", "W = g V / ||V||^2"),
    ("training-02", "update-rule", "w := w - eta*L"),
    ("training-02", "update-rule", "w <- w - eta / dL/dw"),
    ("training-02", "update-rule", "w <- w - eta * loss"),
    ("training-02", "update-rule", r"$\theta \leftarrow \theta - \alpha J$"),
    ("training-15", "simple-gradient", "the gradient of the square is w/||w||, and that of the norm is 2w"),
    ("training-15", "simple-gradient", "the gradient of ||w||^2 is w^2"),
    ("training-15", "simple-gradient", "the gradient of ||w||^2 is 2||w||"),
    ("training-15", "simple-gradient", "the gradient of ||w||^2 is w"),
    ("training-15", "simple-gradient", "the square differentiates to w/||w||, and the norm to 2w"),
    ("training-15", "simple-gradient", "d/dw ||w||^2 = w^2"),
    ("training-23", "mechanism", "relu(-z)-relu(z) = z gives the identity"),
    ("training-23", "mechanism", "z = relu(z) + relu(-z), so the identity can be built."),
    ("training-23", "mechanism", "x = max(0,x) + max(0,-x)"),
    ("vision-09", "counts", "k^2CD vs k^2C * CD"),
    ("vision-09", "counts", "k^2*C*D normal, and k^2*D + C*D separable."),
    ("vision-09", "counts", "a normal layer has k^2 (C + D), a separable one k^2 C D"),
]


@pytest.mark.parametrize(("question", "point", "answer"), WRONG)
def test_a_wrong_formula_for_what_is_asked_is_wrong(bank: Bank, question: str, point: str, answer: str) -> None:
    assert verdict(bank, question, point, answer) == "contradicted"


RIGHT = [
    ("training-07", "reparametrisation", "w equals the gain g times the unit vector along v"),
    ("training-07", "reparametrisation", "the weight vector is g times v divided by the norm of v"),
    ("training-07", "reparametrisation", "w is g times v over its length"),
    ("training-02", "update-rule", "w <- w - eta * dL/dw"),
    ("training-02", "update-rule", "w = w - eta * d/dw L"),
    ("training-02", "update-rule", "w = w - eta * gradient of the loss function with respect to the weights"),
    ("training-02", "update-rule", "w = w - lr * dL/dw, where L is the loss"),
    ("training-15", "simple-gradient", "the square has the gradient 2w, the norm w/||w||"),
    ("training-15", "simple-gradient", "the gradient of ||w||^2 is 2w"),
    ("training-23", "mechanism", "relu(x) + relu(-x) = |x| but relu(x) - relu(-x) = x"),
    ("vision-09", "counts", "k^2*C*D normal, separable k^2*C + C*D, ratio 1/D + 1/k^2"),
    ("vision-05", "size-formula", "padding is half of k minus one"),
    ("vision-05", "size-formula", "half of k, rounded down"),
]


@pytest.mark.parametrize(("question", "point", "answer"), RIGHT)
def test_a_right_formula_is_right_in_other_words(bank: Bank, question: str, point: str, answer: str) -> None:
    assert verdict(bank, question, point, answer) == "met"


OPEN = [
    ("training-07", "reparametrisation", "w = g*v where v is a unit vector"),
    ("training-07", "reparametrisation", "v = w/‖w‖, so w = g·v"),
    ("training-07", "reparametrisation", "w = e^s v/‖v‖"),
    ("training-07", "reparametrisation", "w = v/||v||"),
    ("training-02", "update-rule", "w -= grad"),
    ("training-02", "update-rule", "w = w - eta * E[dL/dw]"),
    ("training-02", "update-rule", "w <- w - eta (y - t) x"),
    ("training-15", "simple-gradient", "the squared norm is the sum of w_i^2"),
    ("training-15", "simple-gradient", "the gradient of the norm is w/||w||"),
    ("training-23", "mechanism", "relu(z) = z for z > 0"),
    ("training-23", "mechanism", "relu(z) = z"),
    ("training-23", "mechanism", "|z| = relu(z) + relu(-z)"),
    ("vision-09", "counts", "k^2*C*D weights and k^2*C*D*H*W operations"),
    ("vision-09", "counts", "k^2*C*D normal; the separable one has fewer, by a factor of k^2*D/(k^2 + D)"),
]


@pytest.mark.parametrize(("question", "point", "answer"), OPEN)
def test_a_formula_that_may_be_of_something_else_is_left_open(
    bank: Bank, question: str, point: str, answer: str
) -> None:
    assert verdict(bank, question, point, answer) == ""
