"""What is said about the code is true of it: the quoted line, a sum or a mean, and whether it ran at all."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.finding import Finding
from knowledge.schema import Bank
from tests.interviewer.grading.forms.code.programs import CODE_FORM
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = needs_walls
EINSUM = """\
import numpy as np

def forward(x, W1, b1, W2, b2):
    z1 = np.einsum('nd,dh->nh', x, W1) + b1
    h = np.where(z1 > 0, z1, 0)
    return np.einsum('nh,hc->nc', h, W2) + b2, (x, z1, h, W2)

def backward(dout, cache):
    x, z1, h, W2 = cache
    g = {}
    g['W2'] = np.einsum('nh,nc->hc', h, dout)
    g['b2'] = np.einsum('nc->c', dout)
    up = np.einsum('nc,hc->nh', dout, W2)
    q = np.where(z1 > 0, up, 0)
    g['W1'] = np.einsum('nd,nh->dh', x, q)
    g['b1'] = np.einsum('nh->h', q)
    return g
"""
MEANS = (
    EINSUM.replace("np.einsum('nc->c', dout)", "dout.mean(0)")
    .replace("np.einsum('nh->h', q)", "q.mean(0)")
    .replace("h, dout)", "h, dout) / len(x)")
    .replace("x, q)", "x, q) / len(x)")
)


def found_in(bank: Bank, code: str) -> dict[str, Finding]:
    return {f.criterion_id: f for f in CODE_FORM.findings(bank["training-03a"], f"```python\n{code}```")}


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), [("z1 > 0, up", "z1 > 0, up"), ("z1 > 0, up", "z1 < 0, up")])
@pytest.mark.parametrize("code", [EINSUM, MEANS])
def test_the_mask_is_quoted_whatever_its_name(bank: Bank, code: str, old: str, new: str) -> None:
    assert found_in(bank, code.replace(old, new))["relu-mask"].quote == f"q = np.where({new}, 0)"


@pytest.mark.slow
def test_a_line_that_only_names_what_it_returns_is_not_quoted_for_the_mask(bank: Bank) -> None:
    hidden = EINSUM.replace("q = np.where(z1 > 0, up, 0)", "q = up * 0").replace("x, q)", "x, up * 0)")
    assert found_in(bank, hidden)["relu-mask"].quote != "return g"


def test_a_mean_is_not_called_a_plain_sum(bank: Bank) -> None:
    sums, means = found_in(bank, EINSUM)["bias-gradients"], found_in(bank, MEANS)["bias-gradients"]
    assert sums.verdict == means.verdict == "met"
    assert sums.reason == "Both bias gradients are sums over the batch."
    assert means.reason == "Both bias gradients are sums over the batch, divided by its size as in a mean."
    assert means.quote == "g['b2'] = dout.mean(0)"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (EINSUM.replace("def backward(", "def backward(:::"), "SyntaxError"),
        (EINSUM.replace("import numpy as np", "import torch"), "No module named 'torch'"),
    ],
)
def test_code_that_never_ran_is_not_said_to_have_run(bank: Bank, code: str, said: str) -> None:
    note = CODE_FORM.note(bank["training-03a"], f"```python\n{code}```")
    assert "does not run" in note and said in note and "tests passed" not in note
