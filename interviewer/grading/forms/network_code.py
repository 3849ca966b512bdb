"""Networks written in Python: a few operations of NumPy on small arrays, interpreted one by one, never executed."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from interviewer.grading.forms.network import ROWS

Array = npt.NDArray[np.float64]
MAX_CODE = 4000
MAX_ELEMENTS = 64
"""Elements of the largest array; the network has two inputs, two hidden units and four rows."""
MAX_STEPS = 2000
MAX_PASSES = 20
"""How often assignments are followed; code of a network has a chain of four."""


class _CodeError(ValueError):
    """Code that is not understood."""


def network_outputs(answer: str) -> tuple[float, ...] | None:
    """What the network of an answer's code puts out for the four inputs; None where the code is not understood."""
    for block in re.findall(r"```[ \t]*\w*\n(.*?)```", answer[: 3 * MAX_CODE], re.DOTALL):
        if len(block) > MAX_CODE:
            continue
        try:
            tree = ast.parse(block)
            if not is_built_of_layers(tree):
                continue
            outputs = _Interpreter().outputs(tree)
        except (SyntaxError, ValueError, TypeError, KeyError, IndexError, ArithmeticError, RecursionError, MemoryError):
            continue
        if outputs is not None:
            return outputs
    return None


def is_built_of_layers(tree: ast.Module) -> bool:
    """Whether code only weighs, adds and activates what it is given: no product, maximum or distance of two inputs."""
    inputs = {arg.arg for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for arg in node.args.args}
    assigns = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    for _ in assigns[:MAX_PASSES]:
        for node in assigns:
            if _depends(node.value, inputs):
                inputs |= {
                    name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)
                }
    return not any(_mixes(node, inputs) for node in ast.walk(tree))


def _mixes(node: ast.AST, inputs: set[str]) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        sides = (node.left, node.right)
        gates = any(isinstance(part, ast.Compare) for side in sides for part in ast.walk(side))
        return not gates and all(_depends(side, inputs) for side in sides)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [arg for arg in node.args if _depends(arg, inputs)]
        return (name == "abs" and bool(given)) or (name in {"maximum", "minimum", "max", "min"} and len(given) > 1)
    return False


def _depends(node: ast.AST, inputs: set[str]) -> bool:
    return any(isinstance(part, ast.Name) and part.id in inputs for part in ast.walk(node))


def _limited(array: Array) -> Array:
    if array.size > MAX_ELEMENTS:
        raise _CodeError(f"an array of more than {MAX_ELEMENTS} elements")
    return array


def _filled(value: float) -> Callable[..., Array]:
    def fill(shape: Array, *_: Array) -> Array:
        sizes = [int(n) for n in np.atleast_1d(shape)]
        if any(n < 0 for n in sizes) or int(np.prod([min(n, 10_000) for n in sizes])) > MAX_ELEMENTS or len(sizes) > 3:
            raise _CodeError("an array that is too large")
        return np.full(sizes, value)

    return fill


_CALLS: Mapping[str, Callable[..., Array]] = {
    "array": lambda x, *_: np.asarray(x, dtype=float),
    "asarray": lambda x, *_: np.asarray(x, dtype=float),
    "ones": _filled(1.0),
    "zeros": _filled(0.0),
    "maximum": np.maximum,
    "max": lambda *x: np.maximum(*x) if len(x) == 2 else np.asarray(np.max(x[0])),
    "abs": np.abs,
    "dot": lambda a, b: np.asarray(np.dot(a, b)),
    "matmul": np.matmul,
    "where": np.where,
    "heaviside": lambda x, *_: np.asarray(x > 0, dtype=float),
    "relu": lambda x: np.maximum(x, 0),
    "step": lambda x: np.asarray(x > 0, dtype=float),
    "sigmoid": lambda x: 1 / (1 + np.exp(-np.clip(x, -500, 500))),
    "exp": lambda x: np.exp(np.clip(x, -500, 500)),
    "tanh": np.tanh,
    "sum": lambda x, *_: np.asarray(np.sum(x)),
    "float": lambda x: np.asarray(x, dtype=float),
    "int": lambda x: np.trunc(np.asarray(x, dtype=float)),
    "astype": lambda x, *_: np.asarray(x, dtype=float),
    "ravel": lambda x: np.ravel(x),
    "flatten": lambda x: np.ravel(x),
    "round": lambda x, *_: np.round(x),
}
_BINARY: Mapping[type[ast.operator], Callable[[Array, Array], Array]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.MatMult: lambda a, b: np.asarray(np.matmul(a, b)),
    ast.Pow: np.power,
}
_COMPARED: Mapping[type[ast.cmpop], Callable[[Array, Array], Array]] = {
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Eq: np.equal,
}


class _Interpreter:
    """Interprets assignments, functions and the expressions of ``_CALLS``; anything else is an error."""

    def __init__(self) -> None:
        self._functions: dict[str, ast.FunctionDef] = {}
        self._steps = 0

    def outputs(self, tree: ast.Module) -> tuple[float, ...] | None:
        """The four outputs of the last function, or of the last value that has four numbers."""
        values: dict[str, Array] = {}
        last: Array | None = None
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for statement in tree.body:
                if isinstance(statement, ast.FunctionDef):
                    self._functions[statement.name] = statement
                    continue
                result = self._top(statement, values)
                if result is not None and result.size == len(ROWS):
                    last = result
            for function in reversed(self._functions.values()):
                called = self._called(function, values)
                if called is not None:
                    return called
        return tuple(float(v) for v in np.ravel(last)) if last is not None else None

    def _top(self, statement: ast.stmt, values: dict[str, Array]) -> Array | None:
        try:
            return self._statement(statement, values)
        except (ValueError, TypeError, KeyError, IndexError):
            return None  # a line that is not understood, such as an import or a loop over the rows

    def _called(self, function: ast.FunctionDef, values: Mapping[str, Array]) -> tuple[float, ...] | None:
        rows = np.asarray(ROWS)
        count = len(function.args.args)
        tries: list[Callable[[], list[Array]]] = []
        if count == 1:
            tries = [
                lambda: list(np.ravel(self._call(function, [rows], values))),
                lambda: [self._call(function, [row], values) for row in rows],
            ]
        elif count == 2:
            tries = [lambda: [self._call(function, [np.asarray(a), np.asarray(b)], values) for a, b in rows]]
        for attempt in tries:
            try:
                found = [float(np.ravel(v)[0]) for v in attempt()]
            except (ValueError, TypeError, KeyError, IndexError):
                continue
            if len(found) == len(ROWS):
                return tuple(found)
        return None

    def _call(self, function: ast.FunctionDef, args: list[Array], outer: Mapping[str, Array]) -> Array:
        values = {**outer, **dict(zip((a.arg for a in function.args.args), args, strict=True))}
        for statement in function.body:
            result = self._statement(statement, values)
            if isinstance(statement, ast.Return) and result is not None:
                return result
        raise _CodeError("a function without a value")

    def _statement(self, statement: ast.stmt, values: dict[str, Array]) -> Array | None:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            result = self._value(statement.value, values)
            self._assign(statement.targets[0], result, values)
            return result
        if isinstance(statement, ast.Return) and statement.value is not None:
            return self._value(statement.value, values)
        if isinstance(statement, ast.Expr):
            call = statement.value
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print" and call.args:
                return self._value(call.args[-1], values)
            return None if isinstance(call, ast.Constant) else self._value(call, values)
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass):
            return None
        raise _CodeError(f"{type(statement).__name__} is not understood")

    def _assign(self, target: ast.expr, result: Array, values: dict[str, Array]) -> None:
        if isinstance(target, ast.Name):
            values[target.id] = result
        elif isinstance(target, ast.Tuple) and all(isinstance(t, ast.Name) for t in target.elts):
            for name, part in zip(target.elts, result, strict=True):
                values[name.id] = np.asarray(part)  # type: ignore[attr-defined]
        else:
            raise _CodeError("an assignment that is not understood")

    def _value(self, node: ast.expr, values: Mapping[str, Array]) -> Array:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise _CodeError("too many steps")
        return _limited(np.asarray(self._evaluated(node, values), dtype=float))

    def _evaluated(self, node: ast.expr, values: Mapping[str, Array]) -> Array:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return np.asarray(float(node.value))
        if isinstance(node, ast.Name):
            return values[node.id]
        if isinstance(node, ast.List | ast.Tuple):
            return np.asarray([self._value(item, values) for item in node.elts])
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            value = self._value(node.operand, values)
            return -value if isinstance(node.op, ast.USub) else value
        if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
            return _BINARY[type(node.op)](self._value(node.left, values), self._value(node.right, values))
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARED:
            return _COMPARED[type(node.ops[0])](
                self._value(node.left, values), self._value(node.comparators[0], values)
            )
        if isinstance(node, ast.IfExp):
            return self._value(node.body if bool(self._value(node.test, values).all()) else node.orelse, values)
        if isinstance(node, ast.Attribute) and node.attr == "T":
            return self._value(node.value, values).T
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            return np.asarray(self._value(node.value, values)[int(str(node.slice.value))])
        if isinstance(node, ast.Call):
            return self._called_value(node, values)
        raise _CodeError(f"{type(node).__name__} is not understood")

    def _called_value(self, node: ast.Call, values: Mapping[str, Array]) -> Array:
        args: list[Array] = []
        if isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id in {"np", "numpy", "torch"}):
                args.append(self._value(node.func.value, values))
                if name == "sum":
                    axis = next(
                        (k.value for k in node.keywords if k.arg == "axis"), node.args[0] if node.args else None
                    )
                    where = int(self._value(axis, values)) if axis is not None else None
                    return np.asarray(np.sum(args[0], axis=where))
                if name == "astype":
                    return args[0]
        elif isinstance(node.func, ast.Name):
            name = node.func.id
        else:
            raise _CodeError("a call that is not understood")
        args += [self._value(arg, values) for arg in node.args]
        if name in self._functions:
            if self._steps > MAX_STEPS // 2:
                raise _CodeError("too many calls")
            return self._call(self._functions[name], args, values)
        return np.asarray(_CALLS[name](*args))
