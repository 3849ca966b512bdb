"""The reply to a question about the question that neither the bank nor a model answers: honest, short, and about what was asked.

It names no method and judges none. It takes up the candidate's own term and never says the whole question again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_CHARACTERS = 400
"""What is read of a request (a judgement); a bound for the patterns below."""
MOST_TERM_WORDS = 7
"""Words of a term that is repeated; a longer one is a sentence, and is not (a judgement)."""
_END = r"(?=\s+(?:here|exactly|in this (?:context|case|question)|by any chance|too|as well|then|please)\b|\s*(?:[?.,;!\n]|\s[-–—]\s|\s(?:or|do you|did you|is it|are you|i mean)\b|$))"
_QUOTED = re.compile(r"[\"“‘'](?P<term>[^\"”’']{2,60})[\"”’'](?!\w)")
_MEANS = re.compile(
    rf"\b(?:mean(?:t)? (?:by|with)|understand by|refer(?:ring)? to (?:by|as|with)|call|when you say|when you write|definition of|define"
    rf"|what (?:is|are) (?:meant by|an?\b|the)?)\s*(?P<term>[^?.,;!\n]+?){_END}",
    re.IGNORECASE,
)
_WHAT_MEANS = re.compile(
    r"\bwhat (?:does|do|would) (?P<term>[^?.,;!\n]+?) (?:mean|refer to|stand for)\b", re.IGNORECASE
)
_GUESS = re.compile(
    rf"(?<!what )(?<!exactly )\b(?:(?:do |did )?(?<!what do )(?<!what did )(?<!what )you mean(?! by\b)|are you (?:asking about|talking about|thinking of|after|referring to)|are we talking about"
    rf"|(?:is|was) (?:it|this|that) (?:about|for|on)?)\s*(?P<term>[^?.,;!\n]+?){_END}",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:(?:can|may|should|could|shall|must) (?:i|we)|do (?:i|we) (?:need|have) to|is it (?:ok|okay|fine|allowed)|am i (?:allowed|supposed) to)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:do you (?:want|expect|need)|would you like|should i (?:add|include|give|show|write|name|list))\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_LENGTH = re.compile(
    r"\bhow (?:detailed|long|deep|much detail|precise|far|thorough|formal)\b|\bin (?:how much )?detail\b", re.IGNORECASE
)
_REWORD = re.compile(
    r"\b(?:rephrase|reword|(?:don['’]?t|do not|didn['’]?t|not sure i|can['’]?t) (?:quite |really )?(?:understand|get|follow)|confus|unclear|put (?:it|that)"
    r"|other words|differently|(?:what|how) (?:exactly )?do you mean(?: exactly)?(?: by (?:that|this|it))?\W*$|what (?:exactly )?are you asking|what you(?:['’]re| are) asking|clarify)",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"^(?:it|that|this|the question|you|there|those|these|one|a|an|the|something|anything)$", re.IGNORECASE
)
_ASSUMED = (
    "I can't settle that for you without giving something away. Take {term} in its usual sense, and say which you assume.",
    "I mean nothing special by {term}: take it as the field does. If there are several readings, pick one and tell me which.",
    "Use {term} the way you would at work, and say in half a sentence what you take it to be.",
)
_GUESSED = (
    "I can't say whether it's {term} without giving something away. If you think it fits, make your case for it.",
    "I won't narrow it down to {term}. Say what you take it to be, and answer for that.",
    "It may or may not be {term}, so I'll leave that to you. Say which reading you chose.",
)
_NAMED = (
    "I can't say whether it's {guess}. Take {term} in its usual sense, and say which you assume.",
    "Whether that's {guess} is for you to say. By {term} I mean nothing out of the ordinary.",
)
_EITHER = (
    "Either is fine. Pick one, tell me which, and go from there.",
    "Your choice. Say which of the two you take, and I'll follow you.",
    "I have no preference there. Choose one and say so.",
)
_MAYS = (
    "That's up to you. Say that you assume it, and answer for that case.",
    "Nothing in the question rules that out. If it changes your answer, say how.",
    "You decide. State it as your assumption, and I'll take it from there.",
)
_WANTED = (
    "Only if you think your answer needs it. If I want it, I'll ask.",
    "I leave that to you. Put it in where it makes your point clearer.",
)
_LENGTHS = (
    "A few sentences for each part are plenty. If I want more, I'll ask.",
    "As you'd say it at a whiteboard: the main points with a reason each. I'll follow up where I want more.",
)
_PARTS = (
    "Take it a piece at a time. For now, only this: {part}",
    "Start with this alone, and leave the rest for later: {part}",
)
_ELSE = (
    "I can't go further on that without giving something away. Take the usual meaning, and say what you assume.",
    "The question leaves that open on purpose. Settle it the way you'd do it at work, and tell me what you assumed.",
    "I'll leave that to you. Make the assumption you find most natural, and say it out loud.",
)


def no_assumption(request: str, number: int, asked: str = "") -> str:
    """The reply to a request that nothing answers.

    Args:
        number: Picks one of the wordings, so that they take turns.
        asked: What was asked last; a part of it is repeated only where the candidate did not understand it.
    """
    text = " ".join(request[:MOST_CHARACTERS].split())
    if _LENGTH.search(text):
        return _turn(_LENGTHS, number)
    if guess := _term(_GUESS, text):
        meant = _term(_WHAT_MEANS, text) or _term(_MEANS, text.partition(guess)[0])
        if meant and meant != guess:
            return _turn(_NAMED, number).format(guess=f"“{guess}”", term=f"“{meant}”")
        if _OR.search(text.partition(guess)[2]):
            return _turn(_EITHER, number)
        return _filled(_turn(_GUESSED, number), guess)
    if meant := _term(_WHAT_MEANS, text) or _term(_MEANS, text):
        return _filled(_turn(_ASSUMED, number), meant)
    if _WANTS.search(text):
        return _turn(_EITHER if _OR.search(text) else _WANTED, number)
    if _MAY.search(text):
        return _turn(_EITHER if _OR.search(text) else _MAYS, number)
    if asked and _REWORD.search(text):
        return _turn(_PARTS, number).format(part=_first_part(asked))
    if _OR.search(text):
        return _turn(_EITHER, number)
    if quoted := _QUOTED.search(text):
        return _filled(_turn(_ASSUMED, number), quoted["term"])
    return _turn(_ELSE, number)


def _turn(ways: Sequence[str], number: int) -> str:
    return ways[number % len(ways)]


def _filled(way: str, term: str) -> str:
    return way.replace("{term}", f"“{term}”")


def _term(pattern: re.Pattern[str], text: str) -> str:
    """The term that a request asks about, as it was written; "" where there is none short enough."""
    found = pattern.search(text)
    term = (
        re.sub(r"^(?:an?|the|by|with|your|that)\s+", "", found["term"].strip(" \"“”'‘’"), flags=re.IGNORECASE)
        if found
        else ""
    )
    return "" if not term or _ANY.match(term) or len(term.split()) > MOST_TERM_WORDS else term


def _first_part(asked: str) -> str:
    """A question up to its first question mark, or up to the "and" that joins two questions in one."""
    parts = re.split(r"(?<=[.?!])\s+", asked.strip())
    number = next((n for n, part in enumerate(parts) if part.endswith("?")), 0)
    last = re.split(r",? and (?=(?:how|why|what|when|where|which|is|are|does|do)\b)", parts[number], maxsplit=1)[0]
    last = last.rstrip(",;: ")
    return " ".join([*parts[:number], last if last.endswith(("?", ".", "!")) else f"{last}?"])
