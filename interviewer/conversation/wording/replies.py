"""Replies to what a candidate asks about an open question: each question of a message gets its own, in one reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.conversation.probing.numbering import current_wording, number_of
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.talk.assuming import Assuming, settled_reply
from interviewer.conversation.talk.clarifying import is_one_of
from interviewer.conversation.talk.form_asked import form_reply
from interviewer.conversation.talk.scope_asked import PART_OF_IT, asks_otherwise, is_part_of_it, scope_reply
from interviewer.conversation.talk.several import questions_in
from interviewer.conversation.talk.side_talk import remark
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.wording.wording import Wording
from knowledge.schema import Question


class Replies:
    """What answers a question to the interviewer: an assumption in the bank, or the guarded model with its fallbacks."""

    def __init__(self, wording: Wording, assuming: Assuming) -> None:
        self._wording = wording
        self._assuming = assuming

    def told(self, state: InterviewState, question: Question, request: str) -> Iterator[str]:
        """The reply to a request, as growing texts; the last is complete.

        If two questions have the same reply, it is given only once.
        """
        parts = questions_in(request)
        if len(parts) == 1:
            yield from self._one(state, question, request, state.used)
            return
        asked, told = current_wording(state.attempts[-1], question), dict[str, str]()
        for part in parts:
            *_, text = self._one(state, question, part, (*state.used, *told.values()))
            known = [before for before in told if is_one_of(told[before], before, asked)]
            if any(asked in before and asked in text for before in told.values()):
                continue  # what was asked is said once
            if text not in told.values() and not any(is_one_of(text, before, asked) for before in known):
                told[part] = text
                yield " ".join(told.values())

    def _one(self, state: InterviewState, question: Question, request: str, said: Sequence[str]) -> Iterator[str]:
        attempt, intent = state.attempts[-1], read_intent(request)
        if intent == "repeat":
            yield current_wording(attempt, question)
            return
        if intent == "time" or intent == "verdict" or intent == "progress" or intent == "reveal":
            yield remark(state, intent)
            return
        asked = current_wording(attempt, question)
        assumption = self._assuming.settled(question, request, asked)
        if assumption and not asks_otherwise(request, assumption.asked):
            yield settled_reply(request, assumption)
        elif is_part_of_it(request, asked, question):
            yield PART_OF_IT
        elif reply := form_reply(request, question) or scope_reply(request, said):
            yield reply
        else:
            unmet = [c for c in question.criteria if c.id not in attempt.met]
            go = number_of(attempt, attempt.probing, question)
            yield from self._wording.clarify(question, request, unmet, attempt.probing, go, said)
