"""Which questions in a list are very similar to one the bank already has."""

from __future__ import annotations

from collections.abc import Mapping

from interviewer.loading.services import Services
from knowledge.errors import VectorStoreError
from knowledge.text.pictures import described

SIMILAR = 0.85
"""Cosine from which two questions count as very similar; ``viva bank import`` uses the same."""
MOST = 200
"""Most questions compared; each takes a few hundredths of a second, and somebody is waiting."""


def much_like(texts: Mapping[str, str], services: Services) -> dict[str, str] | None:
    """For each text very similar to a question, the title of the nearest one; None if the search is not ready.

    Args:
        texts: Questions by the id they will have.
    """
    retriever = services.retriever()
    if retriever is None:
        return None
    found: dict[str, str] = {}
    try:
        for question_id, text in list(texts.items())[:MOST]:
            hits = retriever.search(described(text), 1, way="dense")
            if hits and hits[0].similarity >= SIMILAR and hits[0].question.id != question_id:
                found[question_id] = hits[0].question.short_title
    except VectorStoreError:
        return None
    return found
