"""Weights that an answer takes in groups: as pairs, lists, a dict of dicts, or a sequence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.code.code_tests.leaves import nodes_of
from interviewer.grading.forms.code.code_tests.network.reference import NAMES, NetworkCase
from interviewer.grading.forms.code.code_tests.network.way import Way, WeightLayout
from interviewer.grading.forms.code.code_tests.roles import ParameterRole, role_of
from interviewer.grading.forms.sandbox.messages import Argument, Definition

LAYERS = ("first layer", "second layer")
LISTS = ("both weights", "both biases")
STRUCTURES = frozenset({"pairs", "in a row", "nested", *LAYERS, *LISTS})
"""The roles of parameters that take several weights: one layer's two, all of one kind, or all of them."""
_DATA = {"x": r"x|xs|inputs?|inp|data|batch|xbatch|batchx|features?|a0|xin|h0|eingabe|img|images?|examples?"}
_BIAS = re.compile(r"b|bias(?:es)?|offset", re.I)
_BIASES = re.compile(r"b|bs|bias(?:es)?|offsets?|b_?list", re.I)


def structured(
    case: NetworkCase, layout: WeightLayout, role: ParameterRole, nested: tuple[tuple[str, ...], tuple[str, ...]]
) -> Argument:
    """The argument for a parameter with such a role."""
    W1, b1, W2, b2 = (layout.of(case, name) for name in NAMES)
    if role == "nested":
        layers, parts = nested
        of = {False: (W1, W2), True: (b1, b2)}
        return {
            layer: {part: of[bool(_BIAS.fullmatch(part))][number] for part in parts}
            for number, layer in enumerate(layers[:2])
        }
    given: dict[ParameterRole, Argument] = {
        "pairs": [[W1, b1], [W2, b2]],
        "in a row": [W1, b1, W2, b2],
        "first layer": [W1, b1],
        "second layer": [W2, b2],
        "both weights": [W1, W2],
        "both biases": [b1, b2],
    }
    return given[role]


def ways_with_structures(function: Definition, source: str, layouts: Sequence[WeightLayout]) -> Iterator[Way]:
    """Ways to call a function whose parameters take several weights each."""
    needed = [p.name for p in function.parameters if not p.kind.startswith("VAR_") and not p.optional]
    names = [name for name in needed if name not in {"self", "cls"}]
    rest = next((p.name for p in function.parameters if p.kind == "VAR_POSITIONAL"), "")
    named = next((name for name in names if role_of(name, _DATA) == "x"), "")
    for data in [named] if named else names:
        others = [name for name in names if name != data]
        for layout in layouts:
            if rest and not others:
                yield Way(layout, function.name, {data: "x", f"*{rest}": "in a row"})
            if len(others) == 1:
                nested = nested_keys(source, function.name)
                kinds = (*(["nested"] if len(nested[0]) == 2 else []), "pairs", "in a row")
                for kind in kinds:
                    yield Way(layout, function.name, {data: "x", others[0]: kind}, nested=nested)
            if len(others) == 2:
                backwards = bool(_BIASES.fullmatch(others[0]))
                for pair in (LISTS[::-1] if backwards else LISTS, LAYERS):
                    yield Way(layout, function.name, {data: "x", **dict(zip(others, pair, strict=True))})


def nested_keys(source: str, function: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys by which a function takes the layers, and their contents, from a dict of dicts, in order."""
    outer: dict[str, None] = {}
    inner: dict[str, None] = {}
    found = []
    for node in nodes_of(source, function):
        match node:
            case ast.Subscript(
                value=ast.Subscript(slice=ast.Constant(value=str() as layer)), slice=ast.Constant(value=str() as part)
            ):
                found.append((node.lineno, node.col_offset, layer, part))
    for _, _, layer, part in sorted(found):
        outer[layer], inner[part] = None, None
    return tuple(outer), tuple(inner)
