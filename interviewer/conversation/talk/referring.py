"""Explains what a word of a follow-up refers to: "Which point do you mean?" gets the part of the question it belongs to.

A follow-up says "that point" or "the two" because it comes after the question. Candidates who ask which one is meant should
not be told to assume something. Only the question's own words are repeated, so nothing is given away.
"""

from __future__ import annotations

import re

from interviewer.conversation.talk.clarifying import MOST_CHARACTERS, asked_term, filled, in_turn, quoted_term
from interviewer.conversation.understanding.asked_words import asked_words, loosely
from knowledge.schema import Question, is_prose
from knowledge.text.alternatives import table
from knowledge.text.pictures import IMAGE

MOST_WORDS = 20
"""A longer request asks more than what a word refers to (a judgement)."""
MOST_REPEATED = 45
"""Longest part of a question that is repeated, in words (a judgement)."""
PHRASE = 4
"""From this many words on, a phrase is no term that could have a definition: "where the loss comes from" (a judgement)."""
_LOOSE = table(("(?:an)?other|some|any|such|each|every|one|different|certain", "another scheme"), after=r" \w")
"""Begins a phrase that is no term either, however short."""
_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
"""A text that a question shows: a block between fences."""
_SO = r"^\W*(?:(?:and|so|but|sorry|wait|hm+|ok(?:ay)?|well|excuse me|just to be sure|to be clear)\W+)*"
_POINTER = r"(?:one|ones|two|three|four|both|it|they|them|that|those|these|this|here|there|each|other|others|former|latter|such)"
_WHICH = table(
    (r"\W*$", "At which point?"),
    (
        r",? (?:exactly )?(?:do|did|are|is|would|was|were|have) (?:you|that|this|those|these|it|they|we)\b",
        "Which point do you mean?",
    ),
    before=rf"{_SO}(?:(?:at|in|on|of|for|from|to|with|by|over) )?(?:which|what) (?P<word>[\w-]+)(?: [\w-]+)?",
)
"""Asks which of something."""
_ONE = table(
    (
        rf"{_SO}(?:you mean |do you mean )?(?:that|this|those|these|the (?:first|second|last|other|same)) (?:one|ones)\W*$",
        "Do you mean the second one?",
    ),
    (rf"{_SO}which (?:one|ones|of (?:the|them|these|those)\b.*)\W*$", "Which of them?"),
)
"""Asks for one of several."""
_HERE = "(?:mean|refer to|stand for|here|exactly|in this question|in that question|in your question)"
_POINTS = table(
    (
        rf"(?:what|who|where|when) (?:exactly )?(?:is|are|do you mean (?:by|with)|does) [\"“‘']?(?P<word>{_POINTER})[\"”’']?",
        "What do you mean by that point?",
    ),
    before=_SO,
    after=rf"(?: (?P<noun>[\w-]+))?(?: {_HERE})*\W*$",
)
"""Asks what a pointing word stands for: "what is 'it' here?"."""
_LEANS = re.compile(r"\b(?:them|they|it|this|that|these|those|their|its)\b", re.IGNORECASE)
"""Words that make no sense without the sentence before."""
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"“$*(])")
"""Where a sentence of a question ends: unlike in ``sentences``, never before a small letter, so that no half of one is repeated."""
_CHOOSES = re.compile(r"\b(?:should|may|can|shall|must|could) (?:i|we)\b|\bdo (?:i|we)\b", re.IGNORECASE)
"""Asks what to do, and not what a word refers to."""
_BACK = (
    "That goes back to the question: {part} With that in mind: {probe}",
    "I'm still on the question: {part} What I'd like to know there: {probe}",
)
_PLAIN = (
    "I have no definition of “{term}” that I can give you here. What I'd like to know is this: {probe}",
    "I'd rather not define “{term}” for you now. My question is still this: {probe}",
)
"""Used for a word that only the follow-up has: then it is the follow-up that is asked again, and not the question."""
_TERM = (
    "I mean “{term}” the way the question does: {part}",
    "By “{term}” I mean what the question speaks of: {part}",
)

_OTHER_WORDS = (
    "“{term}” comes up here: {part}",
    "The sentence with “{term}” was: {part}",
)
_SAME_WORD = (
    "I have no simpler word for “{term}” at hand.",
    "For “{term}” itself I have no other word.",
)
"""Used if the plainer wording has the term as well, where repeating the question first would say it twice."""


def pointed_back(request: str, probe: str, question: Question, number: int) -> str:
    """The reply to a request about a word of a follow-up: the part of the question that the word belongs to.

    Args:
        number: Picks one of the wordings, so that they alternate.

    Returns:
        "" if the request is not about a word of the follow-up, or no part of the question is short enough to be repeated.
    """
    word = word_asked_about(request, probe)
    part = _part_about(question.question, f"{probe} {word}") if word else ""
    if not part:
        return ""
    named = bool(_stems(word)) and _stems(word) <= _stems(question.question)
    # "that point" has a place in the question, and no meaning to explain
    points = bool(re.match(rf"{_POINTER}\b(?!-)", word, re.IGNORECASE))
    ways = _TERM if named else _PLAIN if asked_term(request) == word and not points else _BACK
    return filled(in_turn(ways, number), {"term": word, "part": part, "probe": probe})


def in_plainer_words(request: str, question: Question, number: int) -> str:
    """The reply to a request about a word of the question: the sentence it is in, and what that says in plainer words.

    Args:
        number: As for ``pointed_back``.

    Returns:
        "" if the request is not about a word of the question, or the bank has no plainer words.
    """
    term = asked_term(request) or quoted_term(request)
    if not term or not _is_of(term, question.question):
        return ""
    part = _part_with(question.question, term) or _part_about(question.question, term)
    plain = _plainer(question, part)
    if not plain:
        return ""
    ways = _SAME_WORD if _is_of(term, plain) else _OTHER_WORDS
    return f"{filled(in_turn(ways, number), {'term': term, 'part': part})} {plain}"


def asks_about_a_phrase(request: str, probe: str, question: Question) -> bool:
    """Whether a request asks what several words of a follow-up mean that are no term: they are best put differently."""
    words = asked_term(request)
    own = not _stems(words) <= _stems(question.question)
    phrase = len(words.split()) >= PHRASE or bool(_LOOSE.match(words))
    return phrase and own and bool(word_asked_about(request, probe))


def asks_which(text: str, probe: str) -> bool:
    """Whether a message only asks what a word of a follow-up refers to; "The second one?" may be an answer."""
    if not text.rstrip().endswith("?") or not word_asked_about(text, probe):
        return False
    return not _ONE.search(text) or bool(re.match(rf"{_SO}which\b", text, re.IGNORECASE))


def word_asked_about(request: str, probe: str) -> str:
    """The word or words of a follow-up whose meaning a request asks for; "" if it asks for something else."""
    text = " ".join(request[:MOST_CHARACTERS].split())
    if len(text.split()) > MOST_WORDS or _CHOOSES.search(text):
        return ""
    if _ONE.search(text):
        return "that one"
    if found := _POINTS.search(text):
        return " ".join(filter(None, (found["word"], found["noun"])))
    if found := _WHICH.search(text):
        word = found["word"]
        return word if re.fullmatch(_POINTER, word, re.IGNORECASE) or _is_of(word, probe) else ""
    term = asked_term(text)
    return term if term and _is_of(term, probe) else ""


def in_other_words(question: Question) -> str:
    """The question in the bank's plainer words, with the texts that it is about, such as documents to be ranked."""
    texts = [block for block in _BLOCK.findall(question.question) if block not in question.plainly]
    return "\n\n".join((f"In other words: {question.plainly}", *texts))


def _is_of(words: str, probe: str) -> bool:
    said = _stems(words) or frozenset(word.lower() for word in words.split())
    return said <= _stems(probe) | frozenset(re.findall(r"[\w-]+", probe.lower()))


def _stems(text: str) -> frozenset[str]:
    return loosely(asked_words(text))


def _plainer(question: Question, part: str) -> str:
    """What a part of a question says in the bank's plainer words; "" without any, or if they are too long to be repeated."""
    whole = " ".join(question.plainly.split())
    plain = whole if len(whole.split()) <= MOST_REPEATED else _part_about(whole, part)
    return f"In plainer words: {plain}" if plain and plain != part else ""


def _sentences(text: str) -> list[str]:
    blocks = re.split(r"\n\s*\n", IMAGE.sub("", text))
    prose = " ".join(" ".join(block.split()) for block in blocks if is_prose(block.strip()))
    return [sentence for sentence in _SENTENCE_END.split(prose) if sentence.strip()]


def _part_with(text: str, term: str) -> str:
    """The first sentence of a text that has a term, if it is short enough to be repeated."""
    having = (sentence for sentence in _sentences(text) if _is_of(term, sentence))
    return next((sentence for sentence in having if len(sentence.split()) <= MOST_REPEATED), "")


def _part_about(text: str, about: str) -> str:
    """The sentence of a text that shares most words with another, and the one before it if it asks nothing by itself."""
    said = _sentences(text)
    if not said:
        return ""
    wanted = _stems(about)
    asking = [n for n, sentence in enumerate(said) if sentence.endswith("?")] or [0]
    best = max(range(len(said)), key=lambda n: (len(wanted & _stems(said[n])), n in asking, -n))
    leans = bool(_LEANS.search(said[best])) or not said[best].endswith("?")
    ways = [" ".join(said[first : best + 1]) for first in ([max(0, best - 1)] if leans else []) + [best]]
    return next((part for part in ways if len(part.split()) <= MOST_REPEATED), "")
