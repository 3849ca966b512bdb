"""Names that an answer introduces: for what a question asks about ("where a is the learning rate"), or for a part of it ("u = 1 + e^-x")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from interviewer.grading.forms.formulas.compare import ExpectedFormulas, points_of, same, with_target
from interviewer.grading.forms.formulas.names import in_names
from interviewer.grading.forms.formulas.said_formulas import Side
from interviewer.grading.forms.maths.formula import FormulaError, Node
from interviewer.grading.forms.maths.formula_parser import parse_formula
from knowledge.answers.expectation import Expectation

Names = tuple[tuple[str, ...], ...]
_SYMBOL = r"(?<![\w\\'])(?P<symbol>\\?[A-Za-z]{1,7})(?![\w'])"
_IS = r"\s*\$?\s*(?:is|denotes|means|stands for|being|for|=|:|as)\s+(?:(?:the|our|a|an|my|that is)\s+)*"
_DEFINED = re.compile(r"(?<![\w'])(?P<symbol>[A-Za-z])\s*(?:\(\s*[a-z]\s*\))?\s*=(?=(?P<formula>[^=;\n]{3,60}))")
_SET = re.compile(r"(?P<symbol>[A-Za-z])\s*(?:\(\s*[a-z]\s*\))?\s*:?=(?=(?P<formula>[^=;\n]{1,60}))")
_SET_ENDS = re.compile(
    r",|\b(?:and|so|where|then|with|we|the|gives?|is)\b|\.\s|\.$|\$|\\\)|\\Rightarrow|\\implies|=>|⇒|:"
)
_INTRODUCED = re.compile(
    r"(?:[\n,;:.$({&]|\\\(|\b(?:let|set|with|put|where|define|defining|write|writing|substitut\w+|say|call|and|so|for|using|denote|use|take|if|as))\s*$",
    re.I,
)
"""What can come before a letter that is set to something; behind anything else, the letter is the end of a formula."""
LONGEST_WORD = 20
"""How many characters before a letter are looked at for such a word."""
MOST_PARTS = 4
"""How many new letters an answer can introduce for parts of a formula."""
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


def with_parts(answer: str, wanted: ExpectedFormulas) -> ExpectedFormulas:
    """The expected formula, with the letters that an answer sets to a formula in ``x`` as additional variables.

    Each variable that changes with ``x`` has a variable for its slope: ``du`` is du/dx, and ``dx`` is 1.
    """
    expects = wanted.expects
    names, given, target = list(expects.names), list(expects.given), expects.target
    for symbol, formula in _parts(answer[:MOST_CHARACTERS], wanted):
        target = tuple(t for t in target if not re.match(rf"{symbol}'|\(*d ?{symbol}\)?/", t))
        names = [(group[0], *(s for s in group[1:] if s not in {symbol, f"{symbol}(x)"})) for group in names]
        names.append((symbol, f"{symbol}(x)"))
        given.append(f"{symbol} = {formula}")
    letters = [[s for s in group if re.fullmatch(r"[A-Za-z]+", s)] for group in names]
    slopes = [(f"d{group[0]}", *_slopes_of(group)) for group in letters if group]
    made = replace(expects, names=(*names, *slopes), given=tuple(given), target=target)
    try:
        points = points_of(made, frozenset(group[0] for group in names))
        return replace(wanted, expects=made, points=with_target(points, wanted.formulas[0][0]))
    except FormulaError:
        return wanted


def _slopes_of(letters: Sequence[str]) -> list[str]:
    """Spellings of the slope of a variable; the derivative of the function asked for is the target, and no variable."""
    others = [f"{letters[0]}'", f"{letters[0]}'(x)"] if letters[0] not in {"x", "s"} else []
    return [f"d {letters[0]}", *others, *(f"d{sep}{letter}" for letter in letters[1:] for sep in ("", " "))]


def _parts(text: str, wanted: ExpectedFormulas) -> Iterator[tuple[str, str]]:
    """Letters that are set to a formula in ``x`` or in such letters, other than the variables themselves, with the formula."""
    expects = wanted.expects
    own = frozenset(group[0] for group in expects.names)
    givens = [meant for _, meant in _givens(expects, own)]
    found: dict[str, str] = {}
    for match in _SET.finditer(text):
        symbol = match["symbol"]
        known = symbol in own or symbol in found or len(found) == MOST_PARTS
        if known or not _INTRODUCED.search(f"\n{text[: match.start()]}"[-LONGEST_WORD:]):
            continue
        names = [tuple(s for s in group if s not in found) for group in expects.names]
        plain = in_names(_SET_ENDS.split(match["formula"])[0], [n for n in names if n], ()).strip()
        try:
            node = parse_formula(plain, own | found.keys())
        except FormulaError:
            continue
        side = Side(node, plain)
        changes = "x" in node.names or bool(node.names & found.keys())
        if changes and side.is_formula and not any(same(side, meant, wanted.points) for meant in givens):
            found[symbol] = plain
    yield from found.items()


def _givens(expects: Expectation, free: frozenset[str]) -> Iterator[tuple[str, Node]]:
    """The variables that a question defines, with their formulas; one that cannot be read is left out."""
    for given in expects.given:
        variable, _, formula = (part.strip() for part in given.partition("="))
        try:
            yield variable, parse_formula(formula, free)
        except FormulaError:
            continue


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
    for variable, meant in _givens(expects, free):
        for match in _DEFINED.finditer(text):
            plain = in_names(re.split(r",|\band\b|\bso\b|\.\s", match["formula"])[0], expects.names, ())
            try:
                side = Side(parse_formula(plain.strip(), free), plain)
            except FormulaError:
                continue
            if same(side, meant, wanted.points):
                yield match["symbol"], variable
