"""Values that prose gives to a row of nodes, or to all of them, by their order alone: "the min nodes take 3 and 2", "3, 2, 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.forms.trees.bounds import Read
from interviewer.grading.forms.trees.claim import NodeClaim
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention import mentions, number_in, numbers_in
from interviewer.grading.forms.trees.mention_phrasings import EQUALS, NUMBER
from interviewer.grading.forms.trees.sentences import blanked
from knowledge.text.alternatives import any_of, table

_LIST = rf"{NUMBER}(?:\s*(?:,\s*and|,|and|/|\|)\s*{NUMBER})+"
_PLAYERS = r"(?:min|max)(?:imi[sz]ers|\s+(?:nodes|level|row|layer|ones|circles|players|values))"
_ROW = table(
    (
        (
            rf"\b(?P<row>{_PLAYERS}|inner\s+{any_of('nodes, ones, circles')}"
            rf"|middle\s+{any_of('row, level, nodes, layer, circles')}"
            rf"|{any_of('circles, nodes, ones')}\s+in\s+the\s+middle"
            rf"|{any_of('below, under, beneath, underneath')}(?:\s+(?:it|that|this))?)(?:\s*"
        )
        + any_of(
            r",, :, =, \(, there, stand, come, (?:from\s+)?left\s+to\s+right, in order, are, is, be, to, get, "
            r"gets, have, has, become, becomes, hold, values?, the, read, reads, on, take, takes, give, "
            r"gives, return, returns, yield, yields, pass, passes, choose, pick, select, keep, send, report, "
            r"up, come\s+out\s+(?:as|at), evaluate, should, must, will, worth, respectively"
        )
        + rf")*\s*(?P<list>{_LIST})",
        "Middle row: three and two.",
    ),
)
_BELOW = re.compile(r"below|under|beneath", re.I)
_TURNED = re.compile(r"\b(?:from\s+)?right\s+to\s+left\b", re.I)
_SEPARATED = table(
    (rf"{NUMBER}(?:\s*(?:[,;/|]|(?:,\s*)?\b(?:and|then)\b|->|→|\s)\s*(?:then\s+|and\s+)?{NUMBER})+", "three and two."),
)
_DIRECTION = re.compile(
    r"(?:(?:from|at|the|bottom|top|left|right|up|down|to|upwards|downwards|going|read|in|order|"
    r"my|answers?|values?|numbers?|circles?|nodes?|are|is|i\s+get|so|then|and|on)\b[\s,:]*)*",
    re.I,
)
_TOP_FIRST = re.compile(r"\bfrom\s+(?:the\s+)?top\b|\btop\s*(?:-|\s+)?(?:to|down)\b|\bdownwards\b", re.I)
_BOTTOM_FIRST = re.compile(r"\bfrom\s+(?:the\s+)?bottom\b|\bbottom\s*(?:-|\s+)?(?:to|up)\b|\bupwards\b", re.I)
_LIST_THEN_TOP = table(
    (
        rf"^\W*(?P<list>{NUMBER}(?:\s*(?:,|and|/|;)\s*{NUMBER})*)\s*[,;]?\s*(?:"
        + any_of(r"and, then, so, with, which\s+makes")
        + rf"\b[\s,]*)*(?:{NUMBER}\s+)?(?:{any_of('on, at, for, in, is, the')}\s+)*$",
        "two and ten",
    ),
)
_NESTED = table(
    (
        rf"\b(?P<top>max|min)\s*\\?[({{\[]\s*(?P<inner>(?:(?:max|min)\s*\\?[({{\[]\s*{NUMBER}"
        rf"(?:\s*,\s*{NUMBER})+\s*\\?[)}}\]]\s*,?\s*){{2,8}})\\?[)}}\]]\s*{EQUALS}\s*"
        rf"(?P<value>{NUMBER})(?!\s*[-+*/(])",
        "max(min(3,5), min(2,6)) = 3",
    ),
)
_INNER = table(
    (rf"(?P<kind>max|min)\s*\\?[({{\[]\s*(?P<list>{NUMBER}(?:\s*,\s*{NUMBER})+)\s*\\?[)}}\]]", "max (5, 9)"),
)


def row_values(sentence: str, rest: str, tree: GameTree) -> Read:
    """``inner nodes: 3, 2``: a row of values from left to right, one for each visited node of the row."""
    claims: list[NodeClaim] = []
    for match in _ROW.finditer(rest):
        word, values = match["row"].lower(), numbers_in(match["list"])
        rows = [tree.level(depth) for depth in range(1, tree.depth)]
        rows = [row for row in rows if word[:3] not in {"min", "max"} or tree.kind(row[0]) == word[:3]]
        if len(rows) != 1 or (_BELOW.match(word) and not _under_root(rest[: match.start()], tree)):
            continue
        visited = [path for path in rows[0] if path in tree.search.results]
        if len(values) not in {len(rows[0]), len(visited)}:
            continue
        row = rows[0] if len(values) == len(rows[0]) else visited
        if _TURNED.search(sentence):
            row = tuple(reversed(row))
        claims += _claims(row, values, match[0])
        rest = blanked(rest, match)
    return claims, rest


def nested_values(sentence: str, rest: str, tree: GameTree) -> Read:
    """``max(min(3, 5), min(2, 6)) = 3``: the value of the node whose children are these."""
    claims: list[NodeClaim] = []
    for match in _NESTED.finditer(rest):
        inner = [numbers_in(part["list"]) for part in _INNER.finditer(match["inner"])]
        fitting = [
            path
            for path in tree.nodes
            if [[tree.values[leaf] for leaf in tree.children(child)] for child in tree.children(path)]
            == [list(values) for values in inner]
        ]
        if len(fitting) == 1:
            claims.append(NodeClaim("value", fitting[0], number_in(match["value"]), match[0]))
        rest = blanked(rest, match)
    return claims, rest


def bare_values(text: str, tree: GameTree) -> tuple[NodeClaim, ...]:
    """An answer that only lists the values of all inner nodes: "3, 2, 3".

    Any order in which one walks through a tree may be meant. If the values are right in none of them, a tree of two levels is
    read upwards, as it is computed, or in the order that the words say; for a larger tree that is not clear.
    """
    words = text.strip().strip(".!()[]{}") if "\n" not in text.strip() else text.strip()
    listed = _SEPARATED.search(words)
    inner = [path for path in tree.nodes if tree.children(path)]
    if listed is None or not _DIRECTION.fullmatch(words[: listed.start()]) or words[listed.end() :].strip(" .)"):
        return _row_then_top(words, tree)
    values = numbers_in(listed[0])
    visited = [path for path in inner if path in tree.search.results]
    for nodes in (inner, visited):
        if len(values) != len(nodes):
            continue
        orders = _orders(nodes, tree)
        if _TOP_FIRST.search(words) or _BOTTOM_FIRST.search(words):
            orders = orders[1:2] if _TOP_FIRST.search(words) else orders[:1]
        fitting = next((o for o in orders if [tree.values[path] for path in o] == list(values)), None)
        if fitting is not None or tree.depth == 2 or len(orders) == 1:
            return _claims(fitting or orders[0], values, listed[0])
    return ()


def _row_then_top(words: str, tree: GameTree) -> tuple[NodeClaim, ...]:
    """ "3 and 2, then 3 at the top": the row below the root, when the root alone is named."""
    named = mentions(words, tree)
    if len(named) != 1 or named[0].paths != ((),):
        return ()
    listed = _LIST_THEN_TOP.match(words[: named[0].start])
    row = tree.level(1)
    values = numbers_in(listed["list"]) if listed else ()
    if listed is None or tree.depth != 2 or len(values) not in {len(row), len(row) + 1}:
        return ()
    after = numbers_in(words[named[0].end :])
    all_values = numbers_in(words)
    if len(all_values) != len(row) + 1 or len(after) > 1:
        return ()
    return (*_claims(row, all_values[: len(row)], listed["list"]), NodeClaim("value", (), all_values[-1], words))


def _orders(nodes: Sequence[TreePath], tree: GameTree) -> list[Sequence[TreePath]]:
    """The orders in which one walks through nodes: level by level upwards and downwards, and children before or after parents."""
    known = set(nodes)
    levels = [[path for path in tree.level(depth) if path in known] for depth in range(tree.depth + 1)]

    def after(path: TreePath) -> list[TreePath]:
        return [p for child in tree.children(path) if child in known for p in after(child)] + [path]

    def between(path: TreePath) -> list[TreePath]:
        below = [between(child) for child in tree.children(path) if child in known]
        return [*(below[0] if below else []), path, *(p for more in below[1:] for p in more)]

    upwards = [path for level in reversed(levels) for path in level]
    downwards = [path for level in levels for path in level]
    return [upwards, downwards, after(()), sorted(nodes), between(())]


def _claims(nodes: Sequence[TreePath], values: Sequence[float], quote: str) -> tuple[NodeClaim, ...]:
    return tuple(NodeClaim("value", path, value, quote) for path, value in zip(nodes, values, strict=True))


def _under_root(before: str, tree: GameTree) -> bool:
    """Whether the node named last before "below it" is the root."""
    named = mentions(before, tree)
    return bool(named) and named[-1].paths == ((),)
