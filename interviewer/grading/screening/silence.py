"""Whether an answer is empty or only says that the candidate does not know.

The phrases are listed in ``not_knowing.py``; ``conversation.understanding.intent`` builds on the same list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.grading.screening.not_knowing import BARE_PHRASES, DRESSING, STUCK, WHOLE_PHRASES, phrase_pattern
from interviewer.grading.text.paragraphs import paragraphs
from knowledge.text.alternatives import table

_OPENERS = r"(?:(?:sorry|h+m+|e+r+m*|u+m+|u+h+|well|honestly|ok(?:ay)?|so|no|but)[,.!\s]*)*"
_CLOSERS = r"(?:[,\s]+(?:sorry|actually|honestly|really|frankly|tbh|to be honest|i['’]?m afraid)){0,2}[\s.!…]*"


_NOTHING_SAID = table(
    (STUCK, "Hm, I don't know, sorry."),
    (phrase_pattern(BARE_PHRASES), "Pass."),
    (r"\?+", "??"),
    before=f"^{_OPENERS}",
    after=f"{_CLOSERS}$",
)
"""A whole answer that says nothing."""
_IS_STUCK = table((STUCK, "Hm, I don't know, sorry."), before=f"^{_OPENERS}", after=f"{_CLOSERS}$")
"""The same within a longer answer, where a bare "no" may be part of it."""
_WHOLE = table((phrase_pattern(WHOLE_PHRASES), "search me"))
"""Any way of not knowing, without the words around it."""
MOST_DRESSED = 160
"""Characters of a message that is read without the words around "I don't know" (a judgement); a longer one says more than that."""
_FRONT = table((DRESSING, "To be honest, no idea"), before=r"^\W*", after=r"\b[\s,.;:!?…–—-]*")
"""One of the words before "I don't know"."""
_BACK = table((DRESSING, "No idea, mate."), before=r"[\s,.;:!?…–—-]+", after=r"\W*$")
"""One of the words after it."""


def says_nothing(text: str) -> bool:
    """Whether an answer is empty or only says, in any wording, that the candidate does not know."""
    return not _has_words(text) or _only(_NOTHING_SAID, text.strip())


def _only(silent: re.Pattern[str], text: str) -> bool:
    """Whether a text is a silent phrase from end to end, as it is or without the words around it."""
    if silent.match(text):
        return True
    if len(text) > MOST_DRESSED or "?" in text:
        return False
    ways = (way for first in _without(_FRONT, " ".join(text.split())) for way in _without(_BACK, first))
    return any(silent.match(way) or _WHOLE.fullmatch(way.strip(" .!,…")) for way in ways if _has_words(way))


def _without(dressing: re.Pattern[str], text: str) -> Iterator[str]:
    """A text, and what is left of it as its words around the rest are dropped one by one.

    One by one, since some belong to a phrase: "not familiar with that" is one, and "not familiar" is none.
    """
    before = ""
    while text != before:
        yield text
        before, text = text, dressing.sub("", text)


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def blanked(text: str) -> str:
    """A text with paragraphs that say nothing replaced by spaces; all other characters keep their positions.

    A paragraph is one message. "idk" followed by an answer is an answer, and so is an answer followed by "idk"; read
    together, the "idk" would look like doubt about the answer. A "no" may be the answer, so it stays.
    """
    for each in paragraphs(text):
        if _only(_IS_STUCK, each.of(text)):
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text
