"""An answer in the form of a guess: "hm, is it because the variance is smaller?". The candidate is asked whether that is it.

After a yes it counts as if it had been said outright; what they ask the interviewer in earnest stays a question.
"""

from __future__ import annotations

import re

from interviewer.conversation.state.state import Said
from interviewer.conversation.talk.double import asks_at_its_end
from interviewer.conversation.understanding.intent import read_intent
from interviewer.conversation.understanding.notation import build_pattern
from interviewer.conversation.understanding.objection import read_objection
from interviewer.conversation.understanding.phrasing import HESITATIONS
from interviewer.grading.screening.silence import says_nothing
from knowledge.text.alternatives import table

MOST_WORDS = 40
"""A longer message is an answer (a judgement). The limit keeps the patterns fast."""
_IT = r"(?:it|that|this|they|these|those|there)"
_BE = r"(?:is|are|was|were|would|could|might|may|can|will|does|do|did|has|have|should|must)"
_GUESSES = (
    "(or|maybe|perhaps|possibly|i suppose|i wonder|a guess|my guess|guessing|just guessing)",
    "let me (think|guess|see)",
)
_FIRST = rf"\W*(?:{build_pattern((*HESITATIONS, *_GUESSES), {})}(?![\w'’])[\s,.:;!…–—-]*+)*"
_HESITATES = table((_FIRST, "Hm, maybe "))
"""The start of a guess: hesitation and courtesy."""
_INVERTED = table(
    (rf"(?P<be>{_BE}) (?P<it>{_IT}) (?P<rest>.+?)\s*\?+\W*", "Hm, is it because the variance shrinks?"),
    before=rf"(?P<first>{_FIRST})",
)
"""A guess with the word order of a question."""
_REASON = table(
    ("because|since|due to|so that|that|caused by", "because the variance is smaller"),
    ("about (?:the|how)|thanks to", "mostly about the norm"),
    ("(?:have |has )?(?:something |anything )?to do with", "something to do with the norm"),
    ("as (?:the|it|they)", "as the variance shrinks"),
    (r"to (?!be\b)\w+", "just to stabilise it"),
    before=r"(?:(?:be|just|simply|not|maybe|perhaps|mostly|only|partly|also)\s+)*",
    after=r"\b",
)
"""What follows "is it" where a reason is guessed. "Is it a convex problem?" may be asked in earnest."""
_PLAIN = table(
    (
        r"(?:because|since|due to|caused by|to do with|something (?:like|with|about|to do with)|so that)\b.+?",
        "Maybe because the variance shrinks?",
    ),
    before=rf"(?P<first>{_FIRST})(?P<rest>",
    after=r")\s*\?+\W*",
)
"""A guess at a reason without a verb before it."""
_MAYBE = table(
    (rf"(?P<rest>(?!{_BE}\b|i\b|we\b|you\b).+?)", "Well, perhaps the learning rate?"),
    before=rf"{_FIRST}(?<!\w)(?:maybe|perhaps|possibly)\s+",
    after=r"\s*\?+\W*",
)
"""A guess that opens with "maybe"."""
_TRAILING = re.compile(r",?\s+(?:i (?:guess|think|suppose)|maybe|perhaps)(?=\W*$)", re.IGNORECASE)
"""Hesitation at the end of a guess."""
_TAG = re.compile(r",?\s+(?:right|no|correct|yes|isn['’]t it|doesn['’]t it|or not)(?=\?+\W*$)", re.IGNORECASE)
"""A question tag: "it shrinks, right?"."""
_QUESTIONS = re.compile(r"(?<=\?)\s+")
"""Where a question ends."""
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
"""Offers a choice."""
_ADDRESSED = re.compile(
    r"\b(?:you|your|yours|me|i|we|us|my|mine|question|asking|mean|means|here|allowed|assum\w*|ok|okay|fine|enough)\b",
    re.IGNORECASE,
)
"""Words of a question to the interviewer."""
_YES = table(
    ("yes|yeah|yep|yup|ya|sure|correct|exactly|right|indeed|ok(?:ay)?|mm+-?hm+", "Yes."),
    ("i (?:think|guess|believe|suppose|would say|['’]?d say) so|i do|it is|that is", "I think so."),
    ("that['’]?s (?:it|right|my (?:final )?answer|what i['’]?d say)", "That's my final answer."),
    ("(?:that|it)['’]?s my (?:best )?guess", "That's my best guess."),
    ("my (?:final |best )?(?:answer|guess)|final answer", "My best guess, yes."),
    (
        "(?:i['’]?d |i['’]?ll |let['’]?s |i )?(?:go|going|stick|say) (?:with )?(?:it|that|so)",
        "I'll go with that.",
    ),
    ("please|thanks|thank you|go on|i think|i guess", "I guess, thank you."),
    before=r"\W*(?:",
    after=r"(?!\w)[\s,.:;!…–—-]*)+",
)
"""Says yes, in one or several ways: "yes, I think so, thanks"."""
_NO = re.compile(
    r"\W*(?:no|nope|not (?:really|yet|quite))\W*(?:(?:no|nope|not (?:really|yet|quite)|sorry|thanks|thank you)\W*)*",
    re.IGNORECASE,
)
"""Says no, and nothing else."""


def is_guess(event: Said) -> bool:
    """Whether a message answers in the form of a question.

    One that guesses at a reason does, whatever its embedding is read as; others do if it leaves that open, and they do
    not offer a choice. "Isn't that just dropout?" says it outright, so nobody asks back.
    """
    text = " ".join(event.text.split())
    if len(text.split()) > MOST_WORDS or not text.endswith("?") or _ADDRESSED.search(_without_first(text)):
        return False
    if read_intent(text) != "answer" or says_nothing(text) or asks_at_its_end(text) or read_objection(text):
        return False
    found = _INVERTED.fullmatch(text)
    if found and not _REASON.match(found["rest"]):
        return event.unsure and not _CHOICE.search(text) and not found["rest"].startswith("not ")
    return bool(found or _PLAIN.fullmatch(text) or (_MAYBE.fullmatch(text) and event.unsure))


def as_statement(guess: str) -> str:
    """A guess as a statement: "It is because the variance is smaller.". Its other sentences stay as they are."""
    return " ".join(statement for _, statement in said_and_told(guess))


def said_and_told(guess: str) -> list[tuple[str, str]]:
    """The sentences of a guess, each as it was said and as it is graded."""
    parts = _QUESTIONS.split(" ".join(guess.split()))
    return [(part, _as_statement(_TAG.sub("", part)) if part.endswith("?") else part) for part in parts]


def _as_statement(guess: str) -> str:
    text = _TRAILING.sub("", guess)
    if found := _INVERTED.fullmatch(text):
        said = f"{found['it'].lower()} {found['be'].lower()} {found['rest']}"
    elif found := _MAYBE.fullmatch(text) or _PLAIN.fullmatch(text):
        said = found["rest"]
    else:
        said = text.rstrip("? ")
    return f"{said[:1].upper()}{said[1:].rstrip(' .,;')}."


def confirmed(reply: str) -> str | None:
    """What a reply to "Is that your answer?" says beyond yes, "" if nothing; None if it doesn't begin with a yes."""
    found = _YES.match(reply)
    return reply[found.end() :].strip() if found else None


def denied(reply: str) -> bool:
    """Whether a reply to "Is that your answer?" only says no."""
    return bool(_NO.fullmatch(reply))


def _without_first(text: str) -> str:
    found = _HESITATES.match(text)
    return _TRAILING.sub("", text[found.end() :] if found else text)
