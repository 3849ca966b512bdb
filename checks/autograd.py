"""``python -m checks.autograd``: writes the gradients that PyTorch's autograd finds for the hidden tests of a network.

The grader compares answers with the file, so that grading needs no torch. A test computes the gradients again.
"""

from __future__ import annotations

import json

import torch

from interviewer.grading.forms.code.code_tests.network.autograd import DRAWN, FILE, Stored
from interviewer.grading.forms.code.code_tests.network.reference import NAMES, NetworkCase, one_hot, wide_case

DIGITS = 12
"""How many significant digits are written."""


def gradients(case: NetworkCase, softmax: bool) -> dict[str, list[float]]:
    """The gradients of a case by autograd, flat and by name.

    Args:
        softmax: For a cross-entropy loss on the case's labels, summed over the batch, and not for the gradient at the output.
    """
    weights = {name: torch.tensor(case.weight(name), requires_grad=True) for name in NAMES}
    hidden = torch.relu(torch.tensor(case.x) @ weights["W1"] + weights["b1"])
    out = hidden @ weights["W2"] + weights["b2"]
    if softmax:
        labels = torch.tensor(one_hot(case).argmax(axis=1))
        torch.nn.functional.cross_entropy(out, labels, reduction="sum").backward()  # type: ignore[no-untyped-call]
    else:
        out.backward(torch.tensor(case.dout))  # type: ignore[no-untyped-call]
    found: dict[str, list[float]] = {}
    for name, weight in weights.items():
        assert weight.grad is not None
        found[name] = [float(f"{number:.{DIGITS}g}") for number in weight.grad.reshape(-1).tolist()]
    return found


def stored() -> Stored:
    """What the file holds: for each number of examples, the gradients without and with a loss."""
    return {
        str(n): {
            "handed in": gradients(wide_case(seed, n), softmax=False),
            "of a loss": gradients(wide_case(seed, n), softmax=True),
        }
        for seed, n in DRAWN
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(stored()) + "\n", encoding="utf-8")
