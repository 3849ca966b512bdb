"""A label for the answer in the middle of a line, as in "Q: What is rye?  A: A grain."."""

from __future__ import annotations

import re

from knowledge.authoring.words.answer_words import ANSWER_WORDS
from knowledge.authoring.words.asking import ASKS, read_asked, without_emphasis
from knowledge.authoring.words.emphasis import with_emphasis_opened
from knowledge.text.alternatives import any_of, table

_LABEL = table(
    (
        r"(?P<gap>\s+|(?<=[?？؟.。!)*_`])\s*)(?:<br\s*/?>\s*)*(?:[-–—|/→]+\s*)?(?P<sign>\*\*|__|\*|_)?"
        + any_of(rf"(?-i:A)\d{{0,4}}\s*[:：], (?:{ANSWER_WORDS})\s*\d{{0,4}}\s*[:：], ans\.(?=\s)")
        + r"(?(sign)(?:(?P=sign))?)\s*(?P<said>\S.*)$",
        "What is gluten? Answer: a net of proteins",
    ),
    flags=re.I | re.DOTALL,
)
"""A label for the answer with a colon, with what follows it."""
_CLOSED_LABEL = table(
    (
        rf"(?P<gap>\s+)(?P<sign>\*\*|__|\*|_)(?:(?-i:A)|{ANSWER_WORDS})\s*\d{{0,4}}(?P=sign)\s*[:：]\s*"
        r"(?P<said>\S.*)$",
        " **A**: Flour and water.",
    ),
    flags=re.I | re.DOTALL,
)
"""Such a label in bold or slanted, with its colon outside."""
_BREAK = re.compile(r"(?<=[?？؟])(?P<close>[*_]{0,3})\s*(?:<br\s*/?>\s*)+(?P<said>[^\s<].*)$", re.I | re.DOTALL)
"""A line break after a question: what follows it is the answer."""
_CHOICE = re.compile(r"\b[B-D]\s*[.:：)]\s*\S")
"""A further choice: then A is the first of them, and no label."""
_ENDS = re.compile(r"[?？؟.。!:]\W*$")
"""Ends as a question or a sentence does, so that a label can follow."""


def split_at_label(text: str) -> tuple[str, str]:
    """A question and the answer after its label on the same line; the text itself and "" if there is no label.

    "A:" before "B:" is the first of some choices, and a label after words that ask nothing belongs to an answer.
    """
    if (broken := _BREAK.search(text)) and read_asked(text[: broken.start()]).worth >= 1:
        return text[: broken.end("close")], broken["said"]
    whole = without_emphasis(text)
    for form in (_LABEL, _CLOSED_LABEL):
        match = form.search(whole)
        if not match or _CHOICE.search(match["said"]):
            continue
        before = whole[: match.start()].rstrip(" -–—|/→")
        asked = read_asked(before)
        if asked.text and (asked.labelled or (asked.worth >= ASKS and (match["sign"] or _ENDS.search(before)))):
            label = match[0][: len(match[0]) - len(match["said"])]
            return before, with_emphasis_opened(match["sign"] or "", label, match["said"])
    return text, ""
