"""Reads what prose says about a game tree's values, alphas and betas: "left min is 3, root 3", "alpha 5 >= beta 4".

Only plain statements are read. Anything else is not a fault: the answer is also read as prose.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.forms.stance import stood_by
from interviewer.grading.forms.trees.bounds import Read, comparisons, node_compared, only_fillers, pairs, quantity_of
from interviewer.grading.forms.trees.claim import NodeClaim, Quantity
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention import (
    Mention,
    mentions,
    named_before,
    number_in,
    numbers_in,
    over_children,
    with_sides_together,
)
from interviewer.grading.forms.trees.mention_phrasings import A_NUMBER, EQUALS, NUMBER
from interviewer.grading.forms.trees.put_right import OTHER, can_be_it, put_right
from interviewer.grading.forms.trees.row_values import bare_values, nested_values, row_values
from interviewer.grading.forms.trees.rows import drawn_values, rows_of
from interviewer.grading.forms.trees.sentences import (
    IT,
    TIME,
    blanked,
    sentences_of,
    without_alternatives,
    without_numbers,
)
from knowledge.text.alternatives import any_of, table

_QUANTITY = re.compile(r"\\?\balpha\b|α|\\?\bbeta\b|β|\bits\s+value\b", re.I)
_FORMULA = table(
    (
        rf"\b(?P<kind>max|min)(?:imum)?\s*(?:of\s+)?\\?[({{\[]?\s*(?P<list>{NUMBER}(?:\s*(?:,|and"
        rf"|;)\s*{NUMBER})+)\s*\\?[)}}\]]?\s*{EQUALS}\s*"
        f"(?P<value>{NUMBER})",
        "max of 1 and 4 is 4,",
    ),
)
_BACKWARDS = re.compile(
    r"\s*,?\s*(?:is\s+|goes\s+|go\s+|stands\s+|comes\s+|written\s+|sits\s+)*(?:at|in|into|on|onto|for|to|as)\s+(?:the\s+)?"
    r"(?:value\s+(?:of|for)\s+(?:the\s+)?)?$",
    re.I,
)
_FIELD_BEFORE = table(
    (
        rf"[\s:,(\[|-]*(?:(?:\\?(?:alpha|beta)|α|β)\s*(?:=|:|is)?\s*{NUMBER}[\s,)\]|:]*(?:and\s+)?){{1,2}}(?:the\s+)?value\s*(?:=|:|is)?\s*$",
        ": alpha = 5, beta = inf, value = ",
    ),
)
"""Between a node and its value: the bounds given with it."""
_FROM = table(
    (rf"\bfrom\s+{NUMBER}\s+(?:up\s+|down\s+)?(?=to\b)", "from 4 up to 5"),
)
_SUM = table(
    (rf"{NUMBER}(?:\s*(?:[*+/×·x]|[-−]|plus|minus|times)\s*{NUMBER})+\s*(?:=|is|makes|gives)?", "five times ten"),
)
"""A calculation. The number after its equals sign is its result; the numbers in it are not given to any node."""
_OUT_OF = table(
    (r"out\s+of", "out of ten"),
    ("between", "between the two"),
    ("among", "among eight"),
    (r"(?:larg|bigg|great|high|small|low)(?:er|est)(?:\s+one)?\s+of", "smaller one of three and two."),
    (r"(?:max|min)(?:imum)?\s+of", "min of three"),
    (r"best\s+of", "best of sixteen"),
    before=r"\b",
    after=rf"\s+(?:the\s+|its\s+)?{NUMBER}(?:\s*(?:,\s*(?:and|or)|,|and|or)\s*{NUMBER})*",
)
"""What a node chooses from, its children's values."""
_COUNTED = table(
    (
        rf"{NUMBER}(?=\s+(?:possible\s+)?"
        + any_of(
            "moves, options, choices, children, nodes, leaves, circles, branches, players, ways, sides, "
            "values, numbers, levels"
        )
        + r"\b)",
        "I write sixteen numbers.",
    ),
)
_START = table(
    (rf"\b(?:start|begin|initial)\w*\b(?:\s+(?:with|at|as|value|is|=))*\s*{NUMBER}", "starting at zero"),
)
_AND_ANOTHER = table((rf"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*){NUMBER}", "and 4"))
_IS_LEAF = re.compile(r"\b(?:leaf|leaves|outcome|score)\b[^.;]{0,20}$|\bthe\s+$", re.I)
"""Before a number, this says that "the 6 on the right" is a leaf and not a value."""
_CUTS = re.compile(r"\b(?:prun\w*|cut\w*|skip\w*|visited|looked at)\b", re.I)
"""In a sentence about pruning, "the 5 on the right" is a leaf and not the value of the right node."""
_CORRECTED = re.compile(
    r"\b(?:(?:no|wait|sorry|rather|actually|i mean|make that)\b(?:[^.;\d]{0,40}\bso\b)?|but\b[^.;\d]{0,40}\bso\b)[\s,:-]*(?:it['’]?s\s+|is\s+|to\s+)?$",
    re.I,
)
_GOES_TO = re.compile(
    r"\s*[,;]?\s*(?:and\s+)?(?:then|→|->|⇒|later|finally|afterwards|now)\s*(?:to\s+|it\s+is\s+)?", re.I
)


@dataclass(frozen=True)
class _Sign:
    """A number, or the word for alpha or beta, in a sentence."""

    start: int
    end: int
    quantity: Quantity | None = None
    number: float = 0.0


def read_values(text: str, tree: GameTree) -> tuple[NodeClaim, ...]:
    """What prose says about values, alphas and betas, in order."""
    if listed := bare_values(text, tree):
        return listed
    claims: list[NodeClaim] = [*rows_of(text, tree), *drawn_values(text, tree)]
    text = with_sides_together(text)
    before: TreePath | None = None
    for sentence in sentences_of(text):
        if claims and sentence.count("|") >= 2:
            continue  # a table row that was already read
        heard = stood_by(sentence)
        before = None if OTHER.search(sentence) else before
        rest, first = without_alternatives(heard), len(claims)
        for read in (nested_values, _formulas, row_values, comparisons, pairs):
            found, rest = read(sentence, rest, tree)
            claims += found
        # "it" can still refer to a node named in words that are taken back
        rest = "".join(b if a == " " else a for a, b in zip(rest, sentence, strict=True))
        stated = list(_stated(sentence, without_numbers(rest, heard), tree, before))
        stated = stated or list(put_right(sentence, tree, before))
        claims += stated
        before = can_be_it(sentence, claims[first:], tree)
    return tuple(claims)


def _formulas(sentence: str, rest: str, tree: GameTree) -> Read:
    """``min(3, 5) = 3``: the node is the one whose children have these values."""
    claims = []
    for match in _FORMULA.finditer(rest):
        kind, values = match["kind"].lower(), numbers_in(match["list"])
        nodes = over_children(tree, kind, values) or over_children(tree, "", values)
        if not nodes:
            same = [p for p in tree.nodes if tree.kind(p) == kind and len(tree.children(p)) == len(values)]
            nodes = tuple(same) if len(same) == 1 else ()
        named = named_before(rest, match.start(), tree) if len(nodes) != 1 else None
        if named is not None:
            value = number_in(match["value"])
            claims.append(NodeClaim("value", named.paths[0], value, sentence[named.start : match.end()]))
        if len(nodes) == 1:
            claims.append(NodeClaim("value", nodes[0], number_in(match["value"]), match[0]))
            # the numbers that a node is the min or max of are its children's values
            below = [path for path in tree.children(nodes[0]) if tree.children(path)]
            if len(below) == len(values):
                claims += [NodeClaim("value", p, v, match[0]) for p, v in zip(below, values, strict=True)]
        rest = blanked(rest, match)
    return claims, rest


def _stated(sentence: str, rest: str, tree: GameTree, before_it: TreePath | None = None) -> Iterator[NodeClaim]:
    """``left min is 3``, ``a 3 on the left``, ``alpha = 5 at the root``.

    Args:
        before_it: The node that the previous sentence gave a value to; "it" can refer to that node.
    """
    for pattern in (_FROM, _START, _SUM, _OUT_OF, _COUNTED):
        for match in pattern.finditer(rest):
            rest = blanked(rest, match, " ")
    named = tuple(m for m in mentions(rest, tree) if not TIME.search(rest[: m.start]))
    taken = [range(m.start, m.end) for m in named]
    signs = [_Sign(m.start(), m.end(), quantity_of(m[0])) for m in _QUANTITY.finditer(rest)]
    signs += [
        _Sign(m.start(), m.end(), None, number_in(m[0]))
        for m in A_NUMBER.finditer(rest)
        if not any(m.start() in span for span in taken)
    ]
    signs.sort(key=lambda sign: sign.start)
    last: tuple[Quantity, TreePath] | None = None
    used: set[int] = set()
    loose: dict[Quantity, _Sign] = {}
    for at, sign in enumerate(signs):
        if sign.quantity is not None:
            continue
        before = signs[at - 1] if at else None
        target = _target(rest, sign, before, tuple(m for m in named if m.start not in used))
        if target is None and last and _CORRECTED.search(rest[: sign.start]):
            target = (*last, before.start if before else 0)
        spoken = _node_of_it(rest, sign, named, last, before_it) if target is None else None
        if spoken is not None:
            target = ("value", spoken, max(0, rest.rfind(",", 0, sign.start)))
        if target is None:
            if before and before.quantity and only_fillers(rest[before.end : sign.start]):
                loose[before.quantity] = sign
            continue
        quantity, path, start = target
        if quantity == "value" and _in_list(rest, sign, named):
            continue
        if quantity != "value":
            sign = _last_of_series(rest, signs, at)
        if quantity == "value" and math.isinf(sign.number):
            continue  # no leaf is infinite: a bound is meant, but which one was not said
        last, end = (quantity, path), sign.end
        if start >= sign.start:
            ahead = next(m for m in named if m.start >= sign.end)
            used.add(ahead.start)
            end = ahead.end
        yield NodeClaim(quantity, path, sign.number, sentence[min(start, sign.start) : end])
    if "alpha" in loose and "beta" in loose:
        alpha, beta = loose["alpha"], loose["beta"]
        node = node_compared(sentence, tree, alpha.number, beta.number, named=False)
        if node is not None:
            quote = sentence[min(alpha.start, beta.start) : max(alpha.end, beta.end)]
            yield NodeClaim("alpha", node, alpha.number, quote)
            yield NodeClaim("beta", node, beta.number, quote)


def _in_list(rest: str, sign: _Sign, named: tuple[Mention, ...]) -> bool:
    """Whether a number is in a list right after a node, as in "on the right 1 and 4 are looked at"."""
    listed = _AND_ANOTHER.match(rest[sign.end :])
    return bool(listed) and any(not rest[m.end : sign.start].strip() for m in named if m.end <= sign.start)


def _last_of_series(rest: str, signs: list[_Sign], at: int) -> _Sign:
    """The last of the numbers that a bound goes through, as in "alpha: -inf, then 5" or "-inf → 5"."""
    while (
        at + 1 < len(signs)
        and signs[at + 1].quantity is None
        and _GOES_TO.fullmatch(rest[signs[at].end : signs[at + 1].start])
    ):
        at += 1
    return signs[at]


def _target(
    rest: str, sign: _Sign, before: _Sign | None, named: tuple[Mention, ...]
) -> tuple[Quantity, TreePath, int] | None:
    """What a number is said about, and where; None if that is not clear."""
    quantity: Quantity = "value"
    begin = sign.start
    if before is not None and before.quantity is not None and only_fillers(_gap(rest, before.end, sign.start, named)):
        quantity, begin = before.quantity, before.start
    behind = [m for m in named if m.end <= sign.start]
    close = behind[-1] if behind and _joins(rest, behind[-1].end, begin) else None
    inside = behind[-1] if behind and begin <= behind[-1].start else None
    ahead = next((m for m in named if m.start >= sign.end), None)
    if ahead and (
        not _BACKWARDS.fullmatch(rest[sign.end : ahead.start])
        or (quantity == "value" and (_CUTS.search(rest) or _IS_LEAF.search(rest[: sign.start])))
        or (behind and "," in rest[sign.end : ahead.start])
    ):
        ahead = None
    if behind and begin == sign.start and _FIELD_BEFORE.match(rest[behind[-1].end : sign.start]):
        close = behind[-1]
    chosen = close or inside or ahead
    if chosen is None and begin < sign.start and behind:
        chosen = behind[-1]
    if chosen is None or len(chosen.paths) != 1:
        return None
    return quantity, chosen.paths[0], chosen.start if chosen is not ahead else sign.start


def _node_of_it(
    rest: str,
    sign: _Sign,
    named: tuple[Mention, ...],
    last: tuple[Quantity, TreePath] | None,
    before_it: TreePath | None,
) -> TreePath | None:
    """The node that "it" refers to before a number: the last one given a value, or the one the sentence began with."""
    it = IT.search(rest[: sign.start])
    if it is None:
        return None
    if last is not None:
        return last[1] if last[0] == "value" else None
    behind = [m for m in named if m.end <= it.start() + 1 and len(m.paths) == 1]
    return behind[0].paths[0] if behind else before_it


def _gap(rest: str, start: int, end: int, named: tuple[Mention, ...]) -> str:
    """The text between two places, without the nodes named there: "alpha at the root is 5"."""
    text = rest[start:end]
    for mention in named:
        if start <= mention.start and mention.end <= end:
            text = text.replace(rest[mention.start : mention.end], " ", 1)
    return text


def _joins(rest: str, start: int, end: int) -> bool:
    """Whether what is between a node and a number or a quantity only joins them."""
    between = rest[start:end]
    return start <= end and not re.search(r"\d|#", between) and only_fillers(between)
