"""Checks what code does with a network's inputs: a network of units only weights, adds and activates them.

The code is read here, not run. If Python did anything else with the inputs, such as comparing them with each other or looking
up the answer, a right truth table would prove nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from functools import partial

MAX_CALLS = 60
"""Most calls of the code's own functions that are followed; a network has five."""
_SUMS = frozenset({"dot", "matmul", "inner", "einsum", "tensordot", "vdot", "multiply", "linear"})
"""Products; one factor must be the weights."""
_LARGER = frozenset({"maximum", "minimum", "max", "min", "fmax", "fmin"})
_ACTIVATING = """
    exp tanh heaviside sign sin cos relu step sigmoid logistic expit threshold rint round clip greater less greater_equal
    less_equal int float astype square power softplus log1p
"""
_ACTIVATIONS = frozenset(_ACTIVATING.split())
_SHAPING = """
    array asarray stack vstack hstack column_stack concatenate reshape ravel flatten squeeze item tolist transpose expand_dims
    atleast_1d atleast_2d copy list tuple float64 float32 int64 int32 sum add subtract negative zip enumerate append full
"""
_SHAPES = frozenset(_SHAPING.split())
_SIGN = {"BitXor": "^", "Mod": "%", "FloorDiv": "//", "Pow": "**", "BitAnd": "&", "BitOr": "|"}
_SIZES = frozenset({"shape", "size", "ndim", "dtype"})
_ORDERED = (ast.Gt, ast.GtE, ast.Lt, ast.LtE)
FunctionNode = ast.FunctionDef
Env = dict[str, bool]
"""Whether each name depends on the inputs."""


class UnreadCodeError(ValueError):
    """Code that does something with the inputs that units do not do, or something unknown."""


class Layers:
    """Follows what depends on the inputs.

    Args:
        functions: The code's own functions and methods by name.
        known: Which names outside functions depend on the inputs.
    """

    def __init__(self, functions: Mapping[str, FunctionNode], known: Env | None = None) -> None:
        self._functions = functions
        self._calls = 0
        self._open: list[str] = []
        self.known: Env = dict(known or {})

    def call(self, name: str, args: Sequence[bool], named: Mapping[str, bool] | None = None) -> bool:
        """Whether a function's value depends on the inputs, given which arguments do.

        Raises:
            UnreadCodeError: It does more than weight, add or activate them.
        """
        function = self._functions[name]
        self._calls += 1
        if self._calls > MAX_CALLS or name in self._open:
            raise _more(f"{name} calls itself, or there are too many calls")
        parameters = [arg.arg for arg in function.args.args]
        parameters = parameters[1:] if parameters[:1] == ["self"] else parameters
        env: Env = {**dict(zip(parameters, args, strict=False)), **(named or {})}
        self._open.append(name)
        result = self.block(function.body, env)
        self._open.pop()
        return result

    def block(self, body: Sequence[ast.stmt], env: Env) -> bool:
        """Whether the return value of some statements depends on the inputs; ``env`` is updated with their assignments."""
        result = False
        branches = [s for s in body if isinstance(s, ast.If) and self.value(s.test, env)]
        if len(branches) > 1:
            raise _more("more than one branch on the inputs")
        for statement in body:
            result = self._statement(statement, env) or result
        return result

    def _statement(self, statement: ast.stmt, env: Env) -> bool:
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                if statement.value is not None:
                    self._assign(target, statement.value, env)
        elif isinstance(statement, ast.AugAssign):
            self._assign(statement.target, ast.BinOp(statement.target, statement.op, statement.value), env)
        elif isinstance(statement, ast.Return):
            return statement.value is not None and self.value(statement.value, env)
        elif isinstance(statement, ast.Expr):
            self._expression(statement.value, env)
        elif isinstance(statement, ast.If):
            return self._branch(statement, env)
        elif isinstance(statement, ast.For):
            for _ in range(2):  # something that becomes input-dependent in one pass may be used in the next
                self._bind(statement.target, statement.iter, env)
                result = self.block(statement.body, env)
            return result
        elif not isinstance(statement, ast.Assert | ast.Pass | ast.Import | ast.ImportFrom | ast.FunctionDef):
            raise _more(f"a {type(statement).__name__.lower()} statement")
        return False

    def _expression(self, value: ast.expr, env: Env) -> None:
        if not isinstance(value, ast.Call):
            return
        function = value.func
        if isinstance(function, ast.Attribute) and function.attr in {"append", "extend"}:
            taken = any(self.value(arg, env) for arg in value.args)
            if isinstance(function.value, ast.Name):
                env[function.value.id] = env.get(function.value.id, False) or taken
        elif not (isinstance(function, ast.Name) and function.id == "print"):
            self.value(value, env)

    def _branch(self, statement: ast.If, env: Env) -> bool:
        if not self.value(statement.test, env):
            before = dict(env)
            first = self.block(statement.body, env)
            second = self.block(statement.orelse, before)
            env |= {name: env.get(name, False) or tainted for name, tainted in before.items()}
            return first or second
        for inner in (*statement.body, *statement.orelse):
            value = inner.value if isinstance(inner, ast.Return | ast.Assign) else None
            if value is None:
                raise _more("a branch on the inputs that is no activation")
            self._piece(value, statement.test, env)
            for target in inner.targets if isinstance(inner, ast.Assign) else []:
                self._taint(target, True, env)
        return True

    def _piece(self, branch: ast.expr, test: ast.expr, env: Env) -> None:
        """Check that a piece of an activation is a number, or made of what its condition tests."""
        if not self.value(branch, env):
            return
        asked = {part.id for part in ast.walk(test) if isinstance(part, ast.Name)}
        used = {part.id for part in ast.walk(branch) if isinstance(part, ast.Name)}
        if any(isinstance(part, ast.Compare | ast.IfExp) for part in ast.walk(branch)) or not used <= asked:
            raise _more("a choice between the inputs")

    def _assign(self, target: ast.expr, value: ast.expr, env: Env) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for one, part in zip(target.elts, [self.value(part, env) for part in value.elts], strict=True):
                self._taint(one, part, env)
        else:
            self._taint(target, self.value(value, env), env)

    def _taint(self, target: ast.expr, tainted: bool, env: Env) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            for one in target.elts:
                self._taint(one, tainted, env)
        elif isinstance(target, ast.Name):
            env[target.id] = tainted
        elif isinstance(target, ast.Attribute):
            self.known[f".{target.attr}"] = self.known.get(f".{target.attr}", False) or tainted
        elif isinstance(target, ast.Subscript):
            if self.value(target.slice, env):
                raise _more("a table that the inputs are looked up in")
            self._taint(target.value, tainted or self.value(target.value, env), env)

    def _bind(self, target: ast.expr, source: ast.expr, env: Env) -> None:
        """Bind the names of a loop; with ``zip``, each depends on its own list."""
        zipped = isinstance(source, ast.Call) and isinstance(source.func, ast.Name) and source.func.id == "zip"
        if zipped and isinstance(source, ast.Call) and isinstance(target, ast.Tuple):
            for one, part in zip(target.elts, source.args, strict=False):
                self._taint(one, self.value(part, env), env)
        else:
            self._taint(target, self.value(source, env), env)

    def value(self, node: ast.expr, env: Env) -> bool:
        """Whether a value depends on the inputs.

        Raises:
            UnreadCodeError: It depends on them in a way that units do not.
        """
        if isinstance(node, ast.Name):
            return env.get(node.id, self.known.get(node.id, False))
        if isinstance(node, ast.List | ast.Tuple):
            return any(list(map(partial(self.value, env=env), node.elts)))
        if isinstance(node, ast.BinOp):
            return self._operation(node, env)
        if isinstance(node, ast.Compare):
            return self._comparison(node, env)
        if isinstance(node, ast.IfExp):
            return self._choice(node.test, (node.body, node.orelse), env)
        if isinstance(node, ast.Call):
            return self._called(node, env)
        if isinstance(node, ast.Attribute):
            return self._attribute(node, env)
        if isinstance(node, ast.Subscript):
            if self.value(node.slice, env):
                raise _more("a table that the inputs are looked up in")
            return self.value(node.value, env)
        if isinstance(node, ast.ListComp | ast.GeneratorExp):
            inner = dict(env)
            for generator in node.generators:
                self._bind(generator.target, generator.iter, inner)
                if any(self.value(test, inner) for test in generator.ifs):
                    raise _more("a list that the inputs choose from")
            return self.value(node.elt, inner)
        parts = [self.value(part, env) for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]
        signed = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd)
        if any(parts) and not signed and not isinstance(node, ast.Starred | ast.Slice):
            raise _more("an operation on the inputs that no unit has")
        return any(parts)

    def _operation(self, node: ast.BinOp, env: Env) -> bool:
        left, right = self.value(node.left, env), self.value(node.right, env)
        if isinstance(node.op, ast.Add | ast.Sub) or not (left or right):
            return left or right
        if isinstance(node.op, ast.Mult | ast.MatMult):
            if left and right and not _gates(node.left, node.right) and not _gates(node.right, node.left):
                raise _more("a product of two things that both depend on the inputs")
            return True
        if isinstance(node.op, ast.Div):
            logistic = any(isinstance(p, ast.Call) and _name(p) == "exp" for p in ast.walk(node.right))
            if right and (left or not logistic):
                raise _more("a division by what depends on the inputs")
            return True
        if isinstance(node.op, ast.Pow) and not right:
            return True
        raise _more(f"{_SIGN.get(type(node.op).__name__, type(node.op).__name__)} on the inputs")

    def _comparison(self, node: ast.Compare, env: Env) -> bool:
        sides = [self.value(side, env) for side in (node.left, *node.comparators)]
        if any(sides) and (len(node.ops) > 1 or not isinstance(node.ops[0], _ORDERED)):
            raise _more("a comparison that is no threshold")
        return any(sides)

    def _choice(self, test: ast.expr, branches: Sequence[ast.expr], env: Env) -> bool:
        if self.value(test, env):
            for branch in branches:
                self._piece(branch, test, env)
            return True
        return any(list(map(partial(self.value, env=env), branches)))

    def _attribute(self, node: ast.Attribute, env: Env) -> bool:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return self.known.get(f".{node.attr}", False)
        tainted = self.value(node.value, env)
        if tainted and node.attr not in {"T", *_SIZES}:
            raise _more(f".{node.attr} of the inputs")
        return tainted and node.attr not in _SIZES

    def _called(self, node: ast.Call, env: Env) -> bool:
        name = _name(node)
        method = isinstance(node.func, ast.Attribute) and not (
            isinstance(node.func.value, ast.Name) and node.func.value.id in {"np", "numpy", "self", "math"}
        )
        given = [node.func.value, *node.args] if method and isinstance(node.func, ast.Attribute) else list(node.args)
        if name in self._functions:
            named = {key.arg: self.value(key.value, env) for key in node.keywords if key.arg}
            return self.call(name, [self.value(arg, env) for arg in node.args], named)
        args = [self.value(arg, env) for arg in given] + [self.value(key.value, env) for key in node.keywords]
        if not any(args):
            return False
        if name == "where" and len(given) == 3:
            return self._choice(given[0], given[1:], env)
        single = sum(args) == 1
        if name in _LARGER and single and (len(given) == 2 or _is_pair(given, self, env)):
            return True
        if (name in _SUMS and single) or (name in _ACTIVATIONS and single and args[0]) or name in _SHAPES:
            return True
        raise _more(f"{name}() of the inputs" if name else "a call with the inputs")


def _is_pair(given: Sequence[ast.expr], layers: Layers, env: Env) -> bool:
    """Whether the maximum of a list is that of a constant and one other value: ``max([0, z])``."""
    items = given[0].elts if len(given) == 1 and isinstance(given[0], ast.List | ast.Tuple) else []
    return len(items) == 2 and sum(layers.value(item, env) for item in items) == 1


def _gates(value: ast.expr, gate: ast.expr) -> bool:
    """Whether one factor is a threshold of the other, as in ``z * (z > 0)``."""
    while isinstance(gate, ast.Call) and isinstance(gate.func, ast.Attribute) and gate.func.attr == "astype":
        gate = gate.func.value
    return isinstance(gate, ast.Compare) and ast.dump(gate.left) == ast.dump(value)


def _name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _more(what: str) -> UnreadCodeError:
    return UnreadCodeError(f"the code does more than weight, add and activate: {what}")
