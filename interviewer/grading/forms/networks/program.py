"""The program that tests a network given as code: its own lines, followed by calls for each of the four inputs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from interviewer.grading.forms.networks.inputs import (
    Loops,
    called,
    free_inputs,
    input_names,
    loaded,
    named_lambda,
    stored,
    target_names,
    unwrapped,
    with_named_rows,
)
from interviewer.grading.forms.networks.layers import Env, FunctionNode, Layers, UnreadCodeError
from interviewer.grading.forms.networks.network import ROWS, SIGNED_ROWS
from interviewer.grading.forms.networks.network_torch import in_numpy

RESULT = "viva_readings"
"""The variable with the results: for each reading its name and four numbers."""
MAX_NODES = 3000
"""Most nodes of a syntax tree that is examined; a network of two units has two hundred."""
_METHODS = ("forward", "__call__", "predict", "call", "run")
_RANDOM = frozenset({"random", "rand", "randn", "default_rng", "uniform", "normal", "manual_seed"})
_PRELUDE = """
import math
import numpy as np
import numpy
viva_at_zero = 0.0
relu = ReLU = Relu = lambda z: np.maximum(0, z)
sigmoid = logistic = expit = lambda z: 1 / (1 + np.exp(-np.asarray(z, dtype=float)))
step = Step = heaviside = threshold = H = lambda z: np.heaviside(np.asarray(z, dtype=float), viva_at_zero)
sign, tanh, exp = np.sign, np.tanh, np.exp
"""
"""Activations that code can use by name without defining them. A step at zero is tried as 0 and as 1."""
_NAMES = "math np numpy relu ReLU Relu sigmoid logistic expit step Step heaviside threshold H sign tanh exp"
GIVEN = frozenset(_NAMES.split())
_HARNESS = f"""
def viva_feed(function, count, rows):
    rows = np.array(rows, dtype=float)
    if count == 2:
        ways = [[(a, b) for a, b in rows], [(rows[:, 0], rows[:, 1])], [(rows[:, :1], rows[:, 1:])]]
    else:
        ways = [[(r,) for r in rows], [(list(r),) for r in rows], [(r[None],) for r in rows], [(rows,)]]
        ways += [[(r[:, None],) for r in rows], [(rows.T,)]]
    found = {{}}
    for way in ways:
        try:
            with np.errstate(all="ignore"):
                said = [function(*args) for args in way]
        except Exception:
            continue
        for name in said[0]:
            try:
                numbers = [np.asarray(s[name], dtype=float).ravel() for s in said]
                if all(n.size == 4 // len(way) for n in numbers) and name not in found:
                    found[name] = [float(v) for n in numbers for v in n]
            except Exception:
                continue
    return found

{RESULT} = []
for viva_at_zero in (0.0, 1.0):
    for viva_name, viva_function, viva_count in viva_candidates:
        for viva_rows in ({list(ROWS)!r}, {list(SIGNED_ROWS)!r}):
            viva_out = viva_feed(viva_function, viva_count, viva_rows)
            {RESULT} += [[viva_name, name, *four] for name, four in viva_out.items()][:20]
            {RESULT} += [["", "", 0.0, 0.0, 0.0, 0.0]]
"""


@dataclass(frozen=True)
class Program:
    """The program that is run, and how its readings are told apart.

    Attributes:
        text: The lines that are run.
        uses: For lines outside functions, each name with the names it is computed from.
    """

    text: str
    uses: Mapping[str, set[str]] = field(default_factory=dict)


def program_of(source: str) -> Program | None:
    """The program for a network's code; None if it only lists numbers, which the words around it say how to use.

    Raises:
        SyntaxError: It is no Python.
        UnreadCodeError: It is more than weights, sums and activations, so that a right truth table would prove nothing.
    """
    tree = with_named_rows(in_numpy(ast.parse(source)))
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES:
        raise UnreadCodeError("too much code")
    if any(isinstance(n, ast.Attribute | ast.Name) and called(n) in _RANDOM for n in ast.walk(tree)):
        raise UnreadCodeError("weights that are drawn at random are not given")
    parts = _Parts.of(tree)
    calls = list(_entries(parts))
    script = _script(parts)
    if not calls and script is None:
        if all(_is_data(statement) for statement in tree.body):
            return None
        raise UnreadCodeError("nothing in the code takes the two inputs")
    lines = [ast.unparse(statement) for statement in parts.kept]
    if script is not None:
        lines.append(script.text)
        calls.append(f"('script', viva_script, {script.count})")
    text = "\n".join([_PRELUDE, *lines, f"viva_candidates = [{', '.join(calls)}]", _HARNESS])
    return Program(text, script.uses if script else {})


def _is_data(statement: ast.stmt) -> bool:
    """Whether a line imports something, or assigns literal numbers to a name."""
    if isinstance(statement, ast.Assign | ast.Expr):
        names = loaded(statement) - {"np", "numpy"}
        return not names and not any(isinstance(n, ast.BinOp | ast.Compare) for n in ast.walk(statement))
    return isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass)


@dataclass
class _Parts:
    """A module, taken apart.

    Attributes:
        kept: What does not depend on the inputs and is run unchanged.
        moved: What depends on them, and becomes a function of them.
        inputs: Names of the inputs outside functions: one for all rows, or two.
    """

    functions: dict[str, FunctionNode]
    classes: list[ast.ClassDef]
    inputs: tuple[str, ...]
    kept: list[ast.stmt] = field(default_factory=list)
    moved: list[ast.stmt] = field(default_factory=list)
    targets: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tree: ast.Module) -> _Parts:
        body, looped = [], Loops()
        for statement in unwrapped(tree.body):
            walked = looped.take(statement, tree.body)
            body += [] if walked or isinstance(statement, ast.Assert) else [named_lambda(statement)]
        classes = [s for s in body if isinstance(s, ast.ClassDef)]
        functions = {s.name: s for s in body if isinstance(s, ast.FunctionDef)}
        functions |= {
            m.name: m for c in classes for m in c.body if isinstance(m, ast.FunctionDef) and m.name != "__init__"
        }
        taken = {name for statement in body for name in input_names(statement)}
        used = any(taken & loaded(s) for s in body if not isinstance(s, ast.FunctionDef | ast.ClassDef))
        if looped.names and not used:
            inputs, body = looped.names, [*body, *looped.body]
        else:
            inputs = tuple(sorted(taken)) or free_inputs(tree, body, GIVEN)
        parts = cls(functions, classes, inputs if len(inputs) <= 2 else inputs[:1])
        parts.targets = frozenset(target_names(body))
        dependent = set(parts.inputs)
        for statement in body:
            if isinstance(statement, ast.Assign) and taken & set(stored(statement)):
                continue
            definition = isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)
            if not definition and dependent & loaded(statement):
                parts.moved.append(statement)
                dependent |= set(stored(statement))
            else:
                parts.kept.append(statement)
        return parts


def _entries(parts: _Parts) -> Iterator[str]:
    """Functions of the two inputs that no other function uses, each as the name, the function and the number of arguments."""
    used = {called(n.func) for f in parts.functions.values() for n in ast.walk(f) if isinstance(n, ast.Call)}
    used |= {called(n.func) for s in parts.moved for n in ast.walk(s) if isinstance(n, ast.Call)}
    for name, function in parts.functions.items():
        own = [arg.arg for arg in function.args.args]
        owner = next((c.name for c in parts.classes if function in c.body), "")
        count = len(own) - (own[:1] == ["self"]) - len(function.args.defaults)
        if count not in (1, 2) or name in used or (owner and name not in _METHODS):
            continue
        Layers(parts.functions).call(name, [True] * count)
        target = f"{owner}().{name}" if owner else name
        yield f"({name!r}, lambda *a: {{{name!r}: {target}(*a)}}, {count})"


@dataclass(frozen=True)
class _Script:
    text: str
    count: int
    uses: Mapping[str, set[str]]


def _script(parts: _Parts) -> _Script | None:
    """The lines outside of functions that depend on the inputs, as a function of them."""
    if not parts.moved or not parts.inputs:
        return None
    known: Env = dict.fromkeys(parts.inputs, True)
    layers = Layers(parts.functions, known)
    aimed = set(parts.targets)
    lines: list[str] = []
    uses: dict[str, set[str]] = {}
    for number, statement in enumerate(parts.moved):
        names, text = stored(statement), ast.unparse(statement)
        shown = _shown(statement)
        if shown is not None:
            names, text = [f"shown{number}"], f"shown{number} = {ast.unparse(shown)}"
            statement = ast.parse(text).body[0]
        if aimed & loaded(statement):
            aimed |= set(names)  # an error or a comparison with the target
            continue
        try:
            layers.block([statement], layers.known)
        except UnreadCodeError:
            if shown is None:
                raise
            continue  # something else being printed, such as a shape
        lines.append(text)
        for name in names:
            uses[name] = uses.get(name, set()) | (loaded(statement) - {name})
    if not uses:
        return None
    body = "\n".join(["global viva_at_zero", *lines, f"return {{{', '.join(f'{n!r}: {n}' for n in uses)}}}"])
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    text = f"def viva_script({', '.join(parts.inputs)}):\n{indented}"
    return _Script(text, len(parts.inputs), uses)


def _shown(statement: ast.stmt) -> ast.expr | None:
    """What a line prints last or, in a notebook, displays."""
    if not isinstance(statement, ast.Expr):
        return None
    value = statement.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print":
        value = value.args[-1] if value.args else ast.Constant(None)
    if isinstance(value, ast.JoinedStr):
        parts = [part.value for part in value.values if isinstance(part, ast.FormattedValue)]
        return parts[-1] if parts else ast.Constant(None)
    return value
