"""Networks whose output takes a vector of units: the input next to the hidden layer, or the weights as a list."""

from __future__ import annotations

import pytest

from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict

H = "h = step(x1 + x2 - 1.5)"


@pytest.mark.parametrize(
    "answer",
    [
        "{h}. The output gets [h; x1; x2] with weights ({a}, 1, 1) and bias -0.5, also a step.",
        "{h}, y = step([{a}, 1, 1] · [h, x1, x2] - 0.5)",
        "{h}, y = step([h; x1; x2] · [{a}, 1, 1] - 0.5)",
        "$h = H(x_1+x_2-1.5)$, $y = H(w^\\top [h; x_1; x_2] - 0.5)$ with $w = ({a}, 1, 1)$, $H$ the step",
        "h = relu(x1 + x2 - 1), y = (1, 1, {a}) · (x1, x2, h)",
        "h1 = relu(x1 + x2), h2 = relu(x1 + x2 - 1), y = [1, {a}] @ [h1, h2]",
    ],
)
def test_a_product_with_a_vector_is_run(bank: Bank, answer: str) -> None:
    assert verdict(bank, "training-24", "weights", answer.format(h=H, a=-2)) == "met"
    assert verdict(bank, "training-24", "weights", answer.format(h=H, a=2)) == "contradicted"


@pytest.mark.parametrize(
    "answer",
    [
        "{h}, y = step([-2, 1] · [h, x1, x2] - 0.5)",
        "{h}. The output gets [h; x1; x2] with some weights.",
        "{h}, y = step(w · [h, x1, x2] - 0.5)",
    ],
)
def test_a_product_that_does_not_fit_is_left_to_the_judge(bank: Bank, answer: str) -> None:
    assert verdict(bank, "training-24", "weights", answer.format(h=H)) == ""
