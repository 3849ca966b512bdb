"""Whether a short text announces an answer: a label, the words on a fold, a heading."""

from __future__ import annotations

import re

from knowledge.authoring.words.answer_words import ANSWER_WORDS
from knowledge.authoring.words.asking import plain, without_pictures
from knowledge.text.alternatives import any_of, table

_ANSWER_WORD = table(
    (
        rf"^\W*(?:{any_of('show, see, view, click, reveal, toggle, expand, the, for, here, to')}\s+)*"
        rf"(?:a\d*[:.)]|hints?|details|more|{ANSWER_WORDS})(?!\w)",
        "Show the answer",
    ),
)
"""Announces an answer by a word for it, perhaps after "show the"."""
_UNFOLDS = table(
    (
        "(?:click|tap|press)(?: "
        + any_of("me, here, on (?:me|this), to (?:expand|open|show|see|view|reveal|unfold|toggle)")
        + ")?",
        "Click to expand",
    ),
    ("(?:show|see|view|reveal|toggle|expand|open|unfold|spoilers?)(?: (?:me|it|this|here|alert))?", "Show me"),
    before=r"^\W*",
    after=r"\W*$",
)
"""The words on a fold that say only that something is in it."""
_ASIDE = re.compile(r"^\W*(?:\w+\s+)*(?:details|more|hints?)\W*$", re.I)
"""Announces only details or a hint, which are no answer yet."""


def is_answer_label(text: str) -> bool:
    """Whether a short text announces an answer, in one of the supported languages."""
    said = without_pictures(plain(text))
    return len(text) < 40 and bool(_ANSWER_WORD.match(said) or _UNFOLDS.match(said))


def names_answer(title: str) -> bool:
    """Whether a heading announces an answer; "More" and "Details" may as well be sections."""
    return is_answer_label(title) and not _ASIDE.match(plain(title))
