"""A message that both answers and asks: "KL divergence. Am I right?" The statement is graded, the question answered."""

from __future__ import annotations

import re
from typing import Literal

from interviewer.conversation.phrases import notices
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.talk.clarifying import no_assumption
from interviewer.conversation.talk.doubt import doubtful_words
from interviewer.conversation.talk.settling import answer_before_question
from interviewer.conversation.talk.settling_phrasings import SENTENCES
from interviewer.conversation.talk.several import questions_in
from interviewer.conversation.talk.side_talk import remark, verdict_place
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.unknowing import admits_not_knowing
from interviewer.grading.screening.silence import says_nothing

MOST_CHARACTERS = 160
"""How many characters at the end of a message are searched for a question (a judgement); it bounds the pattern."""
_CLAUSES = re.compile(r"[.,;:!?…]+\s*")
"""Where a clause ends."""
_HINT = re.compile(r"\b(?:hints?|help|clues?|tips?|nudge|pointers?|stuck|start(?:ed)?|lost)\b", re.IGNORECASE)
"""Words of a request for a hint."""
_TAIL = re.compile(r"[.!;:…\n]\s+(?P<tail>(?:[^.!;:…\n?]{2,80}\?+\s*){1,3})$")
"""The questions that end a message, after a sentence of another kind."""


def asks_at_its_end(text: str) -> tuple[Literal["verdict", "time", "progress"], ...]:
    """What a message asks at its end, after something else, if a listed word settles each of its questions; else nothing."""
    tail = _tail_of(text)
    asked: list[Literal["verdict", "time", "progress"]] = []
    for part in questions_in(tail) if tail else ():
        match read_intent(part):
            case ("verdict" | "time" | "progress") as intent:
                asked.append(intent)
            case _:
                return ()
    return tuple(dict.fromkeys(asked))


def answer_before(text: str) -> str:
    """The answer in a message that ends with a question to the interviewer which a listed word settles; "" without either.

    Even a short one counts: "softplus. how many more questions?".
    """
    asked = asks_at_its_end(text)
    tail = _tail_of(text) if asked and "verdict" not in asked else ""  # "..., am I right?" is part of what was said
    head = text.rstrip()[: -len(tail)].rstrip() if tail else ""
    said = [sentence for sentence in SENTENCES.split(head) if sentence.strip()]
    answers = any(read_intent(each) == "answer" and not admits_not_knowing(each) for each in said)
    return head if answers and not says_nothing(head) else ""


def reply_to_both(state: InterviewState) -> str:
    """The replies to the questions in a message that turned out to be both question and answer, after the candidate was asked."""
    attempt = state.attempts[-1]
    doubt = attempt.doubt
    assert doubt is not None  # only asked for if there is one
    text = doubtful_words(attempt)
    answer = answer_before_question(text)
    asked = text[len(answer) :].strip() if answer else _tail_of(text) or text
    replies = [_reply(state, part, doubt.intent, number) for number, part in enumerate(questions_in(asked))]
    return " ".join(dict.fromkeys(filter(None, replies)))


def asks_to_end(text: str) -> bool:
    """Whether a clause of a message asks, in listed words, for the end of the interview: "That's all, could we stop here?"."""
    return any(read_intent(clause) == "end" for clause in _CLAUSES.split(text) if len(clause.split()) > 1)


def _reply(state: InterviewState, part: str, heard: Intent, number: int) -> str:
    listed = [read_intent(clause) for clause in (part, *_CLAUSES.split(part)) if clause.strip()]
    if heard == "hint" and not _HINT.search(part):
        heard = "done"  # a guess of the classifier; nobody is offered what they did not ask for
    if "done" in listed or heard == "done":
        return ""
    for asked in (*listed, heard):
        match asked:
            case "verdict" | "time" | "progress" | "reveal" | "why" | "explain" | "disagree":
                return remark(state, asked)
            case "clarify":
                return no_assumption(part, len(state.used) + number)
            case "hint":
                return notices.HINT_AFTER
    return verdict_place(state)


def _tail_of(text: str) -> str:
    match = _TAIL.search(text[-MOST_CHARACTERS:].strip())
    return match["tail"].strip() if match else ""
