"""Which paragraphs of an answer are about something else than its question.

A remark about the weather, another question's answer or a pasted text would dilute what is read as one passage, and raise the
number of statements that one of them may sound right among. The same answer would then earn more, or less, with idle words
around it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from interviewer.grading.local.claims import Claims
from interviewer.grading.local.statement import Statement
from interviewer.grading.text.paragraphs import paragraphs
from knowledge.search.vectors import Vectors

ON_TOPIC = 0.4
"""From this mean cosine of its statements to the texts about a question's claims, a paragraph is about the question. In right
answers of the development split nearly all paragraphs have .45 to .7, in text about other things .1 to .4."""
ENOUGH, NEAR_ALONE = 3, 0.3
"""Fewer statements in a row than this have a lower limit: a formula or a heading says little of what it is about."""
AN_ANSWER = 0.45
"""Some stretch must have this mean cosine, or nothing is called off topic: a line of unrelated text may come close by chance, and
then the rest would not be counted."""


def with_topics(text: str, statements: Sequence[Statement], vectors: Vectors, claims: Claims) -> tuple[Statement, ...]:
    """The statements, those in paragraphs about something else marked as off the topic.

    If no paragraph is clearly about the question, none is marked: there would be nothing to compare it with. None is marked either if
    the bank has no statements of a point to compare with: a bare claim is close to too few of the words that make it.

    Args:
        text: The text without markup that the statements' places refer to.
        vectors: The statements' vectors, (n, d).
    """
    if not statements or not all(part.right for parts in claims.points.values() for part in parts):
        return tuple(statements)
    about = np.concatenate([claim.about for claim in claims.every])
    near = (vectors @ about.T).max(axis=1)
    stretches = _stretches(text, statements)
    means = [float(near[rows].mean()) for rows in stretches]
    if max(means) < AN_ANSWER:
        return tuple(statements)
    far = [
        mean < (ON_TOPIC if len(rows) >= ENOUGH else NEAR_ALONE) for mean, rows in zip(means, stretches, strict=True)
    ]
    return tuple(
        replace(statements[row], off_topic=is_far) for rows, is_far in zip(stretches, far, strict=True) for row in rows
    )


def _stretches(text: str, statements: Sequence[Statement]) -> list[list[int]]:
    """The rows of the statements by paragraph; short paragraphs in a row, such as lines with blank ones between, are one stretch."""
    starts = [each.start for each in paragraphs(text)]
    rows = range(len(statements))
    grouped = [list(some) for _, some in groupby(rows, lambda row: bisect_right(starts, statements[row].place.start))]
    joined = groupby(enumerate(grouped), lambda pair: -1 if len(pair[1]) < ENOUGH else pair[0])
    return [[row for _, some in pairs for row in some] for _, pairs in joined]
