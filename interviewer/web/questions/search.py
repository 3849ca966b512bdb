"""Search over the questions: by meaning in the vector store, or by words until that is ready."""

from __future__ import annotations

from interviewer.services import Services
from interviewer.study.drill import TOPIC_SIMILARITY
from knowledge.errors import KnowledgeError
from knowledge.schema import Bank
from knowledge.search.lexical import LexicalIndex

MOST_FOUND = 25
"""Questions that a search gives; what comes after them is about something else. A judgement."""
WORDS_NEAR = 0.35
"""Share of the best match by words from which a question is listed while there are no embeddings. A judgement."""


def find_questions(services: Services, bank: Bank, text: str, lexical: LexicalIndex | None = None) -> tuple[str, ...]:
    """Ids of the questions nearest to a text, the nearest first; those whose title holds it come before them.

    Args:
        lexical: The bank's index of words, where it is kept from one search to the next; it takes long to build.
    """
    words = " ".join(text.lower().split())
    titled = [q.id for q in bank.approved if words in f"{q.short_title} {' '.join(q.topics)}".lower()]
    return tuple(dict.fromkeys([*titled, *_near(services, lexical or LexicalIndex(bank), text)]))


def _near(services: Services, lexical: LexicalIndex, text: str) -> list[str]:
    if services.part("index").state == "ready":
        try:
            hits = services.search(text, MOST_FOUND)
            return [hit.question.id for hit in hits if hit.similarity >= TOPIC_SIMILARITY]
        except KnowledgeError:  # the store cannot be read now; words still find something
            pass
    scores = lexical.scores(text)
    near = [question_id for question_id, score in scores.items() if score >= WORDS_NEAR]
    return sorted(near, key=lambda question_id: -scores[question_id])[:MOST_FOUND]
