"""Tests that come with a bank: each calls one of the answer's functions with some arguments and compares the result."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interviewer.grading.forms.code.code_tests.bench import Bench
from interviewer.grading.forms.code.code_tests.leaves import return_line
from interviewer.grading.forms.code.code_tests.shown import shown, shown_error
from interviewer.grading.forms.code.report import Decided, TestResult
from interviewer.grading.forms.sandbox.inside.values import Array, Value
from interviewer.grading.forms.sandbox.messages import Argument, CodeFaultError, Definition, Place
from knowledge.schema import CodeCase, PlainValue


class CaseChecks:
    """The tests of one answer, and their verdicts.

    Attributes:
        results: The tests that have run.
    """

    def __init__(self, bench: Bench, cases: Sequence[CodeCase]) -> None:
        self.bench = bench
        self.results: list[TestResult] = []
        self._cases = cases

    def run(self, explained: bool) -> tuple[Decided, ...]:
        """Run all tests.

        Args:
            explained: Whether there is prose around the code; it makes no difference here.
        """
        if not self.bench.definitions:
            return ()
        for case in self._cases:
            self._try(case)
        return tuple(self._decided(criterion) for criterion in dict.fromkeys(c.criterion for c in self._cases))

    def _try(self, case: CodeCase) -> None:
        call = call_text(case)
        line = return_line(self.bench.source, case.function)
        expected = shown(_as_value(case.expected))
        try:
            value = self.bench.call(self._function(case), [_as_argument(a) for a in case.args]).value
        except CodeFaultError as error:
            fault = error.fault
            self.results.append(TestResult(call, False, case.criterion, call, expected, shown_error(fault), fault.line))
            return
        if agrees(value, case.expected, case.tolerance):
            self.results.append(TestResult(call, True, case.criterion))
        else:
            self.results.append(TestResult(call, False, case.criterion, call, expected, shown(value), line))

    def _function(self, case: CodeCase) -> Place:
        """The function of the case; if none has its name, the answer's only function."""
        first, _, method = case.function.partition(".")
        if method:
            return self.bench.call(Place().at(first)).place.at(method)
        functions: list[Definition] = [d for d in self.bench.definitions if d.kind == "function"]
        alone = functions[0].name if len(functions) == 1 else first
        return Place().at(first if any(f.name == first for f in functions) else alone)

    def _decided(self, criterion: str) -> Decided:
        mine = [r for r in self.results if r.criterion_id == criterion]
        failed = [r for r in mine if not r.passed]
        if not failed:
            tests = "Its test passes" if len(mine) == 1 else f"All {len(mine)} of its tests pass"
            return Decided(criterion, "met", f"{tests}.", return_line(self.bench.source, self._cases[0].function))
        first = failed[0]
        told = f"{first.name} must give {first.expected}, but gives {first.got}"
        if len(failed) < len(mine):
            passed = len(mine) - len(failed)
            return Decided(criterion, "partly_met", f"{passed} of {len(mine)} tests pass; {told}.", first.line)
        return Decided(criterion, "not_met", f"No test passes; {told}.", first.line, wrong=True)


def signature_of(cases: Sequence[CodeCase]) -> str:
    """A signature the candidate can start from."""
    case = cases[0]
    name = case.function.rpartition(".")[2]
    return f"def {name}({', '.join(f'a{n}' for n in range(1, len(case.args) + 1))}): ..."


def example_of(cases: Sequence[CodeCase]) -> str:
    """The first test, which is shown to the candidate."""
    return f"{call_text(cases[0])} gives {shown(_as_value(cases[0].expected))}"


def call_text(case: CodeCase) -> str:
    """A case's call as it would be written, truncated."""
    text = f"{case.function}({', '.join(_written(a) for a in case.args)})"
    return text if len(text) <= 80 else f"{text[:79]}…"


def agrees(value: Value, expected: PlainValue, tolerance: float) -> bool:
    """Whether a result is as expected; a tuple can stand for a list, and an array without axes for a number."""
    if expected is None or isinstance(expected, str):
        return type(value) is type(expected) and value == expected
    wanted = _as_value(expected)
    if isinstance(wanted, np.ndarray):
        got = _stacked(value)
        if got is None or got.shape != wanted.shape or got.dtype.kind not in "fiub":
            return False
        return bool(
            np.all(np.abs(got.astype(float) - wanted) <= tolerance * np.maximum(1.0, np.abs(wanted.astype(float))))
        )
    if not isinstance(expected, tuple) or not isinstance(value, tuple | np.ndarray) or len(value) != len(expected):
        return False
    return all(agrees(item, part, tolerance) for item, part in zip(value, expected, strict=True))


def _stacked(value: Value) -> Array | None:
    if isinstance(value, np.ndarray):
        return value
    if not isinstance(value, tuple):
        return None
    parts = [_stacked(item) for item in value]
    shapes = {part.shape for part in parts if part is not None}
    if len(shapes) != 1 or any(part is None for part in parts):
        return np.array([]) if not parts else None
    return np.stack([part for part in parts if part is not None])


def _as_value(plain: PlainValue) -> Value:
    """Numbers and regular lists of them as arrays, the rest unchanged."""
    if plain is None or isinstance(plain, str):
        return plain
    if isinstance(plain, tuple):
        parts = tuple(_as_value(item) for item in plain)
        stacked = _stacked(parts)
        return stacked if stacked is not None else parts
    return np.asarray(plain)


def _as_argument(plain: PlainValue) -> Argument:
    """Lists of numbers are passed as arrays; single numbers and texts unchanged."""
    if not isinstance(plain, tuple):
        return plain
    value = _as_value(plain)
    return value if isinstance(value, np.ndarray) else tuple(_as_argument(item) for item in plain)


def _written(plain: PlainValue) -> str:
    if isinstance(plain, tuple):
        return f"[{', '.join(_written(item) for item in plain)}]"
    return repr(plain)
