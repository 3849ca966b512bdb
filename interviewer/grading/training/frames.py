"""Ways to deny, ask, attribute, doubt or take back a statement, and ways to put it that change nothing.

The reader learns from these wordings; the truth suite has its own, and a test checks that they share none. ``{p}`` is the
statement in the middle of a sentence, ``{P}`` the statement as a sentence of its own.
"""

from __future__ import annotations

import random
import re

DENIED = (
    "it is false that {p}",
    "it's just not true that {p}",
    "I don't think that {p}",
    "I would not say that {p}",
    "no, it isn't the case that {p}",
    "it's wrong to say that {p}",
    "it is a myth that {p}",
    "nobody should believe that {p}",
    "you can't claim that {p}",
    "it is incorrect that {p}",
    "in no way is it so that {p}",
    "the opposite of this holds: {p}",
    "it would be a mistake to think that {p}",
    "I deny that {p}",
    "by no means can one say that {p}",
    "{P} That is false.",
    "{P} This is not correct.",
    "{P} No, that's a mistake.",
    "{P} Not at all.",
    "what is certainly not true: {p}",
    "unlike many I hold it to be untrue that {p}",
)
ASKED = (
    "is it true that {p}?",
    "is it right that {p}?",
    "do you mean that {p}?",
    "could it be that {p}?",
    "does that mean {p}?",
    "what if {p}?",
    "are we saying that {p}?",
    "{p}, is that what you are asking?",
    "{p}, isn't it?",
    "why would it be that {p}?",
    "I'd like to ask whether {p}",
    "would you agree that {p}?",
)
REJECTED = (
    "some say that {p}, but that's wrong",
    "a blog claimed that {p}, which is nonsense",
    "you often read that {p}, and it isn't true",
    "my flatmate believes that {p}, I think he is mistaken",
    "there is a paper that says {p}, but it has been refuted",
    "people like to say {p}. They are wrong",
    "the usual story is that {p}. I don't buy it",
    "beginners assume that {p}; in fact it does not hold",
)
UNSURE = (
    "I'm not sure whether {p}",
    "I don't know if {p}",
    "no idea if {p}",
    "perhaps {p}, perhaps not",
    "I can't remember whether {p} or the other way round",
    "it could go either way whether {p}",
    "I'm only guessing here: either {p} or the reverse",
    "whether {p}, I couldn't tell you",
)
RETRACTED = (
    "{P} Scratch that.",
    "{P} Hmm, forget what I just said.",
    "{P} No, I take it back.",
    "{P} Sorry, ignore that.",
    "{P} Actually, strike that, I was thinking of something else.",
)
SAID_WRONG = (
    "{P} No wait, that's wrong.",
    "{P} Actually no, it's the other way round.",
    "{P} Hold on, that is not right.",
    "{P} Hmm, no, that can't be true.",
)
HARMLESS = (
    "I think {p}",
    "basically {p}",
    "as far as I know {p}",
    "{p}, I'm pretty sure",
    "well, {p}",
    "so {p}",
    "if I remember correctly, {p}",
    "the way I'd put it: {p}",
    "what matters is that {p}",
    "my professor always said that {p}, and I agree",
    "you know, {p}, right",
    "and, um, {p}, yeah",
    "it is true that {p}",
    "I'd say {p}",
    "the point is that {p}",
    "don't forget that {p}",
    "it's no accident that {p}",
    "there is no doubt that {p}",
    "not only in theory: {p}",
    "{P} At least that's how I learnt it.",
    "{P} That much I'm certain of.",
    "people forget this, but {p}",
    "first of all, {p}",
    "why? because {p}",
    "is that so? yes, {p}",
    "some doubt it, but it holds: {p}",
)
TALK = (
    "could you say the question again",
    "can I have a hint please",
    "I disagree with how you graded the second point",
    "what I said about this before was right",
    "my answer to the last point was correct",
    "let me think for a second",
    "that's a tough one",
    "I'd like to move on to the next question",
    "do you want me to write code or just explain",
    "give me a moment to collect my thoughts",
    "I already explained that point fully",
    "I covered everything that you asked for",
    "there are several reasons for that",
    "it depends on many things",
    "I have worked with this for years",
)
TAKES_ALL_BACK = (
    "Forget all of that, I got it wrong.",
    "Actually, none of what I said is right.",
    "Sorry, ignore my whole answer.",
    "No, wait, I take back everything I said.",
    "On reflection all of that was wrong.",
    "Please disregard what I said so far, it's not correct.",
)
TAKES_NOTHING_BACK = (
    "I hope that answers the question.",
    "That's all I have to say about it.",
    "Let me know if you want me to go deeper.",
    "I got that wrong in my first project, but since then I know.",
    "Forget about the details, that's the main idea.",
    "No, nothing to add.",
    "Ignore the constant, it doesn't matter.",
    "People often take that back later, but it is right.",
)
_AUXILIARY = re.compile(r"\b(is|are|was|were|can|could|will|would|should|must)\b(?!\s+(?:not|n't|never|no)\b)")
_NEGATED = re.compile(r"\b(?:not|no|never|none|nothing|without|cannot|neither|nor)\b|n['’]t\b", re.IGNORECASE)


def framed(frame: str, statement: str) -> str:
    """A statement put into a frame."""
    plain = statement.strip().rstrip(".!")
    text = frame.replace("{p}", inside(plain)).replace("{P}", plain[:1].upper() + plain[1:] + ".")
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def inside(statement: str) -> str:
    """A statement as it is written in the middle of a sentence."""
    plain = statement.strip().rstrip(".!")
    return plain if _keeps_its_capital(plain) else plain[:1].lower() + plain[1:]


def negated(statement: str) -> str | None:
    """A statement with "not" after its first auxiliary verb; None if it has none, or is already negative."""
    if _NEGATED.search(statement):
        return None
    found = _AUXILIARY.search(statement)
    return f"{statement[: found.end()]} not{statement[found.end() :]}" if found else None


def dictated(statement: str) -> str:
    """A statement as dictation gives it: lower case, no punctuation."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s'+*/=^<>-]", " ", statement.lower())).strip()


def mistyped(statement: str, rng: random.Random) -> str:
    """A statement with a few neighbouring letters swapped."""
    letters = list(statement)
    for i in range(1, len(letters) - 2):
        if letters[i].isalpha() and letters[i + 1].isalpha() and rng.random() < 0.03:
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
    return "".join(letters)


def without_articles(statement: str) -> str:
    """A statement without its articles, as many non-native speakers say it."""
    return re.sub(r"\b(?:the|a|an)\s+", "", statement, flags=re.IGNORECASE)


def _keeps_its_capital(text: str) -> bool:
    """Whether a statement begins with a name, a symbol or "I"."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    plain = re.sub(r"['’](?:s|t|re|ll|d|ve|m)$", "", first)
    if plain == "I":
        return True
    return plain != "A" and (not plain[1:].islower() or not plain.isalpha())
