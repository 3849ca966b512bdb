"""Reads what prose says about pruning: "the leaves 5 and 9 are never looked at", "so nothing is pruned"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.stance import stood_by
from interviewer.grading.forms.trees.claim import CutClaim
from interviewer.grading.forms.trees.cut_words import (
    CUT,
    ELLIPSIS,
    NEVER_SEEN,
    NOT_CUT,
    NOTHING,
    VALUE,
    as_said,
    joined,
    says_of,
)
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention import NUMBER, leaves_named, mentions, number_in, without_leaves
from interviewer.grading.forms.trees.rows import node_of_row
from interviewer.grading.forms.trees.sentences import sentences_of

_PARTS = re.compile(r",\s+|\s+[-–—]\s+|;\s*|:\s+|\b(?:but|while|whereas)\b")
_AFTER = re.compile(
    rf"\b(?:after|once|having seen)\s+(?:the\s+|seeing\s+|leaf\s+|we\s+see\s+)*{NUMBER}\s*(?:is seen\s*)?,?", re.I
)
_WHY = re.compile(r"\b(?:because|since|as|once|when|given|where|so that|due to|for)\b.*", re.I | re.DOTALL)
_ONLY = re.compile(r"\b(?:only|just|nothing but)\b", re.I)
_COUNTED = re.compile(r"\s+(?:more\s+|whole\s+)?(?:leaves|nodes|children|branches|of\s+them)\b", re.I)
_AS_WELL = re.compile(r"\b(?:neither|nor|as\s+well|too|also|likewise|(?:as|so)\s+(?:is|are|was|were|does|do))\b", re.I)
_GIVES_VALUE = re.compile(rf"{VALUE}{NUMBER}\s*$", re.I)
_VALUE_THEN_CUT = re.compile(
    rf"\W*{NUMBER}\s*[,;:(–—→-]+>?\s*(?:(?:so|then|hence|here|we|a|beta|alpha)[\s-]+)*(?:cut|prun)", re.I
)
"""Matches a cell with a node's value and the remark that the search stops there: "4, cut"."""
_SO = re.compile(r"\s*(?:and\s+)?(?:hence|so|thus|therefore|consequently|then)\b", re.I)
"""Matches words after which the statement is about what follows, not about what was named before."""
_WHOLE = re.compile(
    r"\b(?:(?:everything|anything|nothing|none|all|whatever)(?:\s+(?:is|lies|hangs|comes|of\s+(?:it|them)|the\s+leaves|leaves|nodes|else|that(?:['’]s|\s+is|\s+lies|\s+hangs)?))?"
    r"|what(?:['’]s|\s+is|\s+lies|\s+hangs)|(?:the|both|two|no)\s+(?:two\s+)?(?:leaf|leaves|children|nodes))\s+(?:under(?:neath)?|inside|within|in|on)\s+(?:the\s+)?$",
    re.I,
)
"""Before a node: all that is below it is meant, so the node does not only say where."""
_THEY = re.compile(rf"{_SO.pattern}\s*(?:they|these|those|both)\b", re.I)
_ABOUT_THEM = re.compile(
    r"\s*(?:and\s+|so\s+)?(?:(?:is|are|gets?|can be|need|never|not|will be|both)\b|(?:do|does|did|have|has|need|ca|wo)n['’]t\b|(?:do|does|did|have) not\b)"
    rf"|{_THEY.pattern}",
    re.I,
)
_PLACED = re.compile(r"(?<!look )(?<!looked )(?<!looking )\b(?:on|in|at|inside|within|under)\s+(?:the\s+)?$", re.I)
_SIDE_ALONE = re.compile(
    r"\W*(?:(?:but|and|then|now)\s+)?(?:(?:on|in|at)\s+the\s+)?(?P<side>left|right)(?:\s+(?:hand\s+)?(?:side|half|branch|part))?\W*",
    re.I,
)
_ANNOUNCES = re.compile(r"\W*(?:(?:what\s+is|so|then|now)\s+)?(?:prun\w+|cut(?:\s+off)?|skip\w*)\W*", re.I)
"""A part that announces what is cut: "pruned: the max node over 5 and 9"."""
_ITS = re.compile(r"\b(?:its|whose|their|that (?:node|one)['’]s)\s+$", re.I)
_REST = re.compile(
    r"\b(?:rest|remainder|remaining (?:part|child|children|branch|node)|other (?:child|half)|(?:every|any|no)thing (?:else|more|further))\b",
    re.I,
)


def read_cuts(text: str, tree: GameTree) -> tuple[CutClaim, ...]:
    """What prose says is pruned, or is not, in order."""
    heard = stood_by(text, denials=False)
    found: list[CutClaim] = []
    for sentence in sentences_of(heard):
        claims = list(_of_sentence(sentence, tree))
        if not claims and _is_cut_talk(sentence):
            # "No cut." was only about a step on the way if words about a cut follow that cannot be read
            found = [claim for claim in found if claim.cut or claim.paths]
        found += claims
    return tuple(found)


def _is_cut_talk(sentence: str) -> bool:
    """Whether a sentence says that something is cut or not looked at."""
    return bool(
        (CUT.search(sentence) or NEVER_SEEN.search(sentence))
        and not NOT_CUT.search(sentence)
        and not NOTHING.search(sentence)
    )


def _of_sentence(sentence: str, tree: GameTree) -> Iterator[CutClaim]:
    if sentence.count("|") >= 2:
        yield from _of_row(sentence, tree)
        return
    original, sentence = sentence, as_said(sentence)
    whole = without_leaves(sentence, tree)
    parts = [part for part in _PARTS.split(_AFTER.sub(" ", joined(whole))) if part and part.strip()]
    named: list[TreePath] = []
    denied, announced, side = False, False, ""
    last: bool | None = None
    for part in parts:
        part = _WHY.sub("", part) if CUT.search(_WHY.sub("", part)) or NEVER_SEEN.search(_WHY.sub("", part)) else part
        if alone := _SIDE_ALONE.fullmatch(part):
            side = f"on the {alone['side']} "  # "Right: the second max node is cut" counts on the right
            continue
        side = "" if re.search(r"\b(?:left|right)", part, re.I) else side
        scope, objects = _named(side + part.lstrip(), tree)
        says = says_of(part, denied)
        if says is None and last and ELLIPSIS.search(part) and not _AS_WELL.search(part):
            says = "seen"  # "the 9 isn't visited, the 5 is"
        if _SO.match(part) and not (_THEY.match(part) and _are_pruned(named, tree)):
            named = []
        if says is None and announced and objects:
            yield CutClaim(tuple(objects), True, _quote(part, original))
            continue
        announced = bool(_ANNOUNCES.fullmatch(part))
        if says is None:
            if _AS_WELL.search(part) and last is not None and objects:
                yield CutClaim(tuple(objects), last, _quote(part, original))
            elif not CUT.search(part) and not (_GIVES_VALUE.search(part) and mentions(part, tree)):
                named += objects
            continue
        last = says in {"cut", "idle"}
        quote = _quote(part, original)
        only = bool(_ONLY.search(part))
        if says == "nothing":
            denied = True
            below = tuple(objects or scope)
            yield CutClaim(below, False, quote)
        elif says in {"cut", "idle"}:
            if says == "idle":
                objects = [path for path in objects if path]  # "can't change the result"
            meant = tuple(
                _rest_meant(scope, objects, tree) if _REST.search(part) else objects or _left_over(part, named, tree)
            )
            if meant and (says == "cut" or _are_pruned(meant, tree)):
                yield CutClaim(meant, True, quote, only)
        elif objects:
            yield CutClaim(tuple(objects), False, quote)


def _of_row(row: str, tree: GameTree) -> Iterator[CutClaim]:
    """The claims in a table row: its cells are about the node in the first cell."""
    cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
    heads = [mention.paths for mention in mentions(cells[0], tree)]
    if not heads and (node := node_of_row(cells[0], tree)) is not None:
        heads = [(node,)]
    said = next((cell for cell in cells[1:] if CUT.search(cell) or NEVER_SEEN.search(cell)), None)
    if said is None or not (heads or re.search(r"\b(?:node|lea|max|min)", cells[0], re.I)):
        return
    valued = _VALUE_THEN_CUT.match(said) is not None
    inner = [] if valued else [number_in(match[0]) for match in re.finditer(NUMBER, said, re.I)]
    leaves = leaves_named(tree, inner, None) if inner else ()
    paths = leaves or (heads[0] if len(heads) == 1 else ())
    visited = valued or any(re.search(NUMBER, cell, re.I) for cell in cells[1:] if cell != said)
    if visited and not leaves and not {leaf for path in paths for leaf in tree.leaves(path)} <= tree.pruned_leaves:
        return  # a row with numbers of its own says that the search stops at this node, and not that it is left out
    if paths and not NOT_CUT.search(said) and not NOTHING.search(said):
        yield CutClaim(tuple(paths), True, row.strip())


def _named(part: str, tree: GameTree) -> tuple[list[TreePath], list[TreePath]]:
    """The nodes that only say where, and those that something is said about. Bare numbers are leaves."""
    scope: list[TreePath] = []
    objects: list[TreePath] = []
    found = mentions(part, tree)
    for mention in found:
        before = part[: mention.start]
        if _ITS.search(before):
            continue  # the second node of something said before, not of all
        (scope if _PLACED.search(before) and not _WHOLE.search(before) else objects).extend(mention.paths)
    spans = [range(m.start, m.end) for m in found]
    numbers = [
        number_in(match[0])
        for match in re.finditer(NUMBER, part, re.I)
        if not any(match.start() in span for span in spans) and not _COUNTED.match(part, match.end())
    ]
    if numbers and not re.search(r"[<>=≤≥]|\balpha\b|\bbeta\b|α|β", part):
        below = scope or objects or None
        leaves = leaves_named(tree, numbers, below)
        if leaves and objects and all(any(leaf[: len(o)] == o for o in objects) for leaf in leaves):
            return scope, list(leaves)
        objects.extend(leaves)
    return scope, objects


def _rest_meant(scope: Sequence[TreePath], objects: Sequence[TreePath], tree: GameTree) -> Sequence[TreePath]:
    """What "the rest" is: the children of the node named that are left, or the leaves it lists: "the rest (5 and 9)"."""
    listed = len(objects) > 1 and all(tree.kind(path) == "leaf" for path in objects)
    return objects if listed else _rest_of(scope or objects, tree)


def _are_pruned(paths: Sequence[TreePath], tree: GameTree) -> bool:
    """Whether these nodes are exactly what alpha-beta prunes."""
    return {leaf for path in paths for leaf in tree.leaves(path)} == tree.pruned_leaves != frozenset()


def _rest_of(tops: Sequence[TreePath], tree: GameTree) -> tuple[TreePath, ...]:
    """The children of a node after those that were visited, or after the first if all were."""
    if len(tops) != 1 or not tree.children(tops[0]):
        return ()
    children = tree.children(tops[0])
    left = tuple(child for child in children if child in tree.search.pruned)
    return left or children[1:]


def _left_over(part: str, named: Sequence[TreePath], tree: GameTree) -> Sequence[TreePath]:
    """The nodes an earlier part named, if this part only says what happens to them: "the last node, with 5 and 9, is cut"."""
    if not _ABOUT_THEM.match(part):
        return ()
    leaves = [path for path in named if not tree.children(path)]
    above = [path for path in named if any(leaf[: len(path)] == path for leaf in leaves)]
    return [*above, *leaves] if len(leaves) > 1 else named  # leaves say better than an order which node is meant


def _quote(part: str, sentence: str) -> str:
    """The part as written in the sentence; the whole sentence if something was removed from the part."""
    words = part.strip()
    return words if words in sentence else sentence.strip()
