"""Checks how a follow-up refers to what the candidate said: only in the candidate's words, followed by the plain question."""

from __future__ import annotations

import re

from interviewer.grading.screening.non_answers import ENGLISH_WORDS
from interviewer.grading.text.words import SHORTEST, content_words
from knowledge.text.alternatives import any_of, table
from knowledge.text.sentences import first_sentence

MOST_LEAD_CHARACTERS = 200
"""Longest lead-in to a follow-up that is looked for (a judgement)."""
_SAID = any_of(
    r"said, say\w*, mention\w*, talk\w*, describ\w*, explain\w*, brought, bring\w*, touch\w*, point\w*, note[ds]?, wrote, told, spoke, "
    r"suggest\w*, propos\w*, list\w*, name[ds]?"
)
_TAKES_UP = table(
    (
        rf"\byou(?:['’]ve| have|['’]d| had|['’]re| were)?(?: just| also| already)? {_SAID}\b",
        "You just mentioned clipping.",
    ),
    (r"\byour (?:answer|point|explanation|description|words|idea|example)\b", "In your example, it grows."),
    (r"\b(?:earlier|just now|as you)\b", "Earlier it was the norm."),
)
"""Refers to what the candidate said."""
_FRAME = content_words(
    "you your said say saying mentioned mention mentioning talked talking about described describing explained explaining brought bring up"
    " touched touching on pointed out noted note wrote told spoke suggested proposed listed named answer point explanation words idea"
    " example earlier just now as also already so since given building that okay ok right going go back taking take let's let us me stay"
    " with there here this these those then and but well think more want hear like get to understand understood now"
)
"""Words of a lead-in that say nothing about the subject."""
_CLIPPED = frozenset({"ve", "re", "ll", "ok"})
_VERBS = any_of(
    "add, answer, apply, argue, average, begin, build, calculate, change, compare, complete, compute, convince, count, cover, cut, define, "
    "derive, describe, differentiate, draw, estimate, explain, feed, fill, follow, freeze, give, go, guess, halve, imagine, insert, keep, "
    "leave, let, list, look, make, move, multiply, name, open, pick, picture, play, plot, print, put, read, replace, run, say, scramble, "
    "set, show, shrink, shuffle, sketch, slide, sort, spell, start, state, strike, suggest, suppose, swap, take, talk, tell, think, trace, "
    "train, try, turn, unroll, use, walk, watch, work, write"
)
_INSTRUCTS = table(
    (_VERBS, "Now plot quality against width."), before=r"\W*(?:and |so |now |then |please )*", after=r"\b"
)
"""A sentence that begins by telling somebody to do something."""
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
"""A word or a number, with what is joined to it."""
_NUMBERS = frozenset(
    [
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "million",
        "billion",
    ]
)
"""Not "one" and "two": "which of the two" may become "which of them"."""
_SENTENCE_START = re.compile(r"(?:^|[.?!:]\s+|[\"“(])$")
"""A sentence or a quotation begins here, so that a capital makes no name."""
_TO_YOU = re.compile(r"\b(?:you|your|yours|yourself|me|us|let['’]s)\b", re.IGNORECASE)
"""Speaks to the candidate."""
_STOP = re.compile(r"[.,;:!–—]\s+|\s[-–—]\s")
"""Where a lead-in may end."""


def _terms(text: str) -> frozenset[str]:
    """The content words of a text: the longer ones, as stems, and short ones such as CNN or 3x3."""
    short = (word for word in re.findall(r"[^\W_]+", text.lower()) if 1 < len(word) < SHORTEST)
    return content_words(text) | {word for word in short if word not in ENGLISH_WORDS and word not in _CLIPPED}


def takes_up(text: str) -> bool:
    """Whether a text refers to what somebody said."""
    return bool(_TAKES_UP.search(text))


def parted(reply: str, heard: str) -> tuple[str, str]:
    """A follow-up, split into its lead-in, which says nothing about the subject beyond what was heard, and its question.

    If there is no such lead-in, it is "", and the question is the whole reply.
    """
    known = _terms(heard)
    found = ("", reply)
    for stop in _STOP.finditer(reply[:MOST_LEAD_CHARACTERS]):
        lead, rest = reply[: stop.end()].strip(), reply[stop.end() :].strip()
        said = _terms(lead) - _FRAME
        if not rest or "?" in lead or said - known:
            break
        if said and takes_up(lead):
            found = (lead, rest)
    return found


def keeps_instruction(reply: str, bank_words: str) -> bool:
    """Whether a reply still tells the candidate what to do, if the bank does.

    "Plot quality against width. What do you see?" must not become "What does the plot quality vary with?".
    """
    first = first_sentence(bank_words)
    tells = bool(_INSTRUCTS.match(first)) and not first.endswith("?")
    return not tells or bool(_TO_YOU.search(reply) or any(map(_INSTRUCTS.match, _STOP.split(reply))))


def keeps_names(reply: str, bank_words: str) -> bool:
    """Whether a reply has every name, abbreviation and number of the bank's question.

    "How does a step of Adagrad differ from one of SGD?" must not become a question about SGD alone.
    """
    return _names(bank_words) <= frozenset(word.lower() for word in _WORD.findall(reply))


def _names(text: str) -> frozenset[str]:
    """The words of a text that can't be replaced: with digits or capitals, or for a number."""
    found = set()
    for place in _WORD.finditer(text):
        word = place[0]
        capitals = sum(letter.isupper() for letter in word)
        named = capitals > 1 or (capitals == 1 and not _SENTENCE_START.search(text[: place.start()]))
        if (named and not re.fullmatch(r"I(?:['’]\w+)?", word)) or re.search(r"\d", word) or word.lower() in _NUMBERS:
            found.add(word.lower())
    return frozenset(found)


def is_true_to(reply: str, heard: str, bank_words: str) -> bool:
    """Whether a reply attributes nothing to the candidate that they did not say."""
    if not takes_up(reply):
        return True
    return not _terms(reply) - _FRAME - _terms(bank_words) - _terms(heard)
