"""What a candidate's message is: an answer, or something said to the interviewer.

What candidates say is listed in ``question_phrasings.py`` and ``interview_phrasings.py``; it is matched here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from interviewer.conversation.state.intents import Intent
from interviewer.conversation.understanding.interview_phrasings import (
    AGREEMENT,
    BREAK,
    ENDING_OPENERS,
    ENDINGS,
    GREETING,
    LEADS,
    REMARKS,
    REPLACEMENTS,
    SENTENCE_ENDINGS,
)
from interviewer.conversation.understanding.notation import build_pattern, build_slots
from interviewer.conversation.understanding.phrasing import CLOSERS, OPENERS, SLOTS, Phrasing
from interviewer.conversation.understanding.question_phrasings import CLARIFICATIONS, NEXT_QUESTION, REQUESTS
from interviewer.grading.screening.not_knowing import STUCK
from interviewer.grading.screening.silence import says_nothing

PHRASINGS: tuple[Phrasing, ...] = (GREETING, *REQUESTS, *REMARKS, *CLARIFICATIONS)
"""Everything that is said to the interviewer in a message of its own. The first match decides."""
MAX_TALK_WORDS = 30
"""A longer message is always an answer: nobody asks for a hint at such length (a judgement)."""
_MAX_TALK_CHARACTERS = 12 * MAX_TALK_WORDS
"""The same for a text without spaces, which is a single word."""
_STOPS = r"[\s,.:;?!…–—-]*+"
"""Between two phrases. Possessive, because a run of courtesies could otherwise be split in exponentially many ways."""
_BARE = frozenset({"no", "nope", "nothing", "pass"})
"""Words that mean nothing only if punctuation sets them apart: "no, skip it", but "no next token is predicted"."""
_GAP = re.compile(r"[\s,.:;?!…–—-]+")
"""Where one phrase may end and another begin."""


@dataclass(frozen=True, kw_only=True)
class _Patterns:
    """The compiled table.

    Attributes:
        whole: For each phrasing, a message that consists of it alone.
        leads: For each lead, the start of a message, with the punctuation after it.
        stuck: Matches words that say no answer will come.
        done_last: Matches the end of a message that closes a thought spoken aloud.
    """

    whole: tuple[tuple[Phrasing, re.Pattern[str]], ...]
    leads: tuple[tuple[Phrasing, re.Pattern[str]], ...]
    stuck: re.Pattern[str]
    done_last: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Built at the first message, not at import: compiling takes a fifth of a second."""
    slots = build_slots({name: slot.templates for name, slot in SLOTS.items()})
    opening = _run(build_pattern(OPENERS, slots))
    denying = _run(build_pattern((*OPENERS, "no"), slots))
    closing = rf"{build_pattern(CLOSERS, slots)}*[\s.!?…]*"

    def compiled(phrasings: Sequence[Phrasing], before: str, after: str) -> Iterator[tuple[Phrasing, re.Pattern[str]]]:
        for phrasing in phrasings:
            pattern = before + build_pattern(phrasing.templates, slots) + after
            yield phrasing, re.compile(pattern, re.IGNORECASE)

    so = rf"(?:{build_pattern(ENDING_OPENERS, slots)}(?![\w'’])[,.]?){{0,4}}"
    # A text can be long and is searched from every break in it, so what may follow a break is bounded.
    done_last = (
        rf"(?:^|(?<=[.!?;,:…\n]))[^\S\n]*{so}{build_pattern(ENDINGS, slots)}[\s.!…]*$"
        rf"|(?:^|(?<=[.!?;:…\n]))[^\S\n]*{so}{build_pattern(SENTENCE_ENDINGS, slots)}[\s.!…]*$"
    )
    return _Patterns(
        whole=tuple(compiled(PHRASINGS, opening, closing)),
        leads=(
            *compiled(LEADS, opening, rf"(?=[\s,.:;?!…-]|$){_STOPS}"),
            *compiled(REPLACEMENTS, denying, r"\s*[,.:;-]+\s*"),
        ),
        stuck=re.compile(opening + STUCK, re.IGNORECASE),
        done_last=re.compile(done_last, re.IGNORECASE),
    )


def _run(pattern: str) -> str:
    return rf"(?:{pattern}(?![\w'’]){_STOPS})*"


def after_lead(text: str) -> str:
    """What follows the words that introduce thinking aloud, a note or a change of answer; "" without such words."""
    text = text.strip()
    for _, pattern in _patterns().leads:
        if match := pattern.match(text):
            return text[match.end() :].strip()
    return ""


def before_done(text: str) -> str | None:
    """What comes before the words that end thinking aloud; None if a message does not end with them."""
    match = _patterns().done_last.search(text)
    return text[: match.start()].strip(" \n,;:") if match else None


@lru_cache(maxsize=64)  # each part of the conversation asks about the same message
def read_intent(text: str) -> Intent:
    """The intent of a message. Anything that is not clearly addressed to the interviewer is an answer."""
    text = " ".join(text.split())
    if not any(char.isalnum() for char in text):
        return "empty"
    for phrasing, pattern in _patterns().leads:
        if pattern.match(text):
            return phrasing.intent
    if is_long(text):
        return "answer"
    return _talk(text) or _request_when_stuck(text) or "answer"


def wants_next(text: str) -> bool:
    """Whether a message asks for the next question in so many words."""
    return _phrasing(" ".join(text.split())) is NEXT_QUESTION


def wants_break(text: str) -> bool:
    """Whether a message asks in so many words for a break."""
    return _phrasing(" ".join(text.split())) is BREAK


def agrees(text: str) -> bool:
    """Whether a message only agrees or says thank you, so that somebody who says it has nothing to ask."""
    return _phrasing(" ".join(text.split())) is AGREEMENT


def is_long(text: str) -> bool:
    """Whether a message is too long for a remark or a request, so that it is an answer."""
    return len(text) > _MAX_TALK_CHARACTERS or len(text.split()) > MAX_TALK_WORDS


def _talk(text: str) -> Intent | None:
    phrasing = _phrasing(text)
    return phrasing.intent if phrasing else None


def _phrasing(text: str) -> Phrasing | None:
    """The first phrasing that a message consists of."""
    if is_long(text):
        return None
    return next((phrasing for phrasing, pattern in _patterns().whole if pattern.fullmatch(text)), None)


def _request_when_stuck(text: str) -> Intent | None:
    """The request that follows a statement of not knowing: "no idea, can I have a hint?"."""
    for rest in after_not_knowing(text):
        if intent := _talk(rest):
            return "skip" if intent == "next" else intent
    return None


def after_not_knowing(text: str) -> Iterator[str]:
    """What follows a statement of not knowing, and what follows another after it: "no idea, I'm lost, can I have a hint?"."""
    if says_nothing(text):  # "no idea, sorry" is not small talk
        return
    gaps = list(_GAP.finditer(text))
    starts = [0]
    for start in starts:  # grows
        for gap in gaps:
            head, rest = text[start : gap.start()], gap.end()
            runs_on = head.lower() in _BARE and gap.group() == " "
            if rest not in starts and not runs_on and _gives_up(head):
                starts.append(rest)
                yield text[rest:]


def _gives_up(text: str) -> bool:
    return bool(text) and (says_nothing(text) or bool(_patterns().stuck.fullmatch(text)))
