"""Reads a filled-in tree as JSON, from the page, a file, or written by hand.

``{"nodes": {"root": {"value": 3}, "1": {"value": 3, "alpha": 5, "beta": "inf"}}, "pruned": ["2.2"]}``: a node is named by
its place among its parent's children at each level, from 1. ``"pruned": []`` says nothing; ``"pruned": "nothing"`` does.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from interviewer.grading.forms.fences import blocks
from interviewer.grading.forms.trees.claim import QUANTITIES, CutClaim, NodeClaim, Quantity, TreeAnswer
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath, path_of
from interviewer.grading.forms.trees.node_names import name_of
from interviewer.json_data import JsonValue

_INFINITY = re.compile(r"([+-]?)\s*(?:inf(?:inity|ty)?|∞|oo|\\infty)", re.I)
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,9})?")
_NOTHING = {"nothing", "none", "no", "-"}
_SHORT: dict[str, Quantity] = {"a": "alpha", "α": "alpha", "b": "beta", "β": "beta", "v": "value", "values": "value"}
_FAULTS = 3
"""Most faults that are named; with more, it is better to read the form's description again."""


def read_filled(text: str, tree: GameTree) -> TreeAnswer:
    """What the filled-in trees of an answer say, the last word on each field last."""
    found = TreeAnswer()
    for block in blocks(text, "tree"):
        found += _read_block(block.body, tree)
    return found


def is_tree_json(text: str) -> bool:
    """Whether a text is a filled-in tree without its fence: JSON that names nodes, values or what is pruned."""
    data = _loaded(text)
    if not isinstance(data, dict):
        return False
    keys = set(data)
    return bool(keys & {"nodes", "values", "pruned", "root"}) and "curves" not in keys


def number_of(entry: object) -> float | None:
    """A number as JSON or as text, including signs for infinity; None for anything else, including NaN."""
    if isinstance(entry, bool):
        return None
    if isinstance(entry, int | float):
        try:
            value = float(entry)
        except OverflowError:
            return None
        return None if math.isnan(value) else value
    if not isinstance(entry, str):
        return None
    text = entry.strip().replace("−", "-")
    if match := _INFINITY.fullmatch(text):
        return -math.inf if match[1] == "-" else math.inf
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _loaded(body: str) -> JsonValue:
    try:
        data: JsonValue = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return data


def _read_block(body: str, tree: GameTree) -> TreeAnswer:
    data = _loaded(body)
    if not isinstance(data, dict):
        return TreeAnswer(
            faults=('the filled-in tree cannot be read; it should look like {"nodes": {"root": {"value": 3}}}',)
        )
    claims: list[NodeClaim] = []
    faults: list[str] = []
    unread: dict[tuple[Quantity, TreePath], str] = {}
    for name, quantity, entry in _entries(data):
        path = path_of(name, tree)
        if path is None:
            faults.append(f'the tree has no node "{name[:20]}"; nodes are named root, 1, 2, 2.1 and so on')
        elif entry is None or entry == "":
            continue
        elif (number := number_of(entry)) is None:
            written = unread[quantity, path] = repr(str(entry)[:20])
            faults.append(f"the {quantity} of {name_of(tree, path)} is not a number: {written}")
        else:
            claims.append(NodeClaim(quantity, path, number, _quote(body, name, quantity)))
    cuts = tuple(_cuts(data.get("pruned"), body, tree, faults))
    return TreeAnswer(tuple(claims), cuts, filled=True, faults=tuple(dict.fromkeys(faults))[:_FAULTS], unread=unread)


def _entries(data: dict[str, JsonValue]) -> Iterator[tuple[str, Quantity, JsonValue]]:
    """Node, quantity and entry of each filled-in field, in either of the two layouts."""
    nodes = data.get("nodes")
    for name, entry in (nodes if isinstance(nodes, dict) else data).items():
        if name in {"nodes", "pruned", "alpha", "beta", "values", "value"}:
            continue
        if isinstance(entry, dict):
            for key, number in entry.items():
                quantity = _quantity(key)
                if quantity:
                    yield name, quantity, number
        else:
            yield name, "value", entry
    for key in ("values", "value", "alpha", "beta"):
        column = data.get(key)
        if isinstance(column, dict):
            for name, entry in column.items():
                yield name, _quantity(key) or "value", entry


def _quantity(key: str) -> Quantity | None:
    folded = key.strip().lower()
    return next((q for q in QUANTITIES if q == folded), _SHORT.get(folded))


def _cuts(entry: JsonValue, body: str, tree: GameTree, faults: list[str]) -> Iterator[CutClaim]:
    match = re.search(r'"pruned"\s*:\s*(?:\[[^\]]*\]|"[^"]*")', body)
    quote = match[0] if match else "pruned"
    if isinstance(entry, str):
        if entry.strip().lower() in _NOTHING:
            yield CutClaim((), False, quote)
            return
        entry = [part for part in re.split(r"[,;\s]+", entry) if part]
    if not isinstance(entry, list):
        return
    paths: list[TreePath] = []
    for item in entry:
        path = path_of(str(item), tree) if isinstance(item, str | int | float) else None
        if path is None:
            faults.append(f'the tree has no node "{str(item)[:20]}" to prune; nodes are named 1, 2, 2.1 and so on')
        else:
            paths.append(path)
    if paths:
        yield CutClaim(tuple(paths), True, quote)


def _quote(body: str, name: str, quantity: Quantity) -> str:
    """The piece of the JSON that gives a field: the node's name, and its group if it has one."""
    node = re.escape(json.dumps(name, ensure_ascii=False))
    for pattern in (rf"{node}\s*:\s*\{{[^{{}}]*\}}", rf"{node}\s*:\s*[^,{{}}\n]*"):
        if match := re.search(pattern, body):
            return match[0].strip()
    return quantity
