"""Where the sentences of a text end.

A full stop doesn't end a sentence if it belongs to an abbreviation after which the sentence goes on: "e.g. this", "Fig. 3". This
is the one place that knows. A split that needs another rule names ``sentences`` in its docstring and says why;
``tests/knowledge/text/test_sentences.py`` finds any other.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise


def _after(*abbreviations: str) -> str:
    """A pattern for a place right behind one of these, in any case."""
    return "|".join(rf"(?<=\b(?i:{re.escape(word)}))" for word in abbreviations)


_INTRODUCES = _after(
    "e.g.", "e. g.", "i.e.", "i. e.", "cf.", "vs.", "resp.", "incl.", "approx.", "w.r.t.", "dr.", "prof."
)
_BEFORE_A_NUMBER = _after("fig.", "figs.", "eq.", "eqs.", "sec.", "ch.", "no.", "p.", "pp.")
_ENDS_A_LIST = _after("etc.", "et al.", "a.k.a.")
_GOES_ON = rf"(?!{_INTRODUCES})(?!(?<=\b(?i:[ei])\.)\s(?i:[eg])\.)(?!(?:{_BEFORE_A_NUMBER})\s+[\d(])"
_LIST_GOES_ON = rf"(?!(?:{_ENDS_A_LIST})\s+[a-z(])"
_CLOSES = r"[\"')\]]*"


@cache
def sentence_end(also: str = "", lines: bool = True, small: bool = False) -> re.Pattern[str]:
    """A pattern for where a sentence ends: what closes it, such as a bracket, and the space up to the next one.

    Args:
        also: Further marks that end one here, such as a semicolon.
        lines: Whether the end of a line ends one, too; not in a text whose lines may be wrapped.
        small: Whether sentences may begin with a small letter, as in messages to the interviewer: "..., etc. let's move on".
    """
    goes_on = _GOES_ON if small else _GOES_ON + _LIST_GOES_ON
    end = rf"(?<=[.!?{re.escape(also)}]){goes_on}{_CLOSES}\s+(?=\S)"
    return re.compile(rf"{end}|\n+" if lines else end)


def sentences(text: str, also: str = "", lines: bool = True, small: bool = False) -> list[str]:
    """The sentences of a text, each with what ends it and without the space around it. For the arguments see ``sentence_end``."""
    ends = [0, *(found.end() for found in sentence_end(also, lines, small).finditer(text)), len(text)]
    pieces = (text[start:end].strip() for start, end in pairwise(ends))
    return [piece for piece in pieces if piece]


def first_sentence(text: str) -> str:
    """The first sentence of a text, which may be wrapped; "" if it is empty."""
    return next(iter(sentences(text, lines=False)), "")


def last_sentence(text: str) -> str:
    """The last sentence of a text, which may be wrapped; "" if it is empty."""
    return next(reversed(sentences(text, lines=False)), "")
