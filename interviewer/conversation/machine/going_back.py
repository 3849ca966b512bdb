"""Goes back to an earlier question if that is still possible, and otherwise says which one it is and why not.

The last skip can be taken back (``unskip.py``), and a question that was set aside can be taken up at once. A closed question stays
closed: its grade is given.
"""

from __future__ import annotations

import re

from interviewer.conversation.machine.asking import come_back
from interviewer.conversation.machine.unskip import can_unskip, unskip
from interviewer.conversation.phrases import notices, phrases
from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.state.steps import Step, turn, with_attempt
from knowledge.schema import Bank

_NAMES = (
    ("1", "one", "first", "1st"),
    ("2", "two", "second", "2nd"),
    ("3", "three", "third", "3rd"),
    ("4", "four", "fourth", "4th"),
    ("5", "five", "fifth", "5th"),
    ("6", "six", "sixth", "6th"),
    ("7", "seven", "seventh", "7th"),
    ("8", "eight", "eighth", "8th"),
    ("9", "nine", "ninth", "9th"),
    ("10", "ten", "tenth", "10th"),
)
"""The names of the numbers that a question can be called by."""
_NUMBERS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_NUMBERED = (
    re.compile(r"\b(?:question|q)\s?(?:no\.?|number|#)?\s?(\w+)\b", re.IGNORECASE),
    re.compile(r"\b(\w+) question\b", re.IGNORECASE),
)
"""A question by its number, which comes last or first."""
_OF_A_SKIP = re.compile(r"\b(?:skip\w*|un\w+|by (?:accident|mistake)|accident\w*)\b", re.IGNORECASE)
"""Speaks of a skip that is to be taken back."""


def back_to(state: InterviewState, text: str, at: float, bank: Bank) -> Step:
    """Go back to the question that a message names, or to the last one it can mean."""
    number = number_named(text)
    if number is None and (can_unskip(state) or _OF_A_SKIP.search(text)):
        return unskip(state, at, bank)
    index = _earlier(state) if number is None else number - 1
    last = len(state.attempts) - 1
    if number is None and index is None:
        return _stays(state, notices.NONE_BEFORE, at)
    if index is None or index > last:
        return _stays(state, notices.NOT_YET.format(number=number), at)
    meant = state.attempts[index]
    if can_unskip(state) and index == (last if state.phase == "reviewing" else last - 1):
        return unskip(state, at, bank)
    if meant.aside and meant.question_id in bank:
        return _taken_up(state, index, at, bank)
    if index == last and state.phase == "answering":
        return _stays(state, notices.THIS_ONE, at, ask=False)
    which = f"Question {number}" if number is not None else "That question"
    return _stays(state, notices.BEFORE_CLOSED.format(which=which), at)


def number_named(text: str) -> int | None:
    """The number of the question that a message names, from 1; None if it names none."""
    named = (found[1].lower() for way in _NUMBERED for found in way.finditer(text))
    return next((_NUMBERS[name] for name in named if name in _NUMBERS), None)


def _earlier(state: InterviewState) -> int | None:
    """The question that "the last one" means: one that was set aside, or else the one before."""
    aside = next((n for n, attempt in enumerate(state.attempts) if attempt.aside), None)
    if aside is not None:
        return aside
    before = len(state.attempts) - (1 if state.phase == "reviewing" else 2)
    return before if before >= 0 else None


def _taken_up(state: InterviewState, index: int, at: float, bank: Bank) -> Step:
    """The question that was set aside, now; an open one that was not begun is set aside in its place."""
    now = state.attempts[-1]
    if state.phase == "answering":
        if now.set_aside or now.answer or now.grade is not None:
            return _stays(state, notices.FINISH_FIRST, at, ask=False)
        state = with_attempt(state, aside=True, set_aside=True)
    step = come_back(state, at, bank, phrases.COME_BACK_ASKED, index)
    return step or _stays(state, notices.NONE_BEFORE, at)


def _stays(state: InterviewState, why: str, at: float, ask: bool = True) -> Step:
    closed = state.phase == "reviewing"
    then = notices.GO_ON_CLOSED if closed else notices.GO_ON_OPEN
    return state, [turn("note", f"{why} {then}" if ask else why, at, state.current)]
