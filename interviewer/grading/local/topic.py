"""Which paragraphs of an answer are about something else than its question.

A remark about the weather, another question's answer or a pasted text would dilute what is read as one passage, and raise the
number of statements that one of them may sound right among. The same answer would then earn more, or less, with idle words
around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from interviewer.grading.local.claims import Claims
from interviewer.grading.local.statement import Statement
from knowledge.search.embeddings import Vectors

ON_TOPIC = 0.4
"""Mean cosine of a paragraph's statements to the texts about a question's claims from which it is about the question. In right
answers of the development split nearly all paragraphs have .45 to .7, in text about other things .1 to .4."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def with_topics(text: str, statements: Sequence[Statement], vectors: Vectors, claims: Claims) -> tuple[Statement, ...]:
    """The statements, those in paragraphs about something else marked as off the topic.

    Where every paragraph is about something else, none is marked: there is nothing that it would stand beside. Nor is any where
    the bank has no statements of a point to compare with: a bare claim is near too few of the words that make it.

    Args:
        text: The text without markup that the statements' places refer to.
        vectors: The statements' vectors, (n, d).
    """
    points = [part for parts in claims.points.values() for part in parts]
    if not statements or not all(claim.right for claim in points):
        return tuple(statements)
    about = np.concatenate([claim.about for claim in (*points, *claims.beliefs)])
    near = (vectors @ about.T).max(axis=1)
    breaks = [found.end() for found in _BLANK_LINE.finditer(text)]
    paragraphs = np.asarray([bisect_right(breaks, item.place.start) for item in statements])
    off = {number for number in paragraphs.tolist() if near[paragraphs == number].mean() < ON_TOPIC}
    if off == set(paragraphs.tolist()):
        return tuple(statements)
    return tuple(
        replace(item, off_topic=number in off) for item, number in zip(statements, paragraphs.tolist(), strict=True)
    )
