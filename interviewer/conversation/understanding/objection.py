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
from interviewer.conversation.understanding.point_asked import SO, asks_of_a_point, gives_its_reason
from interviewer.grading.screening.taken_back import taken_back
from interviewer.grading.text.evidence import sentences
from knowledge.text.alternatives import any_of, table

MOST_CHARACTERS = 1_500
"""A longer message is an answer, however it begins (a judgement). The limit keeps the patterns fast."""
MOST_IN_SENTENCE = 400
"""Longest objecting sentence, in characters (a judgement)."""
FEWEST_WORDS = 2
"""An objection says something about the subject only if it has this many more words (a judgement)."""
_NO_SUBJECT = asked_words(
    "why no not nope yes yeah right already before earlier above twice thrice again once now first last time times minute second ago just"
    " clearly exactly literally really actually honestly though huh eh correct true sure well even else enough fair everything everybody anything nothing"
    " did didn does doesn don do have haven has hasn is isn was wasn were would wouldn could couldn won ain"
    " said say told tell explained explain answered answer mentioned covered reply message sentence word words point point part parts"
    " reason reasons long detail full come guess sorry please thanks wait hey oh mean meant believe sure him her us"
)
"""What is left of an objection that only insists: "I just told you why, no?"."""
_FIGURES = re.compile(r"[\d$`=]")
"""Numbers, formulas and code: they say something however few words there are."""
_MANY = any_of(r"two, three, four, five, several, many, a few, a dozen, a hundred, \d+")
_TIMES = any_of(
    rf"(?:like |about |at least )?{_MANY} times, twice, thrice, repeatedly, over and over(?: again)?, again and again, all along, "
    "all the time, (?:right )?(?:at|from) the (?:start|beginning)"
)
_HAVE = "(?:['’]ve| have|['’]d| had)?"
_TELLING = "(?:say(?:ing)?|said|tell(?:ing)? you|told you|explain(?:ing|ed)?)"
_AGAIN = (
    (
        rf"i{_HAVE} (?:told you|explained|mentioned|answered|repeated|written|said)(?: (?:it|that|this|so))? {_TIMES}\b"
        r"(?:,? (?:now|already))?(?:,? (?:that|how)\b)?",
        "I've said it three times now",
    ),
    (rf"i{_HAVE} told you\b(?: that\b)?", "I told you that it shrinks"),
    (
        r"i keep (?:on )?(?:telling you|saying|repeating|explaining)\b(?: (?:it|this|that)\b)?",
        "I keep telling you this",
    ),
    (
        rf"i(?:['’]ve| have) been (?:telling you|saying|explaining)\b(?: (?:it|this)\b)?(?: {_TIMES}\b)?(?: that\b)?",
        "I have been saying this all along",
    ),
    (
        r"(?:this|that)(?:['’]s| is) (?:now )?the (?:second|third|fourth|fifth|last) time(?: that)? i(?:['’]m| am|['’]ve| have)?"
        rf" {_TELLING}\b(?: (?:it|this|that)\b)?",
        "That's the second time I'm telling you this",
    ),
    (
        r"how (?:often|many(?: more)? times)\b[^?]*\bi\b[^?]*\b(?:say|tell|repeat|explain|said|told|explained)\b(?: you\b)?"
        r"(?: (?:it|this|that)\b)?",
        "How often do I have to tell you this",
    ),
)
"""Complains of having to say something again."""
_SAYING = any_of(
    "say, said, mention(?:ed)?, name, named, explain(?:ed)?, cover(?:ed)?, answer(?:ed)?, told you, tell you, wrote, write, stated, "
    "gave, listed"
)
_SURELY = any_of("already, just, did, literally, clearly, explicitly, definitely, certainly")
_OBJECTS = table(
    *_AGAIN,
    (
        rf"i{_HAVE} {_SURELY} (?:just |already )?{_SAYING}\b(?: (?:that|this|so|it|as much)\b(?=\W|$))?",
        "I already said that: down each column",
    ),
    (rf"i {_SAYING}\b(?=[^.:;?!]* already\b)", "I named the norm already"),
    # "I said earlier that it grows, but ..." puts one's own words right
    (r"i (?:said|meant)\b(?! (?:earlier|before)\b[^.]*\bbut\b)(?: that\b)?", "I said that it shrinks"),
    (
        r"i(?: strongly| still| really)? (?:disagree|object|beg to differ|(?:don['’]?t|do not) agree)\b"
        r"(?: (?:with|about|on|to) [^:.,;?!]{0,60})?",
        "I disagree about the norm: I named it",
    ),
    (
        r"(?:that|this)(?:['’]s| is| was)(?: really)? (?:not|n['’]t) what i (?:said|meant|wrote)",
        "That is not what I said",
    ),
    (r"(?:that|this) (?:isn|wasn)['’]?t what i (?:said|meant|wrote)", "That isn't what I meant"),
    (
        r"i (?:never|didn['’]?t|did not) (?:say|said|claim|claimed|mean|meant|write|wrote)\b",
        "I never said so",
    ),
    (
        r"you(?:['’]ve| have)? (?:misread|misheard|misunderstood|misquoted|ignored|overlooked)\b",
        "You misread my answer",
    ),
    (
        r"(?:that|this|it)(?:['’]s| is) (?:exactly |just |precisely )?what i (?:just |already )?(?:said|wrote|meant)\b"
        r"(?! (?:by|with|about|when)\b)",
        "That's exactly what I said",
    ),
    (r"i (?:took|had taken|have taken|['’]?ve taken) (?:that|it|this) back\b", "I took that back"),
    (r"(?:that|this)(?:['’]s| is) (?:unfair|not fair|no fair)", "That's unfair"),
    before=SO,
)
"""Objects to how an answer was read, at the start of a sentence."""
_TO_YOU = re.compile(r"^\s*(?:to )?you\b", re.IGNORECASE)
"""Whom something was given to: "I already gave you the condition"."""
_QUIBBLE = table(
    (r"i (?:never|didn['’]?t|did not) ", "I never said so"),
    ("how |you", "How often do I have to say it"),
    (r"(?:that|this)(?:['’]s| is)|(?:that|this) ", "That's not what I said"),
    ("i (?:took|had|have)", "I took that back"),
)
"""Objections after which the sentence says nothing about the subject."""
_LEAD = table((SO, "No, but "), before="^")
"""What comes before an objection."""


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
    said = list(_sentences(text))
    asks = [
        asks_of_a_point(each) and not any(map(gives_its_reason, said[n + 1 : n + 2])) for n, each in enumerate(said)
    ]
    objects = False
    left: list[str] = []
    for sentence, is_why in zip(said, asks, strict=True):
        found = _OBJECTS.match(sentence) if len(sentence) <= MOST_IN_SENTENCE else None
        if found and not is_why:
            objects = True
            # next to "why is that open?", "I said it three times" is a complaint, not a new claim
            left += [] if any(asks) else [_said_in(sentence, found)]
        elif not is_why and not (
            any(asks) and sentence.endswith("?")
        ):  # "it contradicts nothing, right?" claims nothing
            left.append(sentence)
    words = " ".join(part for part in left if part)
    if not any(asks) and not objects:
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
    if _QUIBBLE.match(_LEAD.sub("", sentence)):
        _, colon, after = rest.partition(":")
        return after.strip() if colon else ""
    return rest.lstrip(" \t,.:;!?–—-").strip()
