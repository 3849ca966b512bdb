"""Networks written as modules of PyTorch are run in NumPy."""

from __future__ import annotations

import ast

import pytest

from interviewer.grading.forms.networks.network_torch import in_numpy
from knowledge.schema import Bank
from tests.interviewer.grading.forms.networks.gates import verdicts
from tests.interviewer.grading.forms.walls import needs_walls

SKIPPING = """\
class Xor(nn.Module):
    def __init__(self):
        super().__init__()
        self.hid = nn.Linear(2, 1)
        self.out = nn.Linear(3, 1)
        with torch.no_grad():
            self.hid.weight.copy_(torch.tensor([[1., 1.]])); self.hid.bias.fill_(-1.)
            self.out.weight.copy_(torch.tensor([[1., 1., {w}]])); self.out.bias.zero_()
    def forward(self, x):
        h = torch.relu(self.hid(x))
        return self.out(torch.cat([x, h], dim=1))
"""
LAYERED = """\
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.a = nn.Linear(2, 2)
        self.b = nn.Linear(2, 1, bias=False)
        self.a.weight.data = torch.tensor([[1.0, 1.0], [1.0, 1.0]])
        self.a.bias.data = torch.tensor([0.0, -1.0])
        self.b.weight = nn.Parameter(torch.tensor([[1.0, {w}]], dtype=torch.float32))

    def forward(self, x):
        return self.b(F.relu(self.a(x)))
"""


@pytest.mark.slow
@needs_walls
@pytest.mark.parametrize("code", [SKIPPING, LAYERED])
def test_a_module_is_run(bank: Bank, code: str) -> None:
    assert verdicts(bank, f"```python\n{code.format(w=-2.0)}```")["weights"] == "met"
    assert verdicts(bank, f"```python\n{code.format(w=-1.0)}```")["weights"] == "contradicted"


@needs_walls
def test_weights_that_are_not_given_prove_nothing(bank: Bank) -> None:
    code = "\n".join(line for line in LAYERED.splitlines() if "data" not in line and "Parameter" not in line)
    assert verdicts(bank, f"```python\n{code}\n```") == {}


def test_other_code_stays_as_it_is() -> None:
    source = "def xor(a, b):\n    return relu(a - b) + relu(b - a)"
    assert ast.unparse(in_numpy(ast.parse(source))) == source
