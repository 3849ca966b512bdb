"""The reply to a question about the question, when neither the bank nor a model answers it: honest, short, to the point.

It names no method and judges none, and never says that any reading will do: the rubric may depend on one. It takes up the
candidate's own term and never repeats the whole question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewer.conversation.talk.clarifying_phrasings import (
    ACCEPTS,
    ANY,
    ASSUMES,
    CLAUSE,
    COMMITS,
    GUESS,
    IS_IT,
    LENGTH,
    MAY,
    MEANS,
    NO_QUOTES,
    OR,
    QUOTED,
    REWORD,
    REWORDS,
    WANTS,
    WHAT_MEANS,
    WHAT_WANTED,
)
from knowledge.text.sentences import sentences

MOST_CHARACTERS = 400
"""How much of a request is read (a judgement); it bounds the patterns below."""
MOST_TERM_WORDS = 7
"""Longest term that is repeated, in words; anything longer is a sentence and is not repeated (a judgement)."""
_ASSUMED = (
    "I can't settle that for you without giving something away. Use {term} in its usual sense, and tell me which one you assume.",
    "I mean nothing special by {term}: use it the way the field does. If it has several meanings, pick one and tell me which.",
    "Use {term} the way you would at work, and tell me in half a sentence how you read it.",
)
_GUESSED = (
    "I can't say yes or no to that while the question is open. If you read it as {term}, say so and go on with that.",
    "If that's how you read it, go with {term}, tell me so, and answer on that basis.",
    "I'll neither confirm nor rule out {term}. Tell me how you read it, and answer on that basis.",
)
_NAMED = (
    "Use {term} in its usual sense. If that's {guess} for you, say so, and answer on that basis.",
    "By {term} I mean nothing out of the ordinary. If you read it as {guess}, say so and go on.",
)
_CHOICE = (
    "Say which one you assume, and go on with that. If the other would change your answer, tell me how.",
    "I'd rather not choose for you. Tell me which of the two you assume, and answer on that basis.",
    "Go with the one you think I mean, and say so before you answer.",
)
_FORM_CHOICE = (
    "Use whichever makes your point better. If I want the other as well, I'll ask.",
    "Start with the one you find easier, and I'll ask if I want more.",
)
_MAYS = (
    "State that you assume it, and go on. If it matters to your answer, say how.",
    "If the question leaves it open, yes: say that you assume it, and answer on that basis.",
    "State it as your assumption, and I'll take it from there.",
)
_WANTED = (
    "Only if you think your answer needs it. If I want it, I'll ask.",
    "I'll leave that to you. Put it in if it makes your point clearer.",
)
_FACTS = (
    "Say which one you assume, and answer on that basis. If it makes a difference, tell me how.",
    "Assume what you'd expect in practice, tell me so, and go on.",
    "Tell me how you read it. If your answer depends on it, give me both cases.",
)
_ACCEPTED = (
    "I can't say that before I have your answer. Put it in if you stand by it, and say why.",
    "Make it part of your answer, with your reason. I only judge what you've said.",
)
_LENGTHS = (
    "A few sentences for each part is plenty. If I want more, I'll ask.",
    "The way you'd explain it at a whiteboard: the main points, each with a reason. I'll follow up if I want more.",
)
_PARTS = (
    "Take it a piece at a time. For now, only this: {part}",
    "Start with this alone, and leave the rest for later: {part}",
)
_NO_OTHER_WORDS = (
    "I have no other wording for that one. Tell me which word is unclear, or ask me for a hint.",
    "That's the only way I can put it without giving it away. Is there a word in it that's unclear? A hint is there, too.",
)
_HEARD = (
    "An answer in your own words, with your reasons. Start with this: {part}",
    "Just what you'd tell a colleague who asks you this: {part}",
)
_ELSE = (
    "I can't go further on that without giving something away. State the assumption you make, and go on.",
    "I'm leaving that open on purpose. Decide it the way you would at work, and tell me what you assumed.",
    "I'll leave that to you. Say what you assume, and answer on that basis.",
)


def says_yes_or_no(reply: str) -> bool:
    """Whether a reply confirms or denies what a request guesses, which commits to it whether or not it is the answer."""
    return bool(COMMITS.search(reply))


def does_not_follow(request: str) -> bool:
    """Whether somebody asks for the question in other words, and not about one of its words."""
    text = " ".join(request[:MOST_CHARACTERS].split())
    narrower = (LENGTH, WHAT_WANTED, WANTS, MAY, OR)
    return bool(REWORD.search(text)) and not asked_term(request) and not any(way.search(text) for way in narrower)


def wants_other_words(request: str) -> bool:
    """Whether somebody asks outright for the question to be put differently."""
    return bool(REWORDS.search(request[:MOST_CHARACTERS])) and does_not_follow(request)


def is_no_reply(reply: str, request: str, asked: str) -> bool:
    """Whether a sentence is useless as a reply: it commits to a guess, or repeats the question that was not understood."""
    return says_yes_or_no(reply) or (does_not_follow(request) and says_same(reply, asked))


def no_assumption(request: str, number: int, asked: str = "") -> str:
    """The reply to a request that nothing else answers.

    Args:
        number: Picks one of the wordings, so that they alternate.
        asked: What was last asked; part of it is repeated only if the candidate did not understand it.
    """
    ways, words = _ways_to_reply(request, asked)
    return filled(in_turn(ways, number), words)


def is_one_of(reply: str, request: str, asked: str = "") -> bool:
    """Whether a text is one of the wordings in which ``no_assumption`` replies to a request."""
    ways, words = _ways_to_reply(request, asked)
    return any(reply == filled(way, words) for way in ways)


def _ways_to_reply(request: str, asked: str) -> tuple[Sequence[str], Mapping[str, str]]:
    """The wordings of the reply to a request, and what is filled into them."""
    text = " ".join(request[:MOST_CHARACTERS].split())
    nothing: dict[str, str] = {}
    if ACCEPTS.search(text):
        return _ACCEPTED, nothing
    if LENGTH.search(text):
        return _LENGTHS, nothing
    if WHAT_WANTED.search(text):
        return (_HEARD, {"part": first_part(asked)}) if asked else (_WANTED[:1], nothing)
    chooses = bool(OR.search(text))
    if guess := _whole_term(GUESS, text):
        meant = _whole_term(WHAT_MEANS, text) or _whole_term(MEANS, text.partition(guess)[0])
        if meant and meant != guess and not chooses:
            return _NAMED, {"guess": f"“{guess}”", "term": f"“{meant}”"}
        return (_CHOICE, nothing) if chooses else (_GUESSED, {"term": f"“{guess}”"})
    if meant := _whole_term(WHAT_MEANS, text) or _whole_term(MEANS, text):
        return _ASSUMED, {"term": f"“{meant}”"}
    if WANTS.search(text) and not ASSUMES.search(text):
        return _FORM_CHOICE if chooses else _WANTED, nothing
    if MAY.search(text):
        return _CHOICE if chooses else _MAYS if ASSUMES.search(text) else _WANTED, nothing
    if asked and REWORD.search(text):
        part = first_part(asked)
        return (_NO_OTHER_WORDS, nothing) if says_same(part, asked) else (_PARTS, {"part": part})
    if chooses:
        return _CHOICE, nothing
    if (quoted := QUOTED.search(text)) and not ANY.match(quoted["term"]):
        return _ASSUMED, {"term": f"“{quoted['term']}”"}
    return _FACTS if IS_IT.search(text) else _ELSE, nothing


def says_same(words: str, asked: str) -> bool:
    """Whether some words repeat a question exactly, perhaps after other words."""
    said, before = (" ".join(re.findall(r"\w+", text.lower())) for text in (words, asked))
    return bool(before) and said.endswith(before)


def asked_term(request: str) -> str:
    """The term whose meaning a request asks for; "" if there is none."""
    text = " ".join(request[:MOST_CHARACTERS].split())
    return _term(WHAT_MEANS, text) or _term(MEANS, text)


def quoted_term(request: str) -> str:
    """The term that a request puts in quotation marks and says little else about: "“handle”?"; "" if there is none."""
    text = " ".join(request[:MOST_CHARACTERS].split())
    return _term(QUOTED, text) if len(text.split()) <= MOST_TERM_WORDS else ""


def in_turn(ways: Sequence[str], number: int) -> str:
    """One of some wordings, so that they alternate."""
    return ways[number % len(ways)]


def filled(way: str, words: Mapping[str, str]) -> str:
    """A wording with words put in; braces within those are left as they are."""
    return re.sub(r"\{(\w+)\}", lambda slot: words.get(slot[1], slot[0]), way)


def _term(pattern: re.Pattern[str], text: str) -> str:
    """The term that a request asks about, as the candidate wrote it; "" if there is none short enough."""
    found = pattern.search(text)
    term = (
        re.sub(r"^(?:an?|the|by|with|your|that)\s+", "", NO_QUOTES.sub("", found["term"]).strip(), flags=re.IGNORECASE)
        if found
        else ""
    )
    return "" if not term or ANY.match(term) or len(term.split()) > MOST_TERM_WORDS else term


def _whole_term(pattern: re.Pattern[str], text: str) -> str:
    """The same, or "" if it is half a sentence, which would be repeated as if it were a term."""
    term = _term(pattern, text)
    return "" if CLAUSE.search(term) else term


def first_part(asked: str) -> str:
    """A question up to its first question mark, or up to the "and" that joins two questions in one."""
    parts = sentences(asked, lines=False, small=True) or [""]
    number = next((n for n, part in enumerate(parts) if part.endswith("?")), 0)
    last = re.split(r",? and (?=(?:how|why|what|when|where|which|is|are|does|do)\b)", parts[number], maxsplit=1)[0]
    last = last.rstrip(",;: ")
    return " ".join([*parts[:number], last if last.endswith(("?", ".", "!")) else f"{last}?"])
