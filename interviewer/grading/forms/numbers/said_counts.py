"""Whole numbers that are asked for, such as a number of edits: which words of an answer count them, and which count something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.maths.number_words import SMALL_NUMBER
from interviewer.grading.forms.maths.numerals import Numeral
from interviewer.grading.forms.stance import stood_by
from knowledge.text.alternatives import any_of, in_context, table

_LETTERS = r"(?P<noun>letters?|characters?|chars?|symbols?|ones)"
_CHANGE = (
    "(?:"
    + in_context(
        (
            (r"chang\w*", "The b is changed to a k."),
            (r"replac\w*", "two letters are replaced"),
            (r"swap\w*", "The b is swapped for a k."),
            (r"exchang\w*", "two letters are exchanged"),
            (r"substitut\w*", "two letters are substituted"),
            (r"edit\w*", "two letters are edited"),
            (r"alter\w*", "two letters are altered"),
            (r"modif\w*", "two letters are modified"),
            (r"differ(?!en[ct])\w*", "two letters differ"),
            (r"rewrit\w*", "two letters are rewritten"),
            (r"overwrit\w*", "two letters are overwritten"),
            (r"adjust\w*", "two letters are adjusted"),
            (r"convert\w*", "two letters are converted"),
            (r"mismatch\w*", "two letters mismatch"),
            (r"turn(?:ed|ing)?\s+into", "two letters turn into others"),
            ("wrong", "Everything I said is wrong."),
            (r"go(?=\s*(?:[.,;!)]|$|and\b))", "two letters go, and"),
            (r"made\s+into", "The b is made into a k."),
            ("become", "two letters become others"),
            (r"(?:do|does)\s*(?:n['’]t|\s+not)\s+(?:match|agree|fit)", "four letters do not match"),
        ),
    )
    + ")"
)
_KEPT = r"(?:and|but|or|of|not|never|no|stays?|remains?|kept|keeps?|match(?:es|ing)?|same|without|while|which|that)\b|n['’]t"
_CHANGED_LETTERS = table(
    (rf"\b{_CHANGE}", "four letters do not match"),
    (r"(?:do|does)(?:n['’]t|\s+not)\s+(?:match|agree|fit)", "four letters do not match"),
    before=rf"\b{SMALL_NUMBER}\s+(?:(?:other|more|different|single|wrong)\s+)?{_LETTERS}\b(?:(?!\b{_KEPT}"
    rf"|\b{SMALL_NUMBER}\b)[^.;,\n]){{0,40}}?",
)
_LETTERS_CHANGED = table(
    (
        r"\b"
        + any_of(
            r"chang(?:e|es|ed|ing), replac\w+, swap\w*, exchang\w+, substitut\w+, edit(?:s|ed|ing)?, "
            r"alter\w*, modif\w+, rewrit\w+, overwrit\w+"
        )
        + (
            r"\s+"
            rf"(?:{any_of('the, only, just, exactly, those, these, all, other, out, its, about')}\s+){{0,3}}{SMALL_NUMBER}\s+"
            rf"(?:(?:other|more|different|single|of\s+(?:the|its))\s+)?{_LETTERS}\b"
        ),
        "replace four characters.",
    ),
)
_COMPLEXITY = re.compile(
    r"(?:\\mathcal\s*\{?\s*O\s*\}?|\\Theta|Θ|(?<![A-Za-z])O)\s*\((?:[^()\n]|\([^()\n]*\)){0,40}\)(?:\s*(?:=|≈)\s*(?:\\mathcal\s*\{?\s*O\s*\}?|O)?\s*\(?\d+\)?)?"
)
_OTHER = table(
    (r"similarit\w*", "a similarity of 4"),
    ("ratio", "the ratio is 4"),
    (r"normali[sz]\w*", "normalized to 4"),
    ("relative(?:ly)?", "relative to both"),
    (r"percent\w*", "as a percentage"),
    (r"per\s?cent", "40 per cent"),
    ("fraction", "as a fraction"),
    ("share", "the share of both"),
    (r"complexit\w*", "the complexity"),
    (r"run(?:ning)?[\s-]?times?", "running time"),
    (r"time\s+(?:is|of)", "the time is quadratic"),
    ("memory", "the memory it takes"),
    (r"longest\s+common", "longest common"),
    (any_of("subsequence, lcs, lengths?, dimensions?, score"), "the subsequence has 4"),
    before=r"\b",
    after=r"\b",
)
"""Matches the names of other quantities that go with a count."""
_CHAINED = re.compile(r"(?:\s|[=≈/*+(),-]|\b(?:is|that|about|or|roughly|so|i\.e\.)\b)*", re.I)
_IN_WORDS = table(
    (rf"\b{SMALL_NUMBER}\s+(?:times|plus|minus)\s+{SMALL_NUMBER}\b", "ninety times two"),
    (r"\b(?:half\s+a\s+|a\s+)?dozen\b", "half a dozen"),
    (r"\bhal(?:f|ves|ved?)\b", "half of them"),
    (r"\b(?:twice|double|thrice)\b", "It weighs twice as much."),
)
"""Calculations in words, which are not carried out here."""
_GRID_ROW = re.compile(
    r"[ \t|]*(?:[*_`]{0,2}[A-Za-zε∅#-]{0,2}[*_`]{0,2}[ \t|:]+)?(?:[*_`]{0,2}\d{1,2}(?!\d)[*_`]{0,2}[ \t|,]*){3,}+"
)
LONGEST_ROW = 200
"""Longest line that may be a row of a grid, in characters. By hand; it bounds the time."""
_RULE = re.compile(r"[ \t|:+-]*")
_CORNER = re.compile(
    r"\b(?:last|final|bottom|lower)(?:[\s-]+right)?(?:[\s-]+hand)?\s+(?:cell|entry|"
    r"value|number|element|field|corner)\b|\b(?:bottom|lower)[\s-]+right\b|\bcorner\b",
    re.I,
)
_ROMAN = re.compile(r"(?:\bis|=|:|\banswer|\bdistance)\s*(?P<number>I{2,3}|IV|VI{0,3}|IX|X)(?=\s*(?:[.,;!)]|$))", re.M)
_ROMAN_VALUES = {"II": 2.0, "III": 3.0, "IV": 4.0, "V": 5.0, "VI": 6.0, "VII": 7.0, "VIII": 8.0, "IX": 9.0, "X": 10.0}


_QUALIFIES = re.compile(
    r"[\s*_)\]$-]*(?:(?:single|one|individual|separate|elementary|basic|simple|small|more|different|distinct|necessary|minimal|character|letter|symbol|edit"
    r"|word|level|such)\b[\s-]+){1,4}(?P<unit>[a-z]+)",
    re.I,
)


def is_qualified(after: str, units: Collection[str]) -> bool:
    """Whether a unit follows a number behind words that only say of what kind it is: "four single-character edits"."""
    match = _QUALIFIES.match(after)
    return match is not None and match["unit"].lower() in units


@dataclass(frozen=True)
class Counted:
    """What is counted.

    Attributes:
        about: Words that name it.
        edits: Whether it is the edits between two words, so that letters that are changed count them.
    """

    about: tuple[str, ...] = ()
    edits: bool = False

    def read(self, text: str) -> str:
        """The text without tables and complexities; changed letters are called edits. Its length stays the same."""
        for _, start, end in _grids(text):
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
        text = _COMPLEXITY.sub(lambda match: " " * len(match[0]), text)
        for pattern in (_CHANGED_LETTERS, _LETTERS_CHANGED) if self.edits else ():
            for match in pattern.finditer(text):
                start, end = match.span("noun")
                text = text[:start] + "edits"[: end - start].ljust(end - start) + text[end:]
        return text

    def follows_other(self, before: str, words: str) -> bool:
        """Whether the clause before these words is about something else and these only go on: "it is quadratic, 7*7 = 49"."""
        clause = re.split(r"[,;:.]", before.rstrip(" ,;:"))[-1]
        named = any(word.lower() in (clause + words).lower() for word in self.about)
        return bool(_OTHER.search(clause)) and not named and not re.search(r"[A-Za-z]{2}", words)

    def others(
        self, plain: str, found: Sequence[Numeral], units: Collection[str], follows_other: bool = False
    ) -> set[Numeral]:
        """The numbers of a clause that count or measure something else, or are part of a calculation in words."""
        others: set[Numeral] = set()
        at, other = 0, follows_other
        for numeral in found:
            between = plain[at : numeral.start]
            named = any(word.lower() in between.lower() for word in self.about)
            other = (
                bool(self.about)
                and not named
                and bool(_OTHER.search(between) or (other and _CHAINED.fullmatch(between)))
            )
            behind = re.match(r"\s*([a-z]+)", plain[numeral.end :], re.I)
            counts = behind is not None and behind[1].lower() in units
            calculated = re.search(r"\b(?:times|plus|minus)\s*$", plain[: numeral.start], re.I)
            spoken = numeral.value != int(numeral.value) and not re.search(r"\d", plain[numeral.start : numeral.end])
            measured = other and not counts
            if (
                measured
                or _OTHER.match(plain[numeral.end :].lstrip(" ,("))
                or (calculated and at)
                or spoken
                or numeral.value < 0
            ):
                others.add(numeral)
            at = numeral.end
        return others


@dataclass(frozen=True)
class Corner:
    """The last cell of a table in an answer.

    Attributes:
        row: The table's last row, word for word.
        meant: Whether the words say that this cell is what was asked for.
    """

    value: float
    row: str
    meant: bool


def corner_of(answer: str) -> Corner | None:
    """The last cell of the last table of numbers in an answer; None if it has none."""
    grids = _grids(answer)
    if not grids:
        return None
    row, start, end = grids[-1]
    words = stood_by(answer[:start] + " " + answer[end:])
    return Corner(float(re.findall(r"\d+", row)[-1]), row.strip(), bool(_CORNER.search(words)))


def roman_in(answer: str) -> tuple[float, str] | None:
    """A Roman numeral that is given as the answer, with its line; None if there is none."""
    found = list(_ROMAN.finditer(stood_by(answer)))
    if not found:
        return None
    start = answer.rfind("\n", 0, found[-1].start()) + 1
    line = answer[start:].split("\n")[0].strip()
    return _ROMAN_VALUES[found[-1]["number"]], line


def is_calculated(answer: str) -> bool:
    """Whether an answer calculates in words: "half a dozen minus two"."""
    return _IN_WORDS.search(answer) is not None


def _grids(text: str) -> list[tuple[str, int, int]]:
    """The tables of numbers in a text, three rows or more: the last row, and where the table begins and ends."""
    found: list[tuple[str, int, int]] = []
    rows: list[tuple[str, int, int]] = []
    at = 0
    for line in (*text.splitlines(keepends=True), "end"):
        bare = line.rstrip("\n")
        if len(bare) <= LONGEST_ROW and _GRID_ROW.fullmatch(bare):
            rows.append((bare, at, at + len(bare)))
        elif not (rows and _RULE.fullmatch(bare) and bare.strip()):
            if len(rows) >= 3:
                found.append((rows[-1][0], rows[0][1], rows[-1][2]))
            rows = []
        at += len(line)
    return found
