"""Clues in the words of a line: how much it looks like a question, its number, and its difficulty."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from knowledge.authoring.words.levels import without_difficulty
from knowledge.authoring.words.numerals import CHINESE, ROMAN, numeral
from knowledge.authoring.words.question_words import (
    ASKING,
    ASKING_ANYWHERE,
    COMPUTED,
    LABELS,
    TELLING,
    TELLING_ANYWHERE,
)
from knowledge.text.alternatives import shared, table

ASKS = 0.8
"""From this score on, a line counts as a question."""
_LABELLED, _MARKED_WITHIN, _OPENED, _LEADS_ON = 0.9, 0.9, 0.85, 0.5
"""The worth of a line with a label, of one with a question mark that it doesn't end with, of one that opens like a question, and
of one that opens so and ends in a colon. By hand; only which of them reach ``ASKS`` and ``_NUMBERED`` matters much."""
_NUMBERED = 0.7
"""The worth of a line in a run of numbers: less than a question's, more than a step's or a topic's."""
_IN_A_RUN = 0.7
"""The share of lines with a number, and of numbers that follow each other, from which they are a run. By hand."""

_ENDS = re.compile(r"[?？؟՞]\s*$|[\u0370-\u03ff\u1f00-\u1fff].*[;\u037e]\s*$", re.DOTALL)
"""A question mark at the end; a semicolon is the Greek one."""
_POLITELY = r"(?:so |and |in your opinion,? |briefly |please |can you )?"
_OPENS = table(
    (rf"{_POLITELY}(?:{ASKING}|{TELLING})\b", "Please explain gluten"),
)
"""Opens a question or a request."""
_NAMING = re.compile(
    r"(?:how|what|why|which|who|where|when) (?:to|you|we|i|they|it|this|these|the|an?|our|your|my|makes?)\b", re.I
)
"""Without a question mark these begin a title: "How to build", "What you will learn", "Why this list"."""
_COMMANDS = table(
    (rf"{_POLITELY}(?:{TELLING})\b", "Can you tell me why"),
)
"""Opens a request to tell something."""
_ANYWHERE = table(
    (ASKING_ANYWHERE, "Maya nedir"),
    (TELLING_ANYWHERE, "简述你的改动"),
)
"""Words that make a question or a request wherever they are, in languages that put them at the end."""
_COMPUTED = table(
    (COMPUTED, "Find the smallest of them"),
)
"""Opens a task whose answer is computed rather than told."""
_TITLES = frozenset(["how to", "what is this", "what's new", "who we are", "how to use", "how to contribute"])
"""Page titles that begin like a question."""
_LABEL = rf"(?:{LABELS})\s*[.#№]?\s*"
_NUMBER = table(
    shared(
        rf"(?P<label>{_LABEL})(?P<n>\d{{1,4}})?",
        (r"\s*\\?[.):：、．）\]]+[-–—]*\s*", "Question 3: What is gluten?"),
        (r"\s*[-–—]+\s+", "Question - What is dough?"),
        (r"(?<=\d)\s*[-–—]+\s*", "Question 3- What is dough?"),
        (r"(?<=\d)\s+", "Question 3 What is gluten?"),
    ),
    (r"(?P<q>(?-i:Q|Ques|Question))\s+(?=[A-ZÀ-Þ\"“])", "Q What is gluten?"),
    (rf"第\s*(?P<z>\d{{1,4}}|{CHINESE})\s*[题題问問][.:：、]?\s*", "第十二题：什么是发酵"),
    (r"[(（\[](?P<b>\d{1,4})\\?[)）\]]\s*", "[3] What is gluten?"),
    (r"(?P<p>\d{1,4}(?:\.\d{1,3})*)\s*\\?[.):：、．）]+(?!\d)\s*", "3. What is gluten?"),
    (r"(?P<o>0\d{1,3}|\d{1,3}(?:\.\d{1,3})+)\s+(?=\S)", "1.2 Fermentation"),
    (r"(?P<d>\d{1,3})\s*[-–—]\s+(?=[^\W\d])", "3 - What is gluten?"),
    (rf"(?P<w>{ROMAN})\s*\\?[.):]\s+", "IV. What is gluten?"),
    (rf"[(（]?(?P<c>{CHINESE})\s*[、.．：:)）]\s*", "三、什么是发酵"),
    before=r"^(?:\\?#\s*)?",
)
"""The number of a question or its label, as lists write them."""
_LABEL_CLOSED = table(
    (r"\s*(?P<mark>[.):：、．）\-–—]+)\s*", "**Question 3**: What is gluten?"),
    (r"(?<=\d..)\s+", "**Question 3** What is dough?"),
    (r"(?<=\d.)\s+", "*3* What is dough?"),
    before=rf"^(?P<sign>\*\*|__|\*|_)(?P<label>{_LABEL}\d{{0,4}}|#?\s*\d{{1,4}})\s*(?P=sign)",
    after=r"(?=\S)",
)
"""A label with emphasis of its own, as in ``**Question 1**: What is …?``."""
_EMPHASIS = re.compile(r"^(?:\*\*|__|\*|_)")
"""A mark of emphasis before a number; it stays when the number goes."""
_KEYCAPS = re.compile("^(?:([0-9])\ufe0f?\u20e3)+")
"""Digits drawn as keys, which number a line; bullets and pins before its words do not."""
_KEPT = 4096
"""How many lines what was read of them is kept for: several passes over a list ask the same of each line."""


@dataclass(frozen=True)
class Asked:
    """The words of one possible question, without its markup.

    Attributes:
        text: Markdown without number, label, emphasis and difficulty.
        number: Its number; None if it has none.
        labelled: Whether a word such as ``Q`` or ``Question`` labels it as one.
        difficulty: 1 (very easy) to 5 (expert); 0 if it is not given.
    """

    text: str
    number: int | None = None
    labelled: bool = False
    difficulty: int = 0

    @property
    def worth(self) -> float:
        """How much it looks like a question, 0..1."""
        return max(worth(self.text), _LABELLED if self.labelled else 0.0)


@lru_cache(maxsize=_KEPT)
def plain(text: str) -> str:
    """A text without links, emphasis and code marks."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<[^>]{1,80}>", " ", text))
    return " ".join(re.sub(r"[*`]+|(?<!\w)_+|_+(?!\w)", "", text).split())


def title_key(text: str) -> str:
    """A key that is equal for two spellings of a title: only letters and digits, without number and difficulty."""
    return "".join(c for c in read_asked(plain(text)).text.casefold() if c.isalnum())


@lru_cache(maxsize=_KEPT)
def worth(text: str) -> float:
    """How much a text looks like a question, 0..1, judging by its last character and its first words."""
    words = plain(text).strip(" \"'“”")
    if not words or not any(c.isalnum() for c in words):
        return 0.0
    if _ENDS.search(words):
        return 1.0
    if words.startswith("¿") or re.search(r"[?？؟՞]", words):
        return _MARKED_WITHIN
    if (_OPENS.match(words) and " " in words and words.casefold() not in _TITLES) or _ANYWHERE.search(words):
        return _OPENED if not words.endswith(":") else _LEADS_ON
    return 0.0


def commands(text: str) -> bool:
    """Whether a text only tells somebody to do something. Steps in guides are worded like that too."""
    words = _unmarked(text)
    return bool(words) and (bool(_COMMANDS.match(words)) or not (_OPENS.match(words) or _asks_anywhere(words)))


def names(text: str) -> bool:
    """Whether a text begins like a question but is worded as a title, as in "How to install" or "What you need"."""
    words = _unmarked(text)
    return bool(words) and bool(_NAMING.match(words))


def is_task(text: str) -> bool:
    """Whether a text is worded as a task of a coding or mathematics interview, as in "Reverse a linked list"."""
    return bool(_COMPUTED.match(plain(text)))


def _unmarked(text: str) -> str:
    """A text that asks by its words alone; "" if it has a question mark or asks nothing."""
    words = plain(text).strip(" \"'“”")
    return "" if worth(text) < ASKS or re.search(r"[?？؟՞]", words) or _ENDS.search(words) else words


def _asks_anywhere(words: str) -> bool:
    return bool(_ANYWHERE.search(re.sub(TELLING_ANYWHERE, " ", words)))


def worths(asked: list[Asked]) -> list[float]:
    """The worth of each of some lines of one kind; a run of numbers raises them all."""
    numbers = [a.number for a in asked]
    told = [n for n in numbers if n is not None]
    steps = sum(after in (before + 1, 1) for before, after in itertools.pairwise(told))
    running = (
        len(told) >= (3 if len(told) < len(asked) else 2)
        and len(told) >= _IN_A_RUN * len(asked)
        and steps >= _IN_A_RUN * (len(told) - 1)
    )
    return [max(a.worth, _NUMBERED if running and a.number is not None else 0.0) for a in asked]


@lru_cache(maxsize=_KEPT)
def read_asked(text: str) -> Asked:
    """Reads a line: removes its number, label, difficulty and any emphasis around the whole."""
    text, difficulty = without_difficulty(text.strip())
    text = _label_opened(without_pictures(without_emphasis(text)))
    lead = _EMPHASIS.match(text)
    bare = without_pictures(text[lead.end() :]) if lead else text
    match = _number_of(bare)
    if not match or not bare[match.end() :].strip(" *_"):
        text, more = without_difficulty(text)
        return Asked(without_emphasis(text), difficulty=difficulty or more)
    rest = bare[match.end() :]
    if lead:
        # the emphasis closes right after the number, or continues over the question
        sign = lead[0]
        closed = rest.startswith(sign)
        rest = rest[len(sign) :].lstrip(" .):：、") if closed else f"{sign}{rest}" if sign in rest else rest
    rest, more = without_difficulty(without_emphasis(rest.strip()))
    found = next((match[name] for name in "nzbpodwc" if match[name]), "")
    number = numeral(found.split(".")[-1]) if found else None
    return Asked(without_emphasis(rest), number, bool(match["label"] or match["q"]), difficulty or more)


def _number_of(bare: str) -> re.Match[str] | None:
    """The number or label that a line begins with; a numeral that may be a word, or a chapter's, only before a question."""
    match = _NUMBER.match(bare)
    doubted = match and (match["w"] or match["c"] or match["d"] or match["q"])
    return None if match and doubted and worth(bare[match.end() :].strip(" *_")) < ASKS else match


def _label_opened(text: str) -> str:
    """A line without emphasis around its label alone."""
    match = _LABEL_CLOSED.match(text)
    if not match or not (match["mark"] or not match["label"].strip("# ").isdigit()):
        return text
    return f"{match['label'].strip()}{match['mark'] or ':'} {text[match.end() :]}"


def without_emphasis(text: str) -> str:
    """A text without emphasis around the whole of it."""
    for sign in ("***", "**", "__", "*"):
        inside = text[len(sign) : -len(sign)]
        if len(text) > 2 * len(sign) and text.startswith(sign) and text.endswith(sign) and sign not in inside:
            return inside.strip()
    return text


def without_pictures(text: str) -> str:
    """A text without the emoji before its first word, as in "📌 Q2: Why ..."; one that is a number becomes that."""
    if keys := _KEYCAPS.match(text):
        number = "".join(c for c in keys[0] if c.isdigit())
        return f"{number}. {text[keys.end() :].lstrip(' .):')}"
    end = next((n for n, c in enumerate(text) if not (_is_picture(c) or c.isspace())), len(text))
    return text[end:] if any(_is_picture(c) for c in text[:end]) and text[end:] else text


def _is_picture(char: str) -> bool:
    """Whether a character is an emoji or a dingbat, or part of one."""
    return not char.isascii() and (unicodedata.category(char) in ("So", "Sk") or char in "\ufe0f\u200d")
