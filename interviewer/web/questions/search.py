"""Search over the questions: by meaning in the vector store, or by words until the store is ready."""

from __future__ import annotations

from interviewer.loading.parts import INDEX
from interviewer.loading.services import Services
from interviewer.study.drill import TOPIC_SIMILARITY
from interviewer.web.words import topic_words
from knowledge.errors import KnowledgeError
from knowledge.schema import Bank
from knowledge.search.lexical import LexicalIndex

MOST_FOUND = 25
"""Most results of a search; anything further down is about something else. A judgement."""
WORDS_NEAR = 0.35
"""While there are no embeddings, a question is listed from this share of the best word match's score. A judgement."""


def find_questions(services: Services, bank: Bank, text: str, lexical: LexicalIndex | None = None) -> tuple[str, ...]:
    """Ids of the questions nearest to a text, nearest first, after those whose title contains it.

    Args:
        lexical: The bank's word index, if it is kept between searches; it takes long to build.
    """
    words = " ".join(text.lower().split())
    titled = [
        q.id
        for q in bank.approved
        if words in f"{q.short_title} {' '.join((*q.topics, *map(topic_words, q.topics)))}".lower()
    ]
    return tuple(dict.fromkeys([*titled, *_near(services, lexical or LexicalIndex(bank), text)]))


def _near(services: Services, lexical: LexicalIndex, text: str) -> list[str]:
    if services.part(INDEX).state == "ready":
        try:
            hits = services.search(text, MOST_FOUND)
            return [hit.question.id for hit in hits if hit.similarity >= TOPIC_SIMILARITY]
        except KnowledgeError:  # the store cannot be read now, but a word search still works
            pass
    scores = lexical.scores(text)
    near = [question_id for question_id, score in scores.items() if score >= WORDS_NEAR]
    return sorted(near, key=lambda question_id: -scores[question_id])[:MOST_FOUND]
