"""Names that an answer introduces for what a question asks about: "where a is the learning rate", "f = 1/(1 + e^-x)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.grading.forms.formula import FormulaError
from interviewer.grading.forms.formula_compare import ExpectedFormulas, same
from interviewer.grading.forms.formula_names import in_names
from interviewer.grading.forms.formula_parser import parse_formula
from interviewer.grading.forms.said_formulas import Side
from knowledge.expectation import Expectation

Names = tuple[tuple[str, ...], ...]
_SYMBOL = r"(?<![\w\\'])(?P<symbol>\\?[A-Za-z]{1,7})(?![\w'])"
_IS = r"\s*\$?\s*(?:is|denotes|means|stands for|being|for|=|:|as)\s+(?:(?:the|our|a|an|my|that is)\s+)*"
_DEFINED = re.compile(r"(?<![\w'])(?P<symbol>[A-Za-z])\s*(?:\(\s*[a-z]\s*\))?\s*=(?P<formula>[^=;\n]{3,60})")
_WORDS = frozenset({"is", "so", "as", "a", "the", "and", "where", "with", "it", "that", "which", "what", "to", "of"})
MOST_CHARACTERS = 4000
"""How many characters of an answer are searched for names."""


def own_names(answer: str, wanted: ExpectedFormulas) -> tuple[Names, tuple[str, ...]]:
    """The spellings of the variables and the target, including those the answer introduces."""
    expects, text = wanted.expects, answer[:MOST_CHARACTERS]
    known = {spelling for group in expects.names for spelling in group}
    names = []
    for group in expects.names:
        own = [symbol for symbol in _named(text, group) if symbol not in known]
        names.append((*group, *dict.fromkeys(own)))
    target = expects.target
    for symbol, variable in _defined(text, wanted):
        if symbol not in known:
            names = [(*group, symbol) if group[0] == variable else group for group in names]
            target = (*target, *(_of(spelling, symbol) for spelling in _PRIMED)) if target else target
    return tuple(names), target


_PRIMED = ("{}'(x)", "{}'", "d{}/dx", "((d{})/(dx))")


def _of(spelling: str, symbol: str) -> str:
    return spelling.format(symbol)


def _named(text: str, group: Sequence[str]) -> Iterator[str]:
    """Symbols that the text defines as a variable, naming it in words."""
    words = sorted((s for s in group if len(s) > 7 and s.replace(" ", "").isalpha()), key=len, reverse=True)
    if not words:
        return
    spelt = "|".join(re.escape(word).replace("\\ ", r"[\s-]+") for word in words)
    for match in re.finditer(rf"{_SYMBOL}{_IS}(?:{spelt})\b", text):
        symbol = match["symbol"].lstrip("\\")
        if symbol.lower() not in _WORDS:
            yield symbol


def _defined(text: str, wanted: ExpectedFormulas) -> Iterator[tuple[str, str]]:
    """Letters that are set to a variable's definition, with that variable."""
    expects: Expectation = wanted.expects
    free = frozenset(group[0] for group in expects.names)
    for given in expects.given:
        variable, _, formula = (part.strip() for part in given.partition("="))
        try:
            meant = parse_formula(formula, free)
        except FormulaError:
            continue
        for match in _DEFINED.finditer(text):
            plain = in_names(re.split(r",|\band\b|\bso\b|\.\s", match["formula"])[0], expects.names, ())
            try:
                side = Side(parse_formula(plain.strip(), free), plain)
            except FormulaError:
                continue
            if same(side, meant, wanted.points):
                yield match["symbol"], variable
