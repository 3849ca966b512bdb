"""Right answers to the code questions in many styles, and what each of them does, so that a mutant can be told from it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np

from evals.labelled.gold import GOLD
from interviewer.grading.forms.code.code_tests.network.mask import ladder
from interviewer.grading.forms.code.code_tests.network.reference import (
    NAMES,
    NetworkCase,
    draw_case,
    far_on,
    large_case,
    wide_case,
)
from interviewer.grading.forms.sandbox.inside.values import Floats

FILE = GOLD / "code" / "styles.jsonl"
"""The styles: id, question, source, and ``calls``, code that runs the passes for one input."""
Behaviour = tuple[object, ...]
"""What code does on the inputs that are tried: arrays, or the name of the error that it ends with."""
RATES = (0.3, 0.5, 0.8)
DIGITS = 3
"""To how many digits the share of kept units is compared: 200,000 coins give it to 0.001."""


@dataclass(frozen=True)
class CodeStyle:
    """A right answer.

    Attributes:
        calls: Statements that run it. For a network they use x, W1, b1, W2, b2 and dout, and set out and grads, in the order of
            the weights. For dropout they use x, dout and keep, and set out, dx and predicted.
    """

    name: str
    question: str
    source: str
    calls: str

    def outcome(self, source: str) -> Behaviour:
        """What some code of this style does."""
        of_question = MappingProxyType({"training-03a": _network, "training-03b": _dropout})[self.question]
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return tuple(of_question(lambda names: _run(source, self.calls, names)))


@cache
def styles() -> tuple[CodeStyle, ...]:
    """The styles of the gold."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line.strip()]
    return tuple(CodeStyle(row["id"], row["question_id"], row["source"], row["calls"]) for row in rows)


def _run(source: str, calls: str, names: dict[str, object]) -> dict[str, object]:
    """The names that code of the gold has set after its calls; it is our own, so it is run here.

    Raises:
        Exception: Whatever a mutant does wrong.
    """
    scope: dict[str, object] = {"np": np}
    exec(compile(source, "<style>", "exec"), scope)
    scope |= names
    exec(compile(calls, "<calls>", "exec"), scope)
    return scope


def _cases() -> Iterator[NetworkCase]:
    yield from (draw_case(2), draw_case(3).one(), draw_case(4, n=6), draw_case(8, n=3), wide_case(31, 40))
    yield from (large_case(5), far_on(draw_case(6)), *ladder(draw_case(19).one()))


def _network(run: Callable[[dict[str, object]], dict[str, object]]) -> Iterator[object]:
    for case in _cases():
        names: dict[str, object] = {name: case.weight(name).copy() for name in NAMES}
        try:
            done = run({**names, "x": case.x.copy(), "dout": case.dout.copy()})
            grads = done["grads"]
            arrays = [np.array(done["out"], dtype=float), *(np.array(g, dtype=float) for g in _listed(grads))]
        except Exception as error:  # noqa: BLE001 - whatever a mutant does wrong is what it does
            yield type(error).__name__
            continue
        yield from (arrays[0], *(g.reshape(-1) if g.ndim == 2 and 1 in g.shape else g for g in arrays[1:]))


def _listed(grads: object) -> list[object]:
    if not isinstance(grads, list | tuple):
        raise TypeError("no gradients")
    return list(grads)


def _dropout(run: Callable[[dict[str, object]], dict[str, object]]) -> Iterator[object]:
    rng = np.random.default_rng(0)
    for shape in ((400, 500), (1, 50)):
        for keep in RATES:
            x = rng.uniform(0.5, 2, shape) * rng.choice([-1.0, 1.0], shape)
            dout = rng.uniform(0.5, 2, shape) * rng.choice([-1.0, 1.0], shape)
            try:
                np.random.seed(1)
                found = [run({"x": x.copy(), "dout": dout.copy(), "keep": keep}) for _ in range(2)]
                out, again, dx, predicted = (
                    np.array(done[name], dtype=float)
                    for done, name in ((found[0], "out"), (found[1], "out"), (found[0], "dx"), (found[0], "predicted"))
                )
                yield from _signature(x, dout, out, again, dx, predicted)
            except Exception as error:  # noqa: BLE001 - whatever a mutant does wrong is what it does
                yield type(error).__name__


def _signature(x: Floats, dout: Floats, out: Floats, again: Floats, dx: Floats, predicted: Floats) -> Iterator[object]:
    """What dropout does, whatever its coins come to: its factors, the share it keeps, its gradient, its prediction."""
    ratio = out / x
    yield (
        tuple(np.unique(np.round(ratio, DIGITS))[:4]) if x.size > 1000 else len(np.unique(np.round(ratio, DIGITS))) <= 2
    )
    yield round(float((ratio != 0).mean()), 2) if x.size > 1000 else out.shape
    yield bool(np.allclose(dx, dout * ratio, rtol=1e-3))
    yield tuple(np.unique(np.round(predicted / x, DIGITS))[:4])
    yield bool(np.array_equal(out != 0, again != 0)) if x.size > 1000 else False
    kept = (ratio != 0).reshape(x.shape)
    yield len({row.tobytes() for row in kept}) == len(kept)
