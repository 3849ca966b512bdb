"""Criteria that ask for a program: the code of an answer is run in the sandbox on pairs of words."""

from __future__ import annotations

import ast
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from interviewer.grading.forms.code.script import script_of
from interviewer.grading.forms.edits.distance import levenshtein
from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.sandbox.messages import CodeFaultError, Place
from interviewer.grading.forms.sandbox.sandbox import NoSandboxError, Sandbox
from interviewer.grading.forms.sandbox.session import Session
from knowledge.schema import Question

PAIRS = (
    ("doctor", "bottle"),
    ("kitten", "sitting"),
    ("flaw", "lawn"),
    ("abc", ""),
    ("", "ab"),
    ("same", "same"),
    ("ab", "ba"),
)
"""Pairs of words that the code must find the distance of: with each kind of edit, with nothing, and without a change."""
RESULT = "_found"
KEPT_RUNS = 16
"""How many answers' results are remembered, so that no code runs once for each criterion. By hand."""
_FAULTS = (CodeFaultError, NoSandboxError, ValueError, RecursionError, MemoryError, SyntaxError)


class DistancePrograms:
    """The form of criteria that expect a program for the distance between two words.

    Args:
        sandbox: Gives the sandbox to run code in; called when there is code.
    """

    def __init__(self, sandbox: Callable[[], Sandbox]) -> None:
        self._sandbox = sandbox
        self._kept: OrderedDict[str, tuple[float, ...] | None] = OrderedDict()
        self._lock = threading.Lock()

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """Verdicts on these criteria; none if there is no code, or if it can't be run."""
        wanted = [c for c in question.criteria if c.expects and c.expects.kind == "program"]
        script = script_of(answer) if wanted else None
        if script is None or not script.sure or not script.source.strip():
            return ()
        name, table = _function(script.source)
        found = self._distances(script.source, name) if name else None
        if found is None:
            return ()
        wrong = [(pair, got) for pair, got in zip(PAIRS, found, strict=True) if got != levenshtein(*pair)]
        quote = _line_of(script.source, answer)
        if wrong:
            (a, b), got = wrong[0]
            reason = (
                f"Run on {a or 'nothing'} and {b or 'nothing'}, your code gives {got:g}; it is {levenshtein(a, b)}."
            )
            return tuple(Finding(c.id, "not_met", reason, quote, contradicted=True) for c in wanted)
        if not table:
            return ()  # it is right, but whether it keeps a table must be read
        reason = f"Run on {len(PAIRS)} pairs of words, your code gives each distance."
        return tuple(Finding(c.id, "met", reason, quote) for c in wanted)

    def note(self, question: Question, answer: str) -> str:
        """No note: what the code gave is in the finding."""
        return ""

    def _distances(self, source: str, name: str) -> tuple[float, ...] | None:
        """What a function gives for each pair; None if it cannot be run, or gives anything but numbers."""
        with self._lock:
            if source in self._kept:
                return self._kept[source]
        try:
            found = self._run(source, name)
        except _FAULTS:
            found = None
        with self._lock:
            self._kept[source] = found
            while len(self._kept) > KEPT_RUNS:
                self._kept.popitem(last=False)
        return found

    def _run(self, source: str, name: str) -> tuple[float, ...] | None:
        with Session(self._sandbox()) as session:
            session.seed(0)
            session.load(f"{source}\n\n{RESULT} = tuple(float({name}(a, b)) for a, b in {PAIRS!r})\n")
            values = session.read(Place().at(RESULT))
        given = values if isinstance(values, tuple) else ()
        numbers = tuple(float(v) for v in given if isinstance(v, np.ndarray) and v.size == 1 and v.dtype.kind in "fiub")
        return numbers if len(numbers) == len(PAIRS) else None


def _function(source: str) -> tuple[str, bool]:
    """The function of two arguments in some code, and whether it keeps a table; "" if there is none, or several."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return "", False
    found = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and len(node.args.args) - len(node.args.defaults) == 2
    ]
    if len(found) != 1:
        return "", False
    body = ast.unparse(found[0])
    keeps = any(isinstance(node, ast.For | ast.While) for node in ast.walk(found[0])) and "min(" in body
    cached = any("cache" in ast.unparse(decorator) for decorator in found[0].decorator_list)
    return found[0].name, keeps or cached


def _line_of(source: str, answer: str) -> str:
    """The line of some code that is quoted: the one that takes the best of several."""
    return next(_lines(source, answer, r"\b(?:min|max)\s*\("), next(_lines(source, answer, r"\bdef\b"), ""))


def _lines(source: str, answer: str, pattern: str) -> Iterator[str]:
    lines: Sequence[str] = source.splitlines()
    yield from (line.strip() for line in lines if re.search(pattern, line) and line.strip() in answer)
