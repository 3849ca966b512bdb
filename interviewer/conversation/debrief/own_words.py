"""Replies to questions about a sentence of the candidate's own: "was my speed thing wrong?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from interviewer.conversation.debrief.relevant import nearest, sentences_of
from interviewer.conversation.understanding.asked_words import asked_words
from interviewer.grading.screening.taken_back import taken_back
from interviewer.grading.text.evidence import readable, sentences
from interviewer.grading.text.quotation import you_said
from knowledge.errors import VectorStoreError
from knowledge.schema import Question

if TYPE_CHECKING:
    from knowledge.search.embeddings import BankEmbedder

SHARED = 0.1
"""Weight of each shared word, next to a cosine. By hand."""
_OF_MINE = re.compile(r"\b(?:my|mine|what i|i (?:said|wrote|claimed|meant|thought|told))\b", re.IGNORECASE)
"""Speaks of what the candidate said: "was my speed thing wrong?"."""


def on_own_words(embedder: BankEmbedder | None, question: Question, request: str, answer: str) -> str:
    """The candidate's sentence that a request means, and the reference sentence about it; "" if there is none.

    Args:
        embedder: None if only words can be compared.
    """
    stands = taken_back(readable(answer)).rest
    said = [piece.of(stands).strip() for piece in sentences(stands)]
    if not said or not _OF_MINE.search(request):
        return ""
    meant = _nearest_of(embedder, request, said)
    found = nearest(embedder, meant, sentences_of(question)) if meant else ""
    return f"{you_said(meant)} The reference answer has this about it: {found}" if found else ""


def _nearest_of(embedder: BankEmbedder | None, request: str, said: Sequence[str]) -> str:
    wanted = asked_words(request)
    shared = np.array([float(len(wanted & asked_words(each))) for each in said])
    if embedder is not None:
        try:
            vectors = embedder.embed([request, *said])
            return said[int(np.argmax(vectors[1:] @ vectors[0] + SHARED * shared))]
        except VectorStoreError:
            pass  # the shared words decide
    return said[int(shared.argmax())] if shared.any() else ""
