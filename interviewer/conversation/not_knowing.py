"""A statement of not knowing, in any wording: "No idea, honestly." Nobody who says so is asked what they meant."""

from __future__ import annotations

import re

from interviewer.grading.silence import phrase_pattern, says_nothing

MOST_CHARACTERS = 160
"""A longer message says more than that (a judgement); it bounds the patterns below."""
_DRESSING = (
    r"honestly|to be (?:completely |totally |quite )?honest(?: with you)?|tbh|in all honesty|frankly|really|sadly|unfortunately"
    r"|i['’]?m (?:afraid|sorry)|sorry|sorry about that|actually|i must (?:say|admit|confess)|i have to (?:say|admit)|i admit"
    r"|at all|whatsoever|right now|at the moment|off (?:the top of )?my head|(?:on|about|for|with) (?:that|this|it)(?: one)?"
    r"|here|hm+|um+|uh+|well|oh|ok(?:ay)?|so|no|but|yeah|really not|i think|i guess|then"
)
_FRONT = re.compile(rf"^\W*(?:(?:{_DRESSING})\b[\s,.;:!?…–—-]*)+", re.IGNORECASE)
_BACK = re.compile(rf"(?:[\s,.;:!?…–—-]+(?:{_DRESSING}))+\W*$", re.IGNORECASE)
_MORE = re.compile(
    phrase_pattern(
        (
            "not (a|the foggiest|the slightest) [clue|idea]",
            "[i] (haven't|have not|havent|don't have|do not have|haven't got) (a|any|the) [faintest|slightest] (clue|idea)",
            "i (wouldn't|would not|couldn't|could not) (know|say|tell you|tell)",
            "i (can't|cannot|can not) (tell you|think of anything|think of any|help you there|come up with anything)",
            "[i'm|i am] not familiar with (that|this|it|those|that one|this one)",
            "i (haven't|have not|never) (heard of|come across|came across|seen|learned|learnt|studied) (that|this|it) [before]",
            "[that's|that is|this is] (beyond me|over my head|not something i know)",
            "(search me|no clue|not sure|nothing comes to mind|i've no idea|i have no idea|i don't know that one)",
            "i (simply|just|really|honestly|genuinely|actually) (don't|do not) know [it|that|this]",
        )
    ),
    re.IGNORECASE,
)


def knows_nothing(text: str) -> bool:
    """Whether a message is empty or only says that its writer does not know."""
    if says_nothing(text):
        return True
    if len(text) > MOST_CHARACTERS or "?" in text:
        return False
    bare = " ".join(text.split())
    ways = (bare, _BACK.sub("", bare), _FRONT.sub("", bare), _BACK.sub("", _FRONT.sub("", bare)))
    return any(way and (says_nothing(way) or _MORE.fullmatch(way.strip(" .!,…"))) for way in ways if _has_words(way))


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)
