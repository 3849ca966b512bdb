"""Reads what prose says about pruning: "the leaves 5 and 9 are never looked at", "so nothing is pruned"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from interviewer.grading.forms.stance import stood_by
from interviewer.grading.forms.trees.claim import CutClaim
from interviewer.grading.forms.trees.cut_lists import with_commas
from interviewer.grading.forms.trees.cut_parts import claims_of
from interviewer.grading.forms.trees.cut_words import CUT, NEVER_SEEN, NOT_CUT, NOTHING, SAVES_NOTHING
from interviewer.grading.forms.trees.game_tree import GameTree
from interviewer.grading.forms.trees.mention import leaves_named, mentions, number_in
from interviewer.grading.forms.trees.mention_phrasings import A_NUMBER, NUMBER
from interviewer.grading.forms.trees.rows import node_of_row
from interviewer.grading.forms.trees.sentences import sentences_of
from knowledge.text.alternatives import table

_VALUE_THEN_CUT = table(
    (rf"\W*{NUMBER}\s*[,;:(–—→-]+>?\s*(?:(?:so|then|hence|here|we|a|beta|alpha)[\s-]+)*(?:cut|prun)", "is 4, cut"),
)
"""Matches a cell with a node's value and the remark that the search stops there: "4, cut"."""

_STOPS_AT = re.compile(
    r"[<>≤≥]|\b(?:over|above|below|under|beats?|exceeds?|at\s+least|at\s+most|bigger|larger|greater|more|less)\b|^\W*(?:so\s+)?at\b",
    re.I,
)
"""A cut at a node: its value is compared with a bound, or it says where."""
_TAKES_OUT = re.compile(
    r"\b(?:is|are|gets?|was|were|be|been)\s+(?:\w+ly\s+)?(?:prun|cut|skip)|\b(?:prunes?|skips?|cuts?(?:\s+off)?)\s+(?:the\b|lea|\d)",
    re.I,
)
"""A cut of a node: it is what is pruned."""


def read_cuts(text: str, tree: GameTree) -> tuple[CutClaim, ...]:
    """What prose says is pruned, or is not, in order."""
    listed = with_commas(text)
    heard = stood_by(listed, denials=False)
    found: list[CutClaim] = []
    for sentence in sentences_of(heard):
        claims = [claim for claim in _of_sentence(sentence, tree) if not _cuts_nothing(claim, sentence, tree)]
        if not claims and _is_cut_talk(sentence):
            # "No cut." was only about a step on the way if words about a cut follow that cannot be read
            found = [claim for claim in found if claim.cut or claim.paths]
        found += claims
    return tuple(replace(claim, quote=_as_written(claim.quote, listed, text)) for claim in found)


def _as_written(quote: str, listed: str, text: str) -> str:
    """The words of a claim as they are in the answer."""
    start = listed.find(quote)
    return quote if start < 0 else text[start : start + len(quote)]


def _cuts_nothing(claim: CutClaim, sentence: str, tree: GameTree) -> bool:
    """Whether a claim is that the search stops at a node that was its parent's last, so that nothing is pruned there."""
    leaves = {leaf for path in claim.paths for leaf in tree.leaves(path)}
    stops = _STOPS_AT.search(claim.quote) is not None and _TAKES_OUT.search(claim.quote) is None
    return claim.cut and stops and bool(SAVES_NOTHING.search(sentence)) and not leaves <= tree.pruned_leaves


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
    else:
        yield from claims_of(sentence, tree)


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
    inner = [] if valued else [number_in(match[0]) for match in A_NUMBER.finditer(said)]
    leaves = leaves_named(tree, inner, None) if inner else ()
    paths = leaves or (heads[0] if len(heads) == 1 else ())
    visited = valued or any(A_NUMBER.search(cell) for cell in cells[1:] if cell != said)
    if visited and not leaves and not {leaf for path in paths for leaf in tree.leaves(path)} <= tree.pruned_leaves:
        return  # a row with numbers of its own says that the search stops at this node, and not that it is left out
    if paths and not NOT_CUT.search(said) and not NOTHING.search(said):
        yield CutClaim(tuple(paths), True, row.strip())
