"""What becomes of a message in doubt once the candidate says what it was, and of a guess before that."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.doubted import Doubt
from interviewer.conversation.state.intents import LEAVING, Intent
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Said, Turn
from interviewer.conversation.state.steps import Step, turn, with_attempt, with_said
from interviewer.conversation.talk.double import asks_to_end, reply_to_both
from interviewer.conversation.talk.doubt import KEPT, doubtful_words, kept_in_doubt
from interviewer.conversation.talk.guessing import as_statement, confirmed, denied, is_guess
from interviewer.conversation.talk.settling import Settled, read_reply, repeats
from interviewer.conversation.talk.side_talk import thought_out
from interviewer.conversation.understanding.intent import read_intent


def ask_if_answer(state: InterviewState, event: Said, mine: Turn) -> Step | None:
    """Ask whether a guess is the answer; None if the message is no guess, or the candidate is thinking aloud or starting again."""
    attempt = state.attempts[-1]
    if attempt.aloud or attempt.replacing or not is_guess(event):
        return None
    doubt = Doubt("clarify", len(attempt.answer), attempt.confidence, guess=True)
    return kept_in_doubt(state, event, mine, doubt)


def read_doubt(attempt: QuestionAttempt, event: Said, intent: Intent) -> Settled | None:
    """What a reply says the message in doubt was; None if it does not say. A yes means the answer if a guess was in doubt."""
    doubt = attempt.doubt
    if doubt is not None and doubt.guess:
        rest = confirmed(event.text)
        if rest is not None:
            return Settled("answer", rest)
        if denied(event.text):
            return Settled("nothing")
    reply = read_reply(event.text)
    if reply is None and repeats(doubtful_words(attempt), event.text, intent not in {"answer", "small_talk"}):
        return Settled("talk", event.text)
    return reply


def as_told(state: InterviewState) -> InterviewState:
    """The state in which a guess that turned out to be the answer is said outright."""
    attempt = state.attempts[-1]
    if attempt.doubt is None or not attempt.doubt.guess:
        return state
    begins, ends = attempt.doubt.begins, attempt.doubt.ends or len(attempt.answer)
    told = "\n\n".join(filter(None, (attempt.answer[:begins], as_statement(doubtful_words(attempt)))))
    return with_attempt(state, answer=told + attempt.answer[ends:])


def taken_as_answer(
    state: InterviewState, kept: InterviewState | None, event: Said, reply: Settled, mine: Turn
) -> Step:
    """Take in a message that turned out to be an answer, or one in part; what it also asks is replied to.

    Args:
        kept: The state in which only the answering part of the message is left, if the rest was a question.
    """
    attempt = state.attempts[-1]
    lead = notices.BOTH if reply.meant == "both" else KEPT
    ends = reply.meant == "both" and asks_to_end(f"{doubtful_words(attempt)} {event.text}")
    said = lead if ends else f"{lead} {reply_to_both(state)}".strip()
    told = [] if reply.meant == "answer" else [turn("note", said, event.at, attempt)]
    state = as_told(kept or state)
    if reply.meant == "answer" and read_intent(event.text) in LEAVING:  # "No. Move on."
        state = with_attempt(state, left_at=attempt.probing)
    state = replace(state, ended="stopped") if ends else state
    if reply.rest and reply.meant != "talk":
        state, mine = with_said(state, replace(event, text=reply.rest)), replace(mine, kind="answer")
    return thought_out(state) or state, [mine, *told]
