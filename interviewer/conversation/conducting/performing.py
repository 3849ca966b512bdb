"""Carries out what the machine asks for: grading, a follow-up's wording, a clarification. Each ends in an event."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace

from interviewer.conversation.conducting.reading_ahead import AT_A_TIME, Draft, ReadingAhead
from interviewer.conversation.conducting.update import Waiting
from interviewer.conversation.debrief.contest import appealed, read_again
from interviewer.conversation.debrief.reasons import asks_why
from interviewer.conversation.probing.likely import likely_probe, likely_probes
from interviewer.conversation.probing.nearby import MAYBE, NEAR, Nearby, asks_for_rest
from interviewer.conversation.probing.numbering import number_of
from interviewer.conversation.probing.probing import challenged, fairly_likely
from interviewer.conversation.probing.said_before import said_before
from interviewer.conversation.probing.stating import Stating, asks_exactly
from interviewer.conversation.state.state import (
    Appealed,
    Event,
    GradeAnswer,
    Graded,
    InterviewState,
    LookAgain,
    QuestionAttempt,
    Said,
    WordClarification,
    Worded,
    WordProbe,
)
from interviewer.conversation.state.steps import with_said
from interviewer.conversation.talk.assuming import Assuming
from interviewer.conversation.understanding.hearing import Hearing
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.wording.ahead import Ahead
from interviewer.conversation.wording.explaining import Explaining
from interviewer.conversation.wording.replies import Replies
from interviewer.conversation.wording.spending import UsageLedger
from interviewer.conversation.wording.teaching import Teaching
from interviewer.conversation.wording.voice import MOST_LATE, Voice
from interviewer.conversation.wording.wording import Wording
from interviewer.errors import UnavailableError
from interviewer.grading.appeals.given_back import deny
from interviewer.grading.appeals.last_word import held_to_last_word
from interviewer.grading.grade import Grade
from interviewer.host.fair_queue import QueuePlace
from interviewer.loading.graders import grader_of
from interviewer.loading.services import Services
from knowledge.errors import KnowledgeError
from knowledge.probes import probe_at
from knowledge.schema import Bank, Question

AHEAD_HERE, AHEAD_BY_API = 4, 3
"""Follow-ups worded ahead after each turn: on this machine they cost idle time, at an endpoint money. A judgement."""
LANES = 4
"""Follow-ups that an endpoint words in parallel, over all interviews; a judgement."""
MOST_BRIDGES = 3
"""Most next questions that an answer can suggest; one is used."""


class Performer:
    """Carries out pending actions with the models that the services hold."""

    def __init__(self, services: Services, clock: Callable[[], float]) -> None:
        self._services = services
        self._clock = clock
        self.grader = grader_of(services)
        self.queue = services.queue
        self.reading_ahead = ReadingAhead(self._read_some, services.queue)
        self._is_ours = services.settings.llm_kind == "embedded"
        late = 1 if self._is_ours else MOST_LATE
        self._wording = Wording(services.chat, services.embedder, self._background, late)
        self.ledger = UsageLedger()
        lanes = 1 if self._is_ours else LANES
        self.ahead = Ahead(self._wording.probe_ahead, lanes, alone=self._is_ours, charge=self.ledger.charge)
        self._nearby = Nearby(services.embedder)
        self._stating = Stating(services.embedder)
        self._hearing = Hearing(services.embedder, reader=services.loaded_reader)
        teaching = Teaching(Voice(services.chat, late), services.embedder, self._contradicts)
        self._explaining = Explaining(services, teaching, self._wording.leaks)
        self._replies = Replies(self._wording, Assuming(services.embedder))

    def heard(self, state: InterviewState, event: Said) -> Said:
        """The message with the intent read from its embedding; unchanged if no embedder is loaded.

        A "why" about a closed question becomes a request to explain, if there is a model that can.
        """
        heard = self._hearing.heard(state, event)
        text = heard.request or heard.text
        if state.phase != "reviewing" or self._services.chat() is None or read_intent(text) != "answer":
            return heard
        if heard.heard == "why" or (heard.heard in {None, "explain", "disagree"} and asks_why(text)):
            return replace(heard, heard="explain", unsure=False)
        return heard

    def _is_why(self, state: InterviewState, request: str) -> bool:
        """Whether a request about a closed question asks why."""
        if asks_why(request):
            return True
        then = replace(state, phase="reviewing", pending=None)
        return self._hearing.heard(then, Said(self._clock(), request)).heard == "why"

    def _contradicts(self, question: Question, text: str) -> bool:
        """Whether the embedded judge finds that a text contradicts a point; a language model is not asked to check itself."""
        if self._services.settings.judge_kind != "local":
            return False
        with self._services.queue.turn(f"explanation {secrets.token_hex(4)}"):
            found = self._services.judge().judge(question, text, question.criteria)
        return any(row.contradicted for row in found.items)

    def prepare(self, interview_id: str, state: InterviewState, bank: Bank) -> None:
        """Have the likely follow-ups worded while it is the candidate's turn; does nothing if there is no model."""
        if self._services.chat() is None or self._services.embedder() is None:
            return
        attempt = state.current
        waits = state.phase == "answering" and attempt is not None and attempt.question_id in bank
        most = AHEAD_HERE if self._is_ours else AHEAD_BY_API
        likely = likely_probes(bank[attempt.question_id], attempt, most) if waits and attempt else ()
        self.ahead.begin(interview_id, likely)

    def overhear(self, interview_id: str, state: InterviewState, bank: Bank, text: str) -> None:
        """Read in the background what is in the box for the open question; only the embedded judge gains by it."""
        attempt = state.current
        if not text.strip() or state.phase != "answering" or attempt is None or attempt.question_id not in bank:
            return
        if self._services.settings.judge_kind != "local" or attempt.replacing:
            return
        question = bank[attempt.question_id]
        answer = with_said(state, Said(self._clock(), text)).attempts[-1].answer
        self.reading_ahead.offer(interview_id, Draft(question, answer, said_before(question, attempt)))

    def _read_some(self, draft: Draft) -> bool:
        return self.grader.read_ahead(draft.question, draft.answer, draft.said, AT_A_TIME)

    def perform(
        self, state: InterviewState, bank: Bank | None = None, interview_id: str = ""
    ) -> Generator[str | Waiting, None, Event]:
        """Do the pending action; yields a model's words as they arrive, and returns the event.

        If this machine does the judging, one answer is read at a time; until its turn comes, its place in the queue is yielded.

        Args:
            bank: The interview's bank; by default the current one.
            interview_id: The interview whose follow-ups were worded ahead; none are used if it is not given.

        Raises:
            UnavailableError: Nothing is pending.
        """
        attempt, action = state.attempts[-1], state.pending
        question = (bank or self._services.bank)[attempt.question_id]
        self.ledger.charge(interview_id, question.id)
        said = ""
        match action:
            case GradeAnswer(only=only):
                with self._services.queue.ask(interview_id) as place:
                    yield from _places(place)
                    grade = self._grade(state, question, only)
                stated = self._stating.stated(question, attempt.answer, grade)
                return Graded(self._clock(), grade, self._bridges(state, attempt.answer), stated)
            case WordProbe():
                return Worded(self._clock(), self._probe(state, question, action, interview_id))
            case LookAgain() if attempt.grade is not None:
                with self._services.queue.ask(interview_id) as place:
                    yield from _places(place)
                    return self._look_again(question, attempt, attempt.grade, action)
            case WordClarification(request=request) if attempt.closed:
                why = self._is_why(state, request)
                for said in self._explaining.told(question, request, state, why):
                    yield said
                    self.ledger.charge(interview_id, question.id)  # the work may continue in another thread
                return Worded(self._clock(), said)
            case WordClarification(request=request):
                for said in self._replies.told(state, question, request):
                    yield said
                    self.ledger.charge(interview_id, question.id)
                return Worded(self._clock(), said)
        raise UnavailableError("nothing to do; reload the page")

    def _probe(self, state: InterviewState, question: Question, action: WordProbe, interview_id: str) -> str:
        """A follow-up in words: with what the candidate said towards the point, as it was worded ahead, or as the bank has it."""
        attempt, criterion = state.attempts[-1], question.criterion(action.criterion_id)
        unmet = [c for c in question.criteria if c.id not in attempt.met]
        others = [c for c in question.criteria if c.id != criterion.id]
        go = number_of(attempt, criterion.id, question)
        if action.stated:
            return asks_exactly(action.stated, len(state.used))
        if action.contrary:
            return self._wording.probe_contrary(question, criterion, action.contrary, unmet, go)
        bound = MAYBE if fairly_likely(attempt.grade, criterion.id) else NEAR
        near = action.near or self._nearby.said_near(criterion, attempt.answer, attempt.taken_up, others, bound)
        if near and not action.angle and self._nearby.is_asked_about(near, criterion, go, others):
            joins = None if self._is_ours else question  # this machine's model is too slow to wait for here
            return self._wording.probe_near(criterion, near, go, len(state.used), joins, unmet)
        if action.heard and not action.angle:
            return self._wording.probe_heard(question, criterion, action.heard, unmet, go, len(state.used))
        if near and not action.near and not action.angle and attempt.probed.count(criterion.id) == 1:
            return asks_for_rest(near, probe_at(criterion, go), len(state.used))
        ready = self.ahead.take(interview_id, likely_probe(question, attempt, criterion.id, go))
        if ready and not action.angle and self._is_ours:  # an endpoint is quick enough to refer to what was just said
            return ready
        text = self._wording.probe(question, criterion, attempt.answer, unmet, action.angle, go)
        return ready if ready and text == probe_at(criterion, go) else text

    def _grade(self, state: InterviewState, question: Question, only: Sequence[str]) -> Grade:
        attempt = state.attempts[-1]
        said = said_before(question, attempt)
        answer, before, since = attempt.answer, attempt.grade, attempt.graded_to if attempt.grade else 0
        if before is None:
            grade = self.grader.grade(question, answer, only or None, said=said)
        else:
            grade = self.grader.grade_again(question, answer, before, only or None, since, said)
        return held_to_last_word(
            self.grader,
            question=question,
            answer=answer,
            grade=grade,
            passage=self._services.passage,
            said=said,
            challenge=challenged(attempt),
            since=since,
        )

    def _look_again(self, question: Question, attempt: QuestionAttempt, grade: Grade, look: LookAgain) -> Appealed:
        passage, point = self._services.passage, look.criterion_id
        if look.denies:
            outcome = deny(question, grade, point, passage)
        else:
            outcome = read_again(self.grader, question, attempt, grade, point, look.argument, passage=passage)
        return appealed(self._clock(), question.id, point, look.argument, outcome)

    def _bridges(self, state: InterviewState, answer: str) -> tuple[tuple[str, str], ...]:
        """Questions that the answer leads to, each with the words that do."""
        retriever = self._services.retriever()
        if retriever is None:
            return ()
        bank = self._services.bank  # what the retriever searches
        asked = {attempt.question_id for attempt in state.attempts}
        stems = {bank[i].stem for i in asked if i in bank}
        pool = frozenset(state.setup.pool)
        exclude = {q.id for q in bank.values() if q.stem in stems or q.id not in pool}
        try:
            return tuple((b.question_id, b.mention) for b in retriever.bridges(answer, exclude)[:MOST_BRIDGES])
        except KnowledgeError:
            return ()  # this is only a nicer transition to the next question; the interview works without it

    def _background(self, about: str, question_id: str) -> Sequence[str]:
        """Passages about the subject of a request, from other questions, so that none contains the answer."""
        retriever = self._services.retriever()
        if retriever is None:
            return ()
        bank = self._services.bank
        stem = bank[question_id].stem if question_id in bank else question_id
        try:
            return list(retriever.passages(about, 2, {q.id for q in bank.parts(stem)}))
        except KnowledgeError:
            return ()


def _places(place: QueuePlace) -> Iterator[Waiting]:
    """The answer's place in the queue, each time it changes, until its turn comes; nothing if nobody is ahead of it."""
    waited = False
    for before in place.waiting():
        waited = True
        yield Waiting(before)
    if waited:
        yield Waiting(0)
