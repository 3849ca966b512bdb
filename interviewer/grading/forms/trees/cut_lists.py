"""Lists of pruned leaves in other signs than commas: "Pruned: 5; 9", "cut 5 as well as 9", "we prune {5, 9}"."""

from __future__ import annotations

import re

from interviewer.grading.forms.trees.cut_words import CUT
from knowledge.text.alternatives import table

_LEAF = r"(?:the\s+)?(?:leaf\s+|leaves\s+|nodes?\s+)?-?\d{1,3}(?![\d.]*\d)"
_BETWEEN = r"\s*(?:;|/|\+|&|,\s*and\b|,|\band\b|\bas\s+well\s+as\b|\balong\s+with\b|\bplus\b)\s*|\s+(?=-?\d)"
_LIST = table(
    (rf"(?P<list>[{{(\[]?\s*{_LEAF}(?:(?:{_BETWEEN}){_LEAF})+\s*[}})\]]?)", " leaves: 5; 9"),
    before=r"(?:\s+(?:the\s+)?(?:two\s+)?(?:leaf\s+nodes|leaves|nodes?|ones|values|leaf))?(?:\s+(?:are|is))?\s*[:=–—-]?\s*",
)
"""What comes straight after the word for the cut: "leaves: 5; 9", " {5, 9}"."""
_GAP = re.compile(rf"(?<=\d)(?:{_BETWEEN})(?=(?:the\s+|leaf\s+|leaves\s+|nodes?\s+)*-?\d)", re.IGNORECASE)
_NAMED = re.compile(r"(?<=,)(\s*)((?:the\s+)?(?:leaf|leaves|nodes?)\s+)(?=-?\d)", re.IGNORECASE)
"""The word for a leaf before another one than the first."""


def with_commas(text: str) -> str:
    """The text with commas in lists of numbers that come straight after a word for the cut; its length stays the same."""
    out, at = [], 0
    for cut in CUT.finditer(text):
        found = _LIST.match(text, cut.end())
        if found is None or cut.start() < at:
            continue
        out += [text[at : found.start("list")], _listed(found["list"])]
        at = found.end("list")
    return "".join([*out, text[at:]])


def _listed(leaves: str) -> str:
    plain = re.sub(r"[{}()\[\]]", " ", leaves)
    plain = _GAP.sub(lambda gap: "," + " " * (len(gap[0]) - 1), plain)
    return _NAMED.sub(lambda named: " " * len(named[0]), plain)
