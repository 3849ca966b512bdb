"""Networks written with PyTorch, as the same in NumPy, which is what the sandbox has."""

from __future__ import annotations

import ast
from typing import cast

from interviewer.grading.forms.networks.layers import UnreadCodeError

_FUNCTIONS = {
    "tensor": "np.array",
    "as_tensor": "np.array",
    "FloatTensor": "np.array",
    "Tensor": "np.array",
    "Parameter": "np.array",
    "relu": "relu",
    "sigmoid": "sigmoid",
    "tanh": "np.tanh",
    "heaviside": "np.heaviside",
    "cat": "np.concatenate",
    "concat": "np.concatenate",
    "stack": "np.stack",
    "matmul": "np.matmul",
    "ones": "np.ones",
    "zeros": "np.zeros",
}
"""PyTorch's functions, and NumPy's or the prelude's for the same."""
_ROOTS = frozenset({"torch", "nn", "F"})
_PARTS = frozenset({"weight", "bias"})


def in_numpy(tree: ast.Module) -> ast.Module:
    """A program that uses PyTorch's modules in NumPy's terms; any other one unchanged.

    Raises:
        UnreadCodeError: A layer's weights are never set.
    """
    if not any(isinstance(node, ast.Attribute) and _root(node) in _ROOTS for node in ast.walk(tree)):
        return tree
    layers = {
        target.attr: any(key.arg == "bias" and ast.unparse(key.value) == "False" for key in node.value.keywords)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _called(node.value) == "Linear"
        for target in node.targets
        if isinstance(target, ast.Attribute)
    }
    rewriting = _InNumpy(set(layers))
    made = ast.fix_missing_locations(cast(ast.Module, rewriting.visit(tree)))
    needed = {f"{name}_weight" for name in layers} | {f"{name}_bias" for name, without in layers.items() if not without}
    if not needed <= rewriting.given:
        raise UnreadCodeError("weights that are drawn at random or learnt are not given")
    return made


class _InNumpy(ast.NodeTransformer):
    """Rewrites a module's linear layers as arrays of weights, and its calls as products with them.

    Attributes:
        given: The arrays that are set to numbers.
    """

    def __init__(self, layers: set[str]) -> None:
        self._layers = layers
        self.given: set[str] = set()

    def visit_Import(self, node: ast.Import) -> ast.AST | None:
        return None if any(name.name.split(".")[0] == "torch" for name in node.names) else node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | None:
        return None if (node.module or "").split(".")[0] == "torch" else node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.bases = [base for base in node.bases if _last(base) != "Module"]
        return self.generic_visit(node)

    def visit_With(self, node: ast.With) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        return node.body if all(_called(item.context_expr) == "no_grad" for item in node.items) else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        call = node.value
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "super().__init__":
            return ast.Pass()
        name = (
            self._part(call.func.value) if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else ""
        )
        if not (name and isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            return self.generic_visit(node)
        given = [ast.unparse(cast(ast.AST, self.visit(arg))) for arg in call.args]
        new = {
            "copy_": f"np.array({given[0]}, dtype=float)" if given else "",
            "fill_": f"np.full(self.{name}.shape, {given[0]})" if given else "",
            "zero_": f"np.zeros(self.{name}.shape)",
        }.get(call.func.attr, "")
        self.given |= {name} if new else set()
        return ast.parse(f"self.{name} = {new}").body[0] if new else node

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        (target, *more) = node.targets
        if not more and isinstance(target, ast.Attribute):
            if target.attr in self._layers and isinstance(node.value, ast.Call):
                sizes = [ast.unparse(arg) for arg in node.value.args[:2]]
                made = f"self.{target.attr}_weight = np.zeros(({', '.join(reversed(sizes))}))"
                return ast.parse(f"{made}\nself.{target.attr}_bias = np.zeros({sizes[-1]})").body
            name = self._part(target)
            if name:
                self.given.add(name)
                value = ast.unparse(cast(ast.AST, self.visit(node.value)))
                return ast.parse(f"self.{name} = np.array({value}, dtype=float)").body[0]
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in self._layers and len(node.args) == 1:
            inputs, name = ast.unparse(node.args[0]), f"self.{function.attr}"
            return ast.parse(f"({inputs}) @ {name}_weight.T + {name}_bias", mode="eval").body
        if isinstance(function, ast.Attribute) and _root(function) in _ROOTS and function.attr in _FUNCTIONS:
            node.func = ast.parse(_FUNCTIONS[function.attr], mode="eval").body
            node.keywords = [
                ast.keyword("axis" if key.arg == "dim" else key.arg, key.value)
                for key in node.keywords
                if key.arg not in {"dtype", "requires_grad"}
            ]
        return node

    def _part(self, node: ast.AST) -> str:
        """The array of "self.hidden.weight" or "self.hidden.weight.data": hidden_weight; "" for anything else."""
        if isinstance(node, ast.Attribute) and node.attr == "data":
            node = node.value
        if not (isinstance(node, ast.Attribute) and node.attr in _PARTS and isinstance(node.value, ast.Attribute)):
            return ""
        return f"{node.value.attr}_{node.attr}" if node.value.attr in self._layers else ""


def _root(node: ast.Attribute) -> str:
    value: ast.expr = node
    while isinstance(value, ast.Attribute):
        value = value.value
    return value.id if isinstance(value, ast.Name) else ""


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _called(node: ast.expr) -> str:
    return _last(node.func) if isinstance(node, ast.Call) else ""
