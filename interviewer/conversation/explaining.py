"""Explains a closed question: with a model if there is one, otherwise in the bank's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from interviewer.conversation import notices
from interviewer.conversation.full_marks import full_marks
from interviewer.conversation.reasons import explained, is_of_the_grade
from interviewer.conversation.state import InterviewState
from interviewer.conversation.teaching import Teaching
from interviewer.grading.reference import nearest_passage
from interviewer.grading.words import content_words
from interviewer.services import Services
from knowledge.errors import KnowledgeError
from knowledge.schema import Criterion, Question

_ASKING = content_words(
    "explain explanation answer answers question tell show give please would should could sound like look full marks point"
    " ideal solution example detail really actually about again more understand know mean means means"
)
"""Words of a request that name no subject."""


MOST_WORDS = 60
"""Longest passage that is given whole, in words; of a longer list only the items about the request (a judgement)."""
_ITEM = re.compile(r"\n(?=\s{0,3}(?:[-*+]|\d+\.)\s)")


class Explaining:
    """Finds the passage that answers a request, and has a model put it into words.

    Args:
        teaching: The guarded model; None if only the bank explains.
        leaks: Whether a text gives away an open question, beyond what was already said.
    """

    def __init__(
        self,
        services: Services,
        teaching: Teaching | None = None,
        leaks: Callable[[str, Question, Sequence[Criterion], str, str], bool] = lambda *_: False,
    ) -> None:
        self._services = services
        self._teaching = teaching
        self._leaks = leaks

    def told(self, question: Question, request: str, state: InterviewState, why: bool) -> Iterator[str]:
        """The reply to a request about a closed question, as growing texts; the last is complete.

        A "why" about the grade is first answered at once from the grade itself; a model then adds what the points mean.

        Args:
            why: Whether the request asks why.
        """
        attempt = state.attempts[-1]
        of_grade = why and is_of_the_grade(attempt.grade, request)
        stock = (
            explained(attempt.grade, request, attempt.changes) if of_grade else self.explain(question, request, state)
        )
        if of_grade:
            yield stock
        lead, words = f"{stock}\n\n" if of_grade else "", ""
        if self._teaching is not None:
            wanted = content_words(request) - _ASKING
            further = max(_further(question), key=lambda told: len(wanted & content_words(told)), default="")
            passages = [self._services.passage(question, request), further, self._elsewhere(request, state)]
            gives_away = partial(self._gives_away, question, request, state)
            for words in self._teaching.taught(question, request, attempt.grade, passages, gives_away):
                yield f"{lead}{words}"
        if not words:
            yield stock

    def _gives_away(self, question: Question, request: str, state: InterviewState, sentence: str) -> bool:
        """Whether a sentence gives away a question that was set aside and is still to be answered."""
        bank = self._services.bank
        still_open = [bank[a.question_id] for a in state.attempts if not a.closed and a.question_id in bank]
        return any(self._leaks(sentence, other, other.criteria, question.question, request) for other in still_open)

    def explain(self, question: Question, request: str, state: InterviewState) -> str:
        """The passage that a request is about: from the question, or from the bank if that has more of its words.

        A request that names no subject gets what was missing from a full answer. The whole reference is never said: it is
        shown beside the question once that is closed. Questions that were set aside are not searched, since they are still to
        be answered.
        """
        wanted = content_words(request) - _ASKING
        if not wanted:
            return full_marks(question, state.attempts[-1].grade if state.attempts else None)
        found = [
            self._services.passage(question, request),
            nearest_passage(question, request),
            *_further(question),
            self._elsewhere(request, state),
        ]
        best = max(found, key=lambda passage: len(wanted & content_words(passage)), default="")  # the first of equals
        return _part(best, wanted) if wanted & content_words(best) else notices.NOTHING_ON_THAT

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


def _further(question: Question) -> list[str]:
    """The further questions that the bank asks and answers below its reference, each with its answer."""
    told: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+", question.deeper.strip()):
        if sentence.endswith("?") or not told:
            told.append(sentence)
        else:
            told[-1] = f"{told[-1]} {sentence}"
    return [text for text in told if text]


def _part(passage: str, wanted: frozenset[str]) -> str:
    """A passage; of a long list, the item or items with most of the wanted words."""
    items = _ITEM.split(passage)
    if len(items) == 1 or len(passage.split()) <= MOST_WORDS:
        return passage
    shared = [len(wanted & content_words(item)) for item in items]
    return "\n".join(item for item, count in zip(items, shared, strict=True) if count == max(shared))
