"""Finds the game tree nodes that an answer's words name: "the right subtree's last leaf", "min(3, 5)", "leaves 5 and 9"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention_phrasings import (
    A_NUMBER,
    BARE_SIDE,
    BRACKETED,
    DIRECTION,
    GIVEN_VALUE,
    IN_SIDE,
    LEAVES,
    LETTERS,
    MY_ANSWER,
    ONE_OF_KIND,
    OVER,
    OWNED,
    ROOT,
    SCOPED,
    SIDED,
    TOWARDS,
    WORDS,
)

_PLACES = {"1st": 0, "2nd": 1, "3rd": 2, "left": 0, "leftmost": 0}
_FAR = frozenset({"last", "leftmost", "rightmost"})
_VAGUE = frozenset({"branch", "subtree", "sub-tree", "part"})
_ORDERED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True)
class Mention:
    """Words that name nodes: ``text[start:end]``. There are no paths if it is not clear which nodes are meant."""

    paths: tuple[TreePath, ...]
    start: int
    end: int


@dataclass(frozen=True)
class _Phrase:
    start: int
    end: int
    order: str = ""
    count: int = 1
    kind: str = ""
    noun: str = ""
    values: tuple[float, ...] = ()
    root: bool = False
    only: bool = False


def mentions(text: str, tree: GameTree) -> tuple[Mention, ...]:
    """The nodes that a sentence names, in order; a node named via another is one mention."""
    phrases = list(_phrases(text))
    found: list[Mention] = []
    at = 0
    while at < len(phrases):
        phrase = phrases[at]
        after = phrases[at + 1] if at + 1 < len(phrases) else None
        between = text[phrase.end : after.start] if after else ""
        if after and OWNED.fullmatch(between):
            scope = _resolve(phrase, tree, None)
            found.append(Mention(_resolve(after, tree, scope), phrase.start, after.end))
            at += 2
        elif after and SCOPED.fullmatch(between) and not after.values:
            scope = _resolve(after, tree, None)
            found.append(Mention(_resolve(phrase, tree, scope), phrase.start, after.end))
            at += 2
        else:
            context = found[-1].paths if found and phrase.noun.startswith("child") and not phrase.kind else None
            side = phrases[at - 1] if at and IN_SIDE.fullmatch(text[phrases[at - 1].end : phrase.start]) else None
            paths = _resolve(phrase, tree, context)
            found.append(Mention(_in_side(phrase, side, tree) or paths, phrase.start, phrase.end))
            at += 1
    return tuple(found)


def named_before(text: str, start: int, tree: GameTree) -> Mention | None:
    """The node that a formula is said to be: "root = min(5, 6) = 5", with the wrong kind or the wrong children."""
    named = mentions(text[:start], tree)
    close = named[-1] if named else None
    if close is None or len(close.paths) != 1:
        return None
    return close if re.fullmatch(r"\s*(?:=|:|is|gets|becomes)\s*", text[close.end : start]) else None


def _in_side(phrase: _Phrase, side: _Phrase | None, tree: GameTree) -> tuple[TreePath, ...]:
    """The node that is counted within a side named before it, as in "on the right the second max node"; none if it is not."""
    if side is None or side.order not in {"left", "right"} or side.noun.startswith("lea") or side.values:
        return ()
    counted = phrase.order not in {"", "left", "right"} and bool(phrase.kind or phrase.noun.startswith("child"))
    scope = _resolve(side, tree, None)
    return _resolve(phrase, tree, scope) if counted and len(scope) == 1 else ()


def with_sides_together(text: str) -> str:
    """A text in which "L=3; R=2" is one sentence, since R alone could be the root; offsets stay valid."""
    both = {match["side"] for match in LETTERS.finditer(text)} == {"L", "R"}
    return re.sub(r";(?=\s)|\n(?=[^\n])", ",", text) if both else text


def without_leaves(text: str, tree: GameTree) -> str:
    """A sentence without the leaves in brackets after a node, as in "the fourth max node (5, 9)"; offsets stay valid."""
    for mention in mentions(text, tree):
        leaves = BRACKETED.match(text, mention.end)
        if leaves and len(mention.paths) == 1 and are_leaves_of(tree, mention.paths[0], numbers_in(leaves[0])):
            text = text[: leaves.start()] + " " * len(leaves[0]) + text[leaves.end() :]
    return text


def are_leaves_of(tree: GameTree, path: TreePath, values: Sequence[float]) -> bool:
    """Whether these are the values of a node's children, which are leaves."""
    children = tree.children(path)
    return (
        bool(children)
        and all(tree.kind(c) == "leaf" for c in children)
        and [tree.values[c] for c in children] == [*values]
    )


def number_in(words: str) -> float:
    """The number that ``NUMBER`` matched."""
    text = words.strip().lower().replace("−", "-")
    if "inf" in text or "∞" in text:
        return -math.inf if re.match(r"-|minus|negative", text) else math.inf
    return float(WORDS.index(text)) if text in WORDS else float(text)


def numbers_in(words: str) -> tuple[float, ...]:
    """Every number of some words."""
    return tuple(number_in(match[0]) for match in A_NUMBER.finditer(words))


def over_children(tree: GameTree, kind: str, values: Sequence[float]) -> tuple[TreePath, ...]:
    """The inner nodes of a kind ("" for any) whose children have these values, in this order."""
    return tuple(
        path
        for path in tree.nodes
        if (children := tree.children(path))
        and kind in ("", tree.kind(path))
        and [tree.values[c] for c in children] == list(values)
    )


def leaves_named(tree: GameTree, values: Sequence[float], scope: Sequence[TreePath] | None) -> tuple[TreePath, ...]:
    """The leaves with these values, below certain nodes if these are given.

    Two leaves can have the same value. Neighbours are then preferred, and a pruned one before others: somebody who calls it
    pruned has seen that it is.
    """
    leaves = [leaf for top in (scope or ((),)) for leaf in tree.leaves(top)]
    for start in range(len(leaves) - len(values) + 1):
        row = leaves[start : start + len(values)]
        if len(values) > 1 and [tree.values[leaf] for leaf in row] == list(values):
            return tuple(row)
    found = []
    for value in values:
        same = [leaf for leaf in leaves if tree.values[leaf] == value]
        if not same:
            return ()
        found.append(next((leaf for leaf in same if leaf in tree.pruned_leaves), same[0]))
    return tuple(found)


def _phrases(text: str) -> Iterator[_Phrase]:
    found = [_Phrase(m.start(), m.end(), root=True) for root in (ROOT, MY_ANSWER) for m in root.finditer(text)]
    letters = list(LETTERS.finditer(text))
    if {match["side"] for match in letters} == {"L", "R"}:  # R alone may be the root
        found += [_Phrase(m.start(), m.end(), "left" if m["side"] == "L" else "right") for m in letters]
    for match in OVER.finditer(text):
        values = numbers_in(match["list"])
        if len(values) > 1:
            found.append(_Phrase(match.start(), match.end(), kind=(match["kind"] or "").lower(), values=values))
    found += [_Phrase(m.start(), m.end(), noun="leaf", values=numbers_in(m["list"])) for m in LEAVES.finditer(text)]
    for match in SIDED.finditer(text):
        order = match["order"].lower().replace("-", "").removesuffix("hand")
        if not (match["kind"] or match["noun"]):
            bare = order in {"left", "right"} and (
                BARE_SIDE.search(text[: match.start()])
                or (GIVEN_VALUE.match(text, match.end()) and not TOWARDS.search(text[: match.start()]))
            )
            if not bare or DIRECTION.match(text[match.end() :]):
                continue
        count = {"two": 2, "2": 2, "three": 3, "3": 3}.get((match["count"] or "").strip().lower(), 1)
        noun, kind = (match["noun"] or "").lower(), (match["kind"] or "").lower()[:3]
        found.append(_Phrase(match.start(), end=match.end(), order=order, count=count, kind=kind, noun=noun))
    found += [_Phrase(m.start(), m.end(), kind=m["kind"].lower(), only=True) for m in ONE_OF_KIND.finditer(text)]
    at = -1
    for phrase in sorted(found, key=lambda p: (p.start, -p.end)):
        if phrase.start >= at:
            yield phrase
            at = phrase.end


def _resolve(phrase: _Phrase, tree: GameTree, scope: Sequence[TreePath] | None) -> tuple[TreePath, ...]:
    """The nodes that a phrase names within a scope; none where it could be several."""
    if phrase.root:
        return ((),)
    if phrase.only:
        same = [path for path in tree.nodes if tree.kind(path) == phrase.kind]
        return tuple(same) if len(same) == 1 else ()
    if phrase.values:
        if phrase.noun == "leaf":
            return leaves_named(tree, phrase.values, scope)
        found = over_children(tree, phrase.kind, phrase.values)
        return found if len(found) == 1 else ()
    if scope is not None and not scope:
        return ()
    if phrase.noun.startswith("lea"):
        return _picked([leaf for top in (scope or ((),)) for leaf in tree.leaves(top)], phrase)
    if phrase.noun.startswith("child"):
        return _picked(tree.children(scope[0]), phrase) if scope and len(scope) == 1 else ()
    if phrase.noun == "one" and phrase.order not in {"left", "right"}:
        return ()  # "the second one" is the second of whatever was mentioned
    row = _row(phrase, tree, scope)
    ordinal = phrase.order not in {"left", "right", "middle"}
    if len(row) > 3 and not ordinal:
        return ()
    if phrase.order in _FAR and phrase.noun in _VAGUE and not phrase.kind and scope is None and tree.depth > 2:
        return ()  # "the rightmost branch" may be any on that side
    if phrase.order == "middle" and len(row) != 3:
        return ()
    return _picked(row, phrase)


def _row(phrase: _Phrase, tree: GameTree, scope: Sequence[TreePath] | None) -> Sequence[TreePath]:
    """The nodes that an ordinal counts, from left to right: those of the kind, at the highest level below the scope with any."""
    tops = scope or ((),)
    depth = len(tops[0]) + 1
    while depth <= tree.depth:
        row = [path for top in tops for path in tree.level(depth) if path[: len(top)] == top]
        if row and (not phrase.kind or tree.kind(row[0]) == phrase.kind):
            return row
        depth += 1
    return ()


def _picked(row: Sequence[TreePath], phrase: _Phrase) -> tuple[TreePath, ...]:
    order, count = phrase.order, phrase.count
    if not row:
        return ()
    if order in {"last", "right", "rightmost"}:
        return tuple(row[-count:])
    if order == "middle":
        return (row[len(row) // 2],)
    place = _PLACES.get(order)
    if place is None:
        place = _ORDERED.index(order) if order in _ORDERED else int(order[0]) - 1
    return tuple(row[place : place + count])
