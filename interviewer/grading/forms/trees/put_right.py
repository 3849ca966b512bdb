"""Values in prose that are about the sentence before: "It is 3", "no, wait, 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.stance_phrasings import BREAKS_OFF
from interviewer.grading.forms.trees.claim import NodeClaim
from interviewer.grading.forms.trees.game_tree import GameTree, TreePath
from interviewer.grading.forms.trees.mention import mentions, number_in
from interviewer.grading.forms.trees.mention_phrasings import A_NUMBER

_STARTS_ANEW = re.compile(
    r"\s*(?:(?:oh|hm+|ah|um+|uh+|well|but)\b[,.\s]*)*(?:scratch that|strike that|no\b|wait|sorry|correction|i mean|make that|rather|actually|oops)",
    re.I,
)


OTHER = re.compile(r"\bother\b", re.I)
"""In "it's 3 on the other side" the node is another one."""


def can_be_it(sentence: str, claims: Sequence[NodeClaim], tree: GameTree) -> TreePath | None:
    """The node that "it" in the next sentence is, or that a sentence puts right which begins with "no": None if it may be another.

    A sentence that breaks off is put right in what it named last: "the root is... wait, 3".
    """
    values = [claim.path for claim in claims if claim.quantity == "value"]
    # of "the left node is min(5, 6) = 6" the first claim is the node's, and those after it are its children's
    given = set(values)
    tops = [path for path in values if not any(path[:depth] in given for depth in range(len(path)))]
    if BREAKS_OFF.search(sentence):
        named = mentions(sentence, tree)
        last = named[-1].paths if named else ()
        return last[0] if len(last) == 1 and last[0] not in given else tops[-1] if tops else None
    return tops[0] if len(set(tops)) == 1 else None


def put_right(sentence: str, tree: GameTree, before: TreePath | None) -> Iterator[NodeClaim]:
    """``Scratch that, min takes the smaller, 3``: a new value for the node of the previous sentence."""
    numbers = list(A_NUMBER.finditer(sentence))
    if before is not None and _STARTS_ANEW.match(sentence) and len(numbers) == 1 and not mentions(sentence, tree):
        yield NodeClaim("value", before, number_in(numbers[0][0]), sentence.strip())
