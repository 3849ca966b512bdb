"""Alphas and betas that prose compares or gives together: "alpha 5 >= beta 4", "root (5, +inf)"."""

from __future__ import annotations

import re

from interviewer.grading.forms.trees.claim import NodeClaim, Quantity
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention import are_leaves_of, mentions, number_in
from interviewer.grading.forms.trees.mention_phrasings import NUMBER
from interviewer.grading.forms.trees.sentences import FILLERS, NOT_CUT, blanked
from knowledge.text.alternatives import any_of, table

_PAIR = table(
    (rf"[(\[]\s*({NUMBER})\s*[,;]\s*({NUMBER})\s*[)\]]", "left    (-inf, inf)"),
)
_COMPARED = table(
    (
        rf"(?:(?P<first>\\?\balpha\b|α|\\?\bbeta\b|β)\s*(?:=|is|of|at)?\s*)?(?P<left>{NUMBER})\s*,?\s*"
        + any_of(r"and\s+, which\s+, that\s+")
        + r"?(?:is\s+|that['’]?s\s+)?(?:already\s+|now\s+)?(?P<sign>>=|≥|⩾|<=|≤|⩽|\\geq?|\\leq?|>|<|"
        + any_of(
            "at least, at most, not above, below, under, above, "
            "(?:less|smaller|lower|worse|greater|larger|bigger|higher|more) than"
        )
        + r")\s*(?:or equal to\s+)?"
        + any_of(r"the\s+, our\s+, an?\s+")
        + (
            r"*(?:(?P<second>\\?\balpha\b|α|\\?\bbeta\b|β)\s*(?:=|is|of|at)?\s*)?(?:the\s+)?"
            f"(?P<right>{NUMBER})"
        ),
        "Four is smaller than five.",
    ),
)
_NAMED_PAIR = table(
    (
        r"[(\[]\s*(?P<first>\\?\balpha\b|α|\\?\bbeta\b|β)\s*,\s*"
        + any_of(r"\\?\balpha\b, α, \\?\bbeta\b, β")
        + rf"\s*[)\]]\s*(?:=|is|:|are)\s*[(\[]\s*(?P<one>{NUMBER})\s*[,;]\s*(?P<two>{NUMBER})\s*[)\]]",
        "(alpha, beta) = (-inf, 5)",
    ),
)
_AT = re.compile(r"\s*,?\s*(?:at|for|in|of)\s+(?:the\s+)?", re.I)
Read = tuple[list[NodeClaim], str]
"""The claims read from a sentence, and the rest of the sentence."""


def comparisons(sentence: str, rest: str, tree: GameTree) -> Read:
    """``alpha 5 >= beta 4``: the node is the one named in the sentence, or the only one with these bounds."""
    claims: list[NodeClaim] = []
    if NOT_CUT.search(sentence):
        return claims, rest  # a comparison given as a reason to go on is not the one for a cut
    for match in _COMPARED.finditer(rest):
        left, right = number_in(match["left"]), number_in(match["right"])
        names = [quantity_of(match["first"]), quantity_of(match["second"])]
        if names == [None, None]:
            alpha, beta = max(left, right), min(left, right)
        elif "alpha" in names:
            alpha, beta = (left, right) if names[0] == "alpha" else (right, left)
        else:
            alpha, beta = (right, left) if names[0] == "beta" else (left, right)
        node = node_compared(sentence, tree, alpha, beta, named=names != [None, None])
        if node is not None:
            claims.append(NodeClaim("alpha", node, alpha, match[0]))
            claims.append(NodeClaim("beta", node, beta, match[0]))
            rest = blanked(rest, match) if names != [None, None] else rest
    return claims, rest


def node_compared(sentence: str, tree: GameTree, alpha: float, beta: float, named: bool) -> TreePath | None:
    """The node with this alpha and beta, preferably one that is cut there; None if there could be several.

    Args:
        named: Whether the words say which number is which; the sentence's only node is then meant.
    """
    bounds = tree.search.bounds
    fitting = [path for path, seen in bounds.items() if seen[-1] == (alpha, beta)]
    cutting = [
        path for path in fitting if any((*path, n) in tree.search.pruned for n in range(len(tree.children(path))))
    ]
    for some in (cutting, fitting):
        if len(some) == 1:
            return some[0]
    inner = [m.paths[0] for m in mentions(sentence, tree) if len(m.paths) == 1 and m.paths[0] in bounds]
    return inner[0] if named and len(set(inner)) == 1 else None


def pairs(sentence: str, rest: str, tree: GameTree) -> Read:
    """``root (5, +inf)``: alpha and beta of the node before it."""
    claims = []
    for match in _NAMED_PAIR.finditer(rest):
        numbers = [number_in(match["one"]), number_in(match["two"])]
        alpha, beta = numbers if match["first"].strip("\\").lower() in {"alpha", "α"} else numbers[::-1]
        inner = {
            m.paths[0] for m in mentions(rest[: match.start()] + " " + rest[match.end() :], tree) if len(m.paths) == 1
        }
        at = mentions(rest[match.end() :], tree)
        node = at[0].paths[0] if at and len(at[0].paths) == 1 and _AT.match(rest, match.end()) else None
        node = node if node is not None else inner.pop() if len(inner) == 1 else None
        if node is not None:
            claims += [NodeClaim("alpha", node, alpha, match[0]), NodeClaim("beta", node, beta, match[0])]
            rest = blanked(rest, match)
    for match in _PAIR.finditer(rest):
        before = [m for m in mentions(rest[: match.start()], tree) if len(m.paths) == 1]
        if before and tree.depth > 1 and only_fillers(rest[before[-1].end : match.start()]):
            path = before[-1].paths[0]
            if are_leaves_of(tree, path, (number_in(match[1]), number_in(match[2]))):
                rest = blanked(rest, match)
                continue
            quote = rest[before[-1].start : match.end()]
            claims += [
                NodeClaim("alpha", path, number_in(match[1]), quote),
                NodeClaim("beta", path, number_in(match[2]), quote),
            ]
            rest = blanked(rest, match)
    return claims, rest


def quantity_of(word: str | None) -> Quantity | None:
    """The quantity that a word stands for: alpha, beta or a value; None if there is no word."""
    if not word:
        return None
    folded = word.lower().strip("\\")
    return "value" if folded.startswith("its") else "alpha" if folded in {"alpha", "α"} else "beta"


def only_fillers(text: str) -> bool:
    """Whether some words only join a node and a number."""
    words = re.findall(r"['’]s\b|[a-z]+|->|=>|[^\w\s]", text.lower().replace("’", "'"))
    return len(words) <= 8 and all(word in FILLERS for word in words)
