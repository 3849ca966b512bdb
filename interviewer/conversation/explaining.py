"""Explains what a candidate asks about once a question is closed, in the words of the bank."""

from __future__ import annotations

from interviewer.conversation.state import InterviewState
from interviewer.grading.words import content_words
from interviewer.services import Services
from knowledge.errors import KnowledgeError
from knowledge.schema import Question

_ASKING = content_words(
    "explain explanation answer answers question tell show give please would should could sound like look full marks point"
    " ideal solution example detail really actually about again more understand know mean means means"
)
"""Words of a request that name no subject."""


class Explaining:
    """Finds the passage that a request is about."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def explain(self, question: Question, request: str, state: InterviewState) -> str:
        """The passage that a request is about: of the question, or of the bank where that has more of its
        words. Where none has any, the whole reference.

        Questions that are set aside stay closed to it, since they are still to be answered.
        """
        wanted = content_words(request) - _ASKING
        found = [self._services.passage(question, request), self._elsewhere(request, state)] if wanted else []
        best = max(found, key=lambda passage: len(wanted & content_words(passage)), default="")  # the first of equals
        return best if wanted & content_words(best) else question.reference

    def _elsewhere(self, request: str, state: InterviewState) -> str:
        retriever = self._services.retriever()
        if retriever is None:
            return ""
        bank = self._services.bank
        open_stems = {bank[a.question_id].stem for a in state.attempts if not a.closed and a.question_id in bank}
        hidden = {part.id for stem in open_stems for part in bank.parts(stem)}
        try:
            return next(iter(retriever.passages(request, 1, hidden)), "")
        except KnowledgeError:
            return ""
