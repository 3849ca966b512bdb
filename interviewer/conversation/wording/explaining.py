"""Explains a closed question: with a model if there is one, otherwise in the bank's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from interviewer.conversation.debrief.full_marks import full_marks
from interviewer.conversation.debrief.grade_talk import overview, speaks_of_grade
from interviewer.conversation.debrief.mistaken import told_mistake
from interviewer.conversation.debrief.moved import moves
from interviewer.conversation.debrief.own_words import on_own_words
from interviewer.conversation.debrief.reasons import explained, is_of_the_grade, numbered_point, told_alone
from interviewer.conversation.debrief.relevant import (
    Found,
    Sentence,
    found,
    further,
    sentences_in,
    sentences_of,
    wanted_words,
)
from interviewer.conversation.debrief.why_wrong import told_why_wrong
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.talk.several import questions_in
from interviewer.conversation.understanding.asked_words import asked_words
from interviewer.conversation.wording.teaching import Teaching
from interviewer.grading.feedback.wordings import FROM_THE_REFERENCE
from interviewer.grading.grade import loss
from interviewer.grading.rubric.reference import best_sentence
from interviewer.loading.services import Services
from knowledge.errors import KnowledgeError
from knowledge.schema import Criterion, Question

_ASKING = asked_words(
    "explain explanation answer answers question tell show give please would should could sound like look full marks point"
    " ideal solution example detail really actually about again more understand know mean means"
)
"""Words of a request that name no subject."""
_NUMBERS = asked_words(
    "first second third fourth fifth sixth seventh eighth last 1 2 3 4 5 6 7 8 1st 2nd 3rd 4th 5th 6th 7th 8th number point"
    " one criterion verdict part"
)
"""Words that number a point."""


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

        What the candidate said wrongly comes first, if that is what they ask about. A "why" about the grade is answered at once
        from the grade itself; a model then adds what the points mean.

        Args:
            why: Whether the request asks why.
        """
        attempt = state.attempts[-1]
        grade = attempt.grade
        if wrong := told_mistake(question, grade, request, self._services.passage):
            yield wrong
            return
        if wrong := told_why_wrong(question, grade, request, attempt.answer, self._services.embedder()):
            yield wrong
            return
        of_grade = why and is_of_the_grade(grade, request)
        stock = explained(grade, request, moves(attempt)) if of_grade else self.explain(question, request, state)
        if of_grade:
            yield stock
        lead, words = f"{stock}\n\n" if of_grade else "", ""
        if self._teaching is not None:
            wanted = wanted_words(request)
            deeper = max(further(question), key=lambda told: len(wanted & asked_words(told)), default="")
            passages = [self._services.passage(question, request), deeper, self._elsewhere(request, state)]
            gives_away = partial(self._gives_away, question, request, state)
            for words in self._teaching.taught(question, request, grade, passages, gives_away):
                yield f"{lead}{words}"
        if not words:
            yield stock

    def _gives_away(self, question: Question, request: str, state: InterviewState, sentence: str) -> bool:
        """Whether a sentence gives away a question that was set aside and is still to be answered."""
        bank = self._services.bank
        still_open = [bank[a.question_id] for a in state.attempts if not a.closed and a.question_id in bank]
        return any(self._leaks(sentence, other, other.criteria, question.question, request) for other in still_open)

    def explain(self, question: Question, request: str, state: InterviewState) -> str:
        """What the bank says about a request: the nearest sentence of the question, or of another one if that is clearly nearer.

        A request that names no subject gets what was missing from a full answer. The whole reference answer is never quoted: it is
        shown next to the question once that is closed. Questions that were set aside are not searched, since they are still to
        be answered.
        """
        if not wanted_words(request) - _ASKING:
            return full_marks(question, state.attempts[-1].grade if state.attempts else None)
        if of_point := self._numbered(question, request, state):
            return of_point
        rows = grade.criteria if (grade := state.attempts[-1].grade if state.attempts else None) else ()
        own = sentences_of(question, [row.id for row in rows if loss(row) > 0])
        told = [each for part in questions_in(request) if (each := self._sentence(own, part, state)).text]
        words = " ".join(dict.fromkeys(each.text for each in told))
        if words and not any(each.is_clear for each in told):
            return notices.NEAREST.format(words=words)
        answer = state.attempts[-1].answer if state.attempts else ""
        words = words or on_own_words(self._services.embedder(), question, request, answer)
        if not words and speaks_of_grade(request):
            return overview(state.attempts[-1].grade if state.attempts else None)
        return words or notices.NOTHING_ON_THAT

    def _numbered(self, question: Question, request: str, state: InterviewState) -> str:
        """For a request that gives only the number of a point: what the point says, and the words of the reference answer for it."""
        grade = state.attempts[-1].grade if state.attempts else None
        point = numbered_point(grade, request) if grade else None
        if point is None or grade is None or wanted_words(request) - _ASKING - asked_words(point.claim) - _NUMBERS:
            return ""
        passage = self._services.passage(question, point.claim)
        words = best_sentence(question, passage, point.claim)
        more = f" {FROM_THE_REFERENCE} {words}" if words else ""
        return f"{told_alone(grade, point, request, moves(state.attempts[-1]))}{more}"

    def _sentence(self, own: Sequence[Sentence], request: str, state: InterviewState) -> Found:
        other = sentences_in(self._elsewhere(request, state))
        return found(self._services.embedder(), request, own, other)

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
