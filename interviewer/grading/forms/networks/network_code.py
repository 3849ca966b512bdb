"""Networks written in Python: the code is run in the sandbox on all four inputs, and its outputs are read."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from interviewer.grading.forms.code.script import Script, script_of
from interviewer.grading.forms.networks.layers import UnreadCodeError
from interviewer.grading.forms.networks.network import SIGNED_XOR, XOR, is_gate
from interviewer.grading.forms.networks.program import RESULT, Program, program_of
from interviewer.grading.forms.sandbox.inside.values import Value
from interviewer.grading.forms.sandbox.messages import CodeFaultError, Place
from interviewer.grading.forms.sandbox.sandbox import NoSandboxError, Sandbox
from interviewer.grading.forms.sandbox.session import Session

KEPT_RUNS = 32
"""Size of the cache of runs: both findings and note ask about an answer."""
Four = tuple[float, ...]
Readings = Sequence[Mapping[tuple[str, str], Four]]
"""The outputs of each function or name: for inputs 0 and 1, then -1 and 1, and both once more with a step that is 1 at 0."""


@dataclass(frozen=True)
class CodeRun:
    """The outcome of running the code in an answer.

    Attributes:
        words: The answer with its code blanked out, of the same length.
        outputs: The network's outputs for the four inputs; None if unknown.
        signed: Whether the inputs are -1 and 1.
        fault: Why the outputs are unknown; "" if they are known or if there is no network code.
        source: The code that was run.
    """

    words: str
    outputs: Four | None = None
    signed: bool = False
    fault: str = ""
    source: str = ""


class NetworkRuns:
    """Runs the networks in answers.

    Args:
        sandbox: Gives the sandbox to run code in; called when there is code.
    """

    def __init__(self, sandbox: Callable[[], Sandbox]) -> None:
        self._sandbox = sandbox
        self._kept: OrderedDict[str, CodeRun] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, answer: str, signed: bool = False) -> CodeRun:
        """The run of an answer's code, from the cache if it was run before.

        Args:
            signed: Whether the answer says that its inputs are -1 and 1.
        """
        with self._lock:
            if answer in self._kept:
                return self._kept[answer]
        run = self._run(answer, signed)
        with self._lock:
            self._kept[answer] = run
            while len(self._kept) > KEPT_RUNS:
                self._kept.popitem(last=False)
        return run

    def _run(self, answer: str, signed: bool) -> CodeRun:
        script = script_of(answer)
        if script is None:
            return CodeRun(answer)
        if not script.source.strip():
            return CodeRun(script.words)
        try:
            program = program_of(script.source)
            found = _settled(script, program, self._readings(program), signed) if program else CodeRun(answer)
        except SyntaxError as error:
            found = CodeRun(script.words, fault=f"line {error.lineno or 1} of the code: {error.msg}")
        except CodeFaultError as error:
            found = CodeRun(script.words, fault=error.fault.message)
        except (UnreadCodeError, NoSandboxError, ValueError, RecursionError, MemoryError) as error:
            found = CodeRun(script.words, fault=str(error) or type(error).__name__)
        found = replace(found, source=script.source)
        # formulas that also parse as Python are read as formulas if they do not run
        return found if script.sure or not found.fault else CodeRun(answer)

    def _readings(self, program: Program) -> Readings:
        """Run a program.

        Raises:
            CodeFaultError: It fails.
            NoSandboxError: It can't be run here.
        """
        with np.errstate(all="ignore"), Session(self._sandbox()) as session:
            session.seed(0)
            session.load(program.text)
            return readings_of(session.read(Place().at(RESULT)))


def readings_of(value: Value) -> Readings:
    """The readings in the output of a run, by function and name; an empty name ends each way of feeding the inputs."""
    found: list[dict[tuple[str, str], Four]] = [{}]
    for item in value if isinstance(value, tuple) else ():
        if not isinstance(item, tuple) or len(item) != 6:
            continue
        labels, numbers = [str(v) for v in item[:2]], item[2:]
        if not labels[1]:
            found.append({})
        elif all(isinstance(v, np.ndarray) and v.size == 1 and v.dtype.kind in "fiub" for v in numbers):
            found[-1][labels[0], labels[1]] = tuple(float(np.ravel(v)[0]) for v in numbers if isinstance(v, np.ndarray))
    return found[:-1]


def _settled(script: Script, program: Program, readings: Readings, signed: bool) -> CodeRun:
    """The result of all readings; a fault if they differ, since the code may then be meant in more than one way."""
    half = len(readings) // 2
    kinds = (
        [(readings[at], readings[half + at]) for at in range(kind, half, 2)] for kind in (0, 1)
    )  # a step at 0 is 0 in the first half and 1 in the second
    plain, coded = (_ends(pairs, program.uses) for pairs in kinds)
    if signed and (right := [end for end in coded if end.is_gate(SIGNED_XOR)]) and len(right) == len(coded):
        return CodeRun(script.words, right[-1].low, signed=True)
    if not plain:
        return CodeRun(script.words, fault="it does not give one output for each of the four inputs")
    if any(end.is_open for end in plain):
        return CodeRun(script.words, fault="whether it works depends on the step at 0, which may be 0 or 1")
    right = [end for end in plain if end.is_gate(XOR)]
    named = [end for end in right if "xor" in end.name.lower()]
    if len(right) == len(plain) or len({end.low for end in plain}) == 1:
        return CodeRun(script.words, plain[-1].low)
    if len(named) == 1 and sum("xor" in end.name.lower() for end in plain) == 1:
        return CodeRun(script.words, named[0].low)
    return CodeRun(script.words, fault="it has several outputs, and nothing says which of them is meant")


@dataclass(frozen=True)
class _End:
    """A possible output of the code, with a step that is 0 at zero and with one that is 1."""

    name: str
    low: Four
    high: Four

    @property
    def is_open(self) -> bool:
        return is_gate(self.low, XOR) != is_gate(self.high, XOR)

    def is_gate(self, wanted: Sequence[float]) -> bool:
        return is_gate(self.low, wanted) and is_gate(self.high, wanted)


def _ends(
    pairs: Sequence[tuple[Mapping[tuple[str, str], Four], Mapping[tuple[str, str], Four]]],
    uses: Mapping[str, Collection[str]],
) -> list[_End]:
    """The output of each function and, for lines outside functions, of the names that no other name with an output uses."""
    found = []
    for low, high in pairs:
        names = {name for _, name in low}
        for (source, name), four in low.items():
            behind = source == "script" and any(name in _roots(other, uses) for other in names - {name})
            if not behind and (source, name) in high:
                found.append(_End(name, four, high[source, name]))
    return found


def _roots(name: str, uses: Mapping[str, Collection[str]]) -> set[str]:
    """All names that a name is computed from."""
    found: set[str] = set()
    queue = [name]
    while queue:
        for used in set(uses.get(queue.pop(), ())) - found:
            found.add(used)
            queue.append(used)
    return found
