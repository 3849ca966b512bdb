"""A message that objects to how an answer was read, or asks why a point is open. It may also contain an answer.

"I already said that: down each column" is both. The objecting words are never taken for a claim by the candidate, but what
they say about the subject is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from interviewer.conversation.understanding.asked_words import asked_words
from interviewer.grading.screening.taken_back import taken_back
from interviewer.grading.text.evidence import sentences

MOST_CHARACTERS = 1_500
"""A longer message is an answer, however it begins (a judgement); it bounds the patterns below."""
MOST_IN_SENTENCE = 400
"""Longest objecting sentence, in characters (a judgement)."""
FEWEST_WORDS = 2
"""Fewest remaining words of an objection that say something about the subject (a judgement)."""
_NO_SUBJECT = asked_words(
    "why no not nope yes yeah right already before earlier above twice thrice again once now first last time times minute second ago just"
    " clearly exactly literally really actually honestly though huh eh correct true sure well even else enough fair everything everybody anything nothing"
    " did didn does doesn don do have haven has hasn is isn was wasn were would wouldn could couldn won ain"
    " said say told tell explained explain answered answer mentioned covered reply message sentence word words point point part parts"
    " reason reasons long detail full come guess sorry please thanks wait hey oh mean meant believe sure him her us"
)
"""What is left of an objection that only insists: "I just told you why, no?"."""
_FIGURES = re.compile(r"[\d$`=]")
_NAMED = (
    r"(?:(?:about|on|for|as for|regarding) )?(?:the )?(?:(?:first|second|third|fourth|fifth|sixth|seventh|last) (?:point|one)"
    r"|(?:point|number) ?(?:\d{1,2}|one|two|three|four|five|six|seven))(?= ?[,:;.–—-])"
)
_SO = (
    r"(?:(?:no|nope|but|and|so|well|hey|wait|sorry|hm+|oh|ok(?:ay)?|honestly|actually|excuse me|come on|also|then|before that"
    rf"|{_NAMED})\b[,.;!:\s…–—-]*)*"
)
"""What may come before an objection, the point that it is about among it: "Point 4: I said that ..."."""
_POINT = r"(?:points?|ones?|criteri(?:on|a)|parts?|verdicts?|grades?|marks?|scores?|questions?|credits?)"
_STATE = r"(?:open|missing|red|amber|orange|unmet|wrong|contradicted|not met|partly met|lost|lose|marked|counted?|lacking|gone)"
_WHY = re.compile(
    rf"{_SO}(?:why|how come)\b[^?]*\b{_POINT}\b[^?]*\b{_STATE}\b"
    rf"|{_SO}(?:why|how come)\b[^?]*\b(?:i|me|my|you)\b[^?]*\b{_STATE}\b[^?]*\b{_POINT}\b"
    rf"|{_SO}(?:why|how come) (?:is|was) (?:it|that|this) (?:still )?(?:open|red|unmet|marked|not met)\b"
    rf"|{_SO}(?:why (?:did|do|have) i|what did i) (?:lose|lost|miss|get (?:wrong|no))\b"
    rf"|{_SO}(?:why|how)\b[^?]*\b(?:contradict(?:s|ed|ion|ions)?|the contrary|the opposite of (?:that|the) point)\b"
    rf"|{_SO}(?:why|how)\b[^?]*\b(?:i|me|my|you)\b[^?]*\b(?:said|say|saying) the opposite\b"
    rf"|{_SO}what (?:am|was) i (?:still )?missing\b"
    rf"|{_SO}what(?:['’]s| is| was|['’]re| are)? (?:you )?(?:still |exactly |then )*(?:missing|lacking|wrong|open)\b(?:[^?]*\b(?:{_POINT}|my answer|there|here|it|that)\b|\W*$)"
    r"|(?:[^?]*\b)?(?:what|which(?: words)?)(?: words)? (?:did|have) you (?:hear|heard|read|found|find)\b",
    re.IGNORECASE,
)
_SAYING = r"(?:say|said|mention(?:ed)?|name|named|explain(?:ed)?|cover(?:ed)?|answer(?:ed)?|told you|tell you|wrote|write|stated|gave|listed)"
_OBJECTS = re.compile(
    rf"{_SO}(?:"
    rf"i(?:['’]ve| have|['’]d| had)? (?:already|just|did|literally|clearly|explicitly|definitely|certainly) (?:just |already )?{_SAYING}\b"
    r"(?: (?:that|this|so|it|as much)\b(?=\W|$))?"
    rf"|i {_SAYING}\b(?=[^.:;?!]* already\b)"
    r"|i (?:said|meant)\b(?! (?:earlier|before)\b[^.]*\bbut\b)(?: that\b)?"
    r"|i(?: strongly| still| really)? (?:disagree|object|beg to differ|(?:don['’]?t|do not) agree)\b"
    r"(?: (?:with|about|on|to) [^:.,;?!]{0,60})?"
    r"|(?:that|this)(?:['’]s| is| was)(?: really)? (?:not|n['’]t) what i (?:said|meant|wrote)|(?:that|this) (?:isn|wasn)['’]?t what i (?:said|meant|wrote)"
    rf"|i (?:never|didn['’]?t|did not) (?:say|said|claim|claimed|mean|meant|write|wrote)\b"
    r"|you(?:['’]ve| have)? (?:misread|misheard|misunderstood|misquoted|ignored|overlooked)\b"
    r"|(?:that|this|it)(?:['’]s| is) (?:exactly |just |precisely )?what i (?:just |already )?(?:said|wrote|meant)\b(?! (?:by|with|about|when)\b)"
    r"|i (?:took|had taken|have taken|['’]?ve taken) (?:that|it|this) back\b"
    r"|(?:that|this)(?:['’]s| is) (?:unfair|not fair|no fair)"
    r")",
    re.IGNORECASE,
)
_TO_YOU = re.compile(r"^\s*(?:to )?you\b", re.IGNORECASE)
"""Whom something was given to: "I already gave you the condition"."""
_QUIBBLE = re.compile(
    r"i (?:never|didn['’]?t|did not) |you|(?:that|this)(?:['’]s| is)|(?:that|this) |i (?:took|had|have)", re.IGNORECASE
)
"""Objections after which the sentence says nothing about the subject."""


@dataclass(frozen=True)
class Objection:
    """What a message objects to.

    Attributes:
        kind: ``why`` asks why a point is open, ``look`` wants the answer read again.
        words: What the message says about the subject, "" if nothing.
    """

    kind: Literal["why", "look"]
    words: str = ""


def read_objection(text: str) -> Objection | None:
    """The objection in a message; None if there is none, for example if it corrects the candidate's own words."""
    if len(text) > MOST_CHARACTERS or taken_back(text).spans:
        return None
    asks = objects = False
    left: list[str] = []
    for sentence in _sentences(text):
        if len(sentence) > MOST_IN_SENTENCE:
            left.append(sentence)
        elif (_WHY.match(sentence) and sentence.rstrip().endswith(("?", "?!"))) or _WHY.fullmatch(
            sentence.rstrip(".! ")
        ):
            asks = True
        elif found := _OBJECTS.match(sentence):
            objects = True
            left.append(_said_in(sentence, found))
        else:
            left.append(sentence)
    words = " ".join(part for part in left if part)
    if not asks and not objects:
        return None
    if len(words.split()) < FEWEST_WORDS or (not asked_words(words) - _NO_SUBJECT and not _FIGURES.search(words)):
        words = ""
    return Objection("look" if objects or words else "why", words)


def _sentences(text: str) -> Iterator[str]:
    for piece in sentences(text):
        yield piece.of(text).strip()


def _said_in(sentence: str, found: re.Match[str]) -> str:
    """What an objecting sentence says about the subject: whatever follows "I said that", or the colon after it."""
    rest = sentence[found.end() :]
    if found[0].lower().endswith("gave"):
        rest = _TO_YOU.sub("", rest)
    if _QUIBBLE.match(re.sub(rf"^{_SO}", "", sentence, flags=re.IGNORECASE)):
        _, colon, after = rest.partition(":")
        return after.strip() if colon else ""
    return rest.lstrip(" \t,.:;!?–—-").strip()
