"""What a candidate says a message was, when asked "Was that a question for me, or part of your answer?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from interviewer.conversation.talk.settling_phrasings import (
    ADDRESSED,
    ALL_OF_IT,
    ANSWER,
    ASKED_ABOUT,
    BARE,
    BOTH,
    BREAK,
    DRESSING,
    DROPS,
    MEANS_THAT,
    SENTENCES,
    STRONG,
    TALK,
    TELLS_OF_IT,
)
from interviewer.conversation.understanding.asked_words import asked_words
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.unknowing import admits_not_knowing

Meant = Literal["talk", "answer", "both", "nothing"]
"""A question, part of the answer, each in part, or neither: the message is to be forgotten."""

MOST_WORDS = 8
"""A longer reply says something new, unless every clause of it says what the message was (a judgement)."""
MOST_CHARACTERS = 80
"""As long as eight words can get; it bounds the patterns below."""
MOST_REPLY = 400
"""Longest reply that is read clause by clause, in characters (a judgement)."""
SAME = 0.6
"""Share of the shorter message's words that two messages share if one repeats the other (a judgement)."""
FEWEST_WORDS = 4
"""Fewest words of an answer that comes before a question in one message (a judgement)."""


@dataclass(frozen=True)
class Settled:
    """What a reply says a message was.

    Attributes:
        meant: What the message was.
        rest: What the reply says beyond that: the question put once more, or more of the answer.
        all_of_it: The whole message was a question, so no part of it is an answer.
    """

    meant: Meant
    rest: str = ""
    all_of_it: bool = False


def settled(text: str) -> Meant | None:
    """What the message in doubt was, going by the next reply; None if that says anything else."""
    said = " ".join(DRESSING.sub("", text[: MOST_REPLY + 1]).split())
    if len(said) > MOST_REPLY:
        return None
    if len(said) <= MOST_CHARACTERS and len(said.split()) <= MOST_WORDS:
        meant = _in_one(said)
        if meant or not BREAK.search(said):
            return meant
    clauses = [clause for clause, _ in _clauses(said) if not BARE.fullmatch(clause)]
    return _together({_in_one(clause) for clause in clauses}) if len(clauses) > 1 else None


def read_reply(text: str) -> Settled | None:
    """What a reply says the message in doubt was, and what else it says; None if it does not say."""
    if len(text) > MOST_REPLY:
        return None
    all_of_it = bool(ALL_OF_IT.search(text))
    if meant := settled(text):
        return Settled(meant, all_of_it=all_of_it)
    if found := ASKED_ABOUT.fullmatch(text):
        return Settled("talk", found["what"] if len(found["what"].split()) >= FEWEST_WORDS else "")
    found_so_far: set[Meant | None] = set()
    end = 0
    for clause, after in _clauses(text):
        meant = _in_one(clause)
        if meant is None or not STRONG.search(clause):
            break
        found_so_far.add(meant)
        end = after
    together = _together(found_so_far)
    if together is None:
        return None
    rest = text[end:].strip()
    return Settled(together, "" if TELLS_OF_IT.fullmatch(rest) else rest, all_of_it)


def repeats(doubtful: str, text: str, asks: bool) -> bool:
    """Whether a reply puts the message in doubt once more.

    Args:
        asks: The reply was read as a question to the interviewer.
    """
    if _folded(doubtful) == _folded(text):
        return True
    questions = [sentence for _, sentence in _with_starts(doubtful) if sentence.rstrip().endswith("?")]
    said, before = asked_words(text), asked_words(" ".join(questions) or doubtful)
    if not said or not before or not (asks or text.rstrip().endswith("?")):
        return False
    return len(said & before) >= SAME * min(len(said), len(before))


def does_not_know(text: str) -> bool:
    """Whether a reply explains that the message in doubt said "I don't know"."""
    return admits_not_knowing(MEANS_THAT.sub("", text, count=1))


def answer_before_question(text: str) -> str:
    """The sentences of a message that answer, before the question at its end; "" if there is no such question or answer."""
    said: list[str] = []
    end = 0
    for start, sentence in _with_starts(text):
        if sentence.rstrip().endswith("?"):
            break
        said.append(sentence)
        end = start + len(sentence)
    if not said or not text[end:].strip().endswith("?"):
        return ""
    answers = any(len(part.split()) >= FEWEST_WORDS and _is_of_the_subject(part) for part in said)
    return text[:end].rstrip() if answers else ""


def _is_of_the_subject(sentence: str) -> bool:
    return read_intent(sentence) == "answer" and not ADDRESSED.search(sentence) and not admits_not_knowing(sentence)


def _with_starts(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for found in SENTENCES.finditer(text):
        yield at, text[at : found.start()]
        at = found.end()
    if at < len(text):
        yield at, text[at:]


def _in_one(said: str) -> Meant | None:
    if len(said) > MOST_CHARACTERS or len(said.split()) > MOST_WORDS:
        return None
    if BOTH.fullmatch(said):
        return "both"
    if DROPS.fullmatch(said):
        return "nothing"
    talk, answer = bool(TALK.fullmatch(said)), bool(ANSWER.fullmatch(said))
    if talk == answer:
        return None
    return "talk" if talk else "answer"


def _together(meant: Set[Meant | None]) -> Meant | None:
    """What several clauses say together; None if one of them says something else, or there are none."""
    if None in meant or not meant:
        return None
    if len(meant) > 1:
        return "both" if meant <= {"talk", "answer", "both"} else None
    return next(iter(meant))


def _clauses(text: str) -> Iterator[tuple[str, int]]:
    """The clauses of a reply, each with where the next one begins."""
    at = 0
    for found in BREAK.finditer(text):
        if text[at : found.start()].strip():
            yield text[at : found.start()].strip(), found.end()
        at = found.end()
    if text[at:].strip():
        yield text[at:].strip(), len(text)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
