"""An answer's network once it is found: its gradients, and the lines of the code that compute things."""

from __future__ import annotations

from typing import Literal

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.leaves import computing_return, line_of, return_line
from interviewer.grading.forms.code.code_tests.network.calls import AnswerNetwork
from interviewer.grading.forms.code.code_tests.network.gradients import Gradients
from interviewer.grading.forms.code.code_tests.network.matching import in_plain, scales
from interviewer.grading.forms.code.code_tests.network.reference import (
    C,
    NetworkCase,
    draw_case,
    forward,
    pre_activation,
)
from interviewer.grading.forms.code.code_tests.network.way import real, same
from interviewer.grading.forms.code.code_tests.network.whole import WholeNetwork
from interviewer.grading.forms.code.code_tests.network.whole_gradients import WholeGradients
from interviewer.grading.forms.sandbox.inside.values import Array
from interviewer.grading.forms.sandbox.messages import CodeFaultError


class FoundNetwork:
    """An answer's network, found and ready to be called.

    Args:
        whole: Whether one function is to be found that does both passes, instead of one for each.
    """

    def __init__(self, bench: Bench, whole: bool = False) -> None:
        self.bench = bench
        self.whole = whole
        self.network: AnswerNetwork
        self.gradients: Gradients
        if whole:
            both = WholeNetwork(bench)
            self.network, self.gradients = both, WholeGradients(bench, both)
        else:
            self.network = AnswerNetwork(bench)
            self.gradients = Gradients(bench, self.network)

    def grads(self, case: NetworkCase) -> dict[str, Array | None]:
        """The answer's gradients, weights as (in, out) and biases flat, if they have the shapes of their weights."""
        layout = self.network.way.layout if self.network.way else None
        assert layout is not None
        return {name: in_plain(real(g), name, layout) for name, g in self.gradients.run(case).items()}

    def forward_line(self) -> int:
        """The line that returns the output, or computes it if more is done after it."""
        way = self.network.way
        if (
            self.whole
            and way is not None
            and (line := line_of(self.bench.source, self.function_of("forward"), str(way.out[-1])))
        ):
            return line
        return return_line(self.bench.source, self.function_of("forward"))

    def function_of(self, which: Literal["forward", "backward"]) -> str:
        """The name of a pass in the code, with its class before a dot."""
        way, call = self.network.way, self.gradients.call
        assert way is not None
        if which == "backward":
            assert call is not None
            return f"{way.holder}.{call.name}" if call.method else call.name
        return f"{way.holder}.{way.forward}" if way.holder not in {"", "globals"} else way.forward

    def wrong_forward_line(self, case: NetworkCase) -> int:
        """The first line of a wrong forward pass that computes something no right one does; else the line of its output."""
        z1 = pre_activation(case)
        h = np.maximum(0, z1)
        right = (case.x, case.x @ case.W1, z1, h, z1 > 0, h @ case.W2, forward(case))
        try:
            steps = self.network.run_forward(case, trace=True).result.steps
        except CodeFaultError:
            return self.forward_line()
        last = 0
        for line, value in steps:
            layer = isinstance(value, np.ndarray) and value.shape in {z1.shape, case.dout.shape}
            if layer and isinstance(value, np.ndarray) and not any(same(value, array) for array in right):
                return line
            last = line if isinstance(value, np.ndarray) and value.shape == case.dout.shape else last
        return last or self.forward_line()

    def gradient_line(self, name: str) -> int:
        """The line that computes a gradient: of a weight, or at the hidden layer before ("h") or after ("z1") the ReLU."""
        call, way = self.gradients.call, self.network.way
        assert call is not None and way is not None
        function = self.function_of("backward")
        names = [(call.labels or {}).get(name, "").split(" ")[-1]]
        names += [f"d{name}", f"d_{name}", f"grad_{name}", f"{name}_grad", f"g{name}", f"self.d{name}"]
        if name == "z1":
            names += ["dz1", "dz", "dhidden", "dh", "dz_1", "da1", "grad_h", "grad_z1", "delta1", "dh_pre"]
        if name == "h":
            names += ["dh", "da1", "da", "dhidden", "grad_h_relu", "grad_h", "dh1", "delta1"]
        found = [line for n in names if n and (line := line_of(self.bench.source, function, n))]
        if found:
            return found[0]
        return (self._line_before_input() if name == "z1" else 0) or computing_return(self.bench.source, function)

    def _line_before_input(self) -> int:
        """The line with what the input is multiplied with for the first weight's gradient, whatever its name; 0 if it is not seen."""
        case = self.gradients.effective(draw_case(5))
        try:
            got, steps = self.grads(case)["W1"], self.gradients.steps(case)
        except CodeFaultError:
            return 0
        for line, value in steps:
            if isinstance(value, np.ndarray) and value.shape == case.x.shape[:1] + case.b1.shape and got is not None:
                arrived = value.astype(float) if value.dtype.kind in "fiu" else case.x[:, :0]
                if arrived.size and any(same(got, case.x.T @ arrived * share) for share in scales(len(case.x), C)):
                    return line
        return 0
