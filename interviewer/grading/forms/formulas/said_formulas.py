"""The formulas of an answer as chains of equal sides, in the variables of a question: LaTeX, plain text or words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from interviewer.grading.forms.formulas.formula_steps import joined_steps, without_marks
from interviewer.grading.forms.formulas.malformed import malformed, shortened, without_malformed
from interviewer.grading.forms.formulas.names import TARGET, UNKNOWN, delta_of, in_names, with_delta
from interviewer.grading.forms.formulas.sense import conditions_of, has_mixed_indices, is_out_of_bounds
from interviewer.grading.forms.maths.formula import CONSTANTS, DERIVE, FUNCTIONS, FormulaError, Node
from interviewer.grading.forms.maths.formula_parser import DERIVED, MAX_SOURCE, PRIMED, parse_formula
from interviewer.grading.forms.stance import corrections, stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS

MAX_SIDES = 40
"""Most formulas per line; longer chains are cut."""
LONGEST_LINE = 1500
"""Longest line that is read, in characters. By hand; it bounds the time."""
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z_]\w*'*|[-+*/^(),\[\]]|=|[^\s]")
_LINE_END = re.compile(
    r"\n|(?<=[.;])\s+(?=[A-Za-z$\\(])|,\s+(?=(?:so|and|then|hence|therefore|which|but)\s)|(?<!\s)\s+(?=but\s)|(?<=\?)\s+"
)
"""Where a line of formulas ends: unlike in ``sentences``, not before a number, not at the "!" of a factorial, and at some commas."""
_SPOKEN_SIGN = re.compile(r"(?<!\\)\b(?:minus|plus|times|over|multiplied by|divided by)\b", re.I)
_QUANTITY = re.compile(r"[A-Z][A-Za-z]{0,7}(?:_?\w{1,3})?")
"""The name of another quantity, such as J or Jac; a small letter could be a variable in another spelling."""
_ROW = re.compile(r"^[ \t]*\|(?:[^|\n]*[^|\n\s][^|\n]*\|){2,}[ \t]*$", re.M)
"""A row of a table; each of its cells is a line."""
_ASIDE = re.compile(
    r"(?<=\s)\((?![^()\n]*\b(?:plus|minus|times|over|sigma|sigmoid|power|squared|derivative|gradient)\b)(?=[^()\n]*[a-z]{5,})"
    r"(?:[^()=\n]*[a-z]\s+[a-z][^()=\n]*|\w+wise)\)(?=\s*(?:[+*·.,;]|$))",
    re.M,
)
"""Words in brackets between a formula's parts."""
MAX_LINES = 200
"""Most lines with formulas per answer; a long derivation has thirty."""
_FORMULA_SIGN = re.compile(
    r"[=*^/+\\√²³←]|(?<=\w)\s*[-−]\s*(?=[\w(])|\w\(|\d[a-z]|\b(?:times|minus|plus|over|squared|divided|half|halved|unit)\b|\bis\s+\w{1,2}\b",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:not|isn't|never|instead of|rather than|wrong|(?:smaller|shrinks?) by)\b|n't\b|!=|≠|\\neq?(?![a-z])|\?\s*[Nn]o\b|^\W*Not\b"
)


@dataclass(frozen=True)
class Side:
    """One side of an equation.

    Attributes:
        node: The formula; None for the target, which has no formula of its own. It can have the target in it as a variable.
        derived: Whether there is a derivative by ``x`` in it.
        other: The same with each derivative being that of one factor, and not of all that follows; None if it is the same.
    """

    node: Node | None
    text: str
    derived: bool = False
    other: Node | None = None

    @property
    def read_otherwise(self) -> Side:
        """The side with its other reading."""
        return Side(self.other, self.text, self.derived)

    @property
    def is_formula(self) -> bool:
        """Whether it is more than a number or a name."""
        return self.node is not None and self.node.op != "name" and bool(self.node.names - CONSTANTS.keys())


@dataclass(frozen=True)
class Chain:
    """Formulas that a line says are equal, or a single one if it states no equality, with the line's words.

    Attributes:
        denied: Whether the words around it say that it does not hold.
        of: The other quantity that it is said to equal, such as ``J``; "" if there is none.
        spoken: Whether its operations are in words, which leaves the precedence open.
        corrects: Whether it follows words that take back what was said before.
        conditions: Values that its line gives to variables, such as ``k = 3``.
    """

    sides: tuple[Side, ...]
    quote: str
    denied: bool = False
    of: str = ""
    spoken: bool = False
    corrects: bool = False
    conditions: Mapping[str, float] = field(default_factory=dict)


@lru_cache(maxsize=8)  # the criteria of one question have the same names, and each reads the answer
def chains(answer: str, names: tuple[tuple[str, ...], ...], target: tuple[str, ...]) -> tuple[Chain, ...]:
    """The chains of formulas of an answer, in order.

    Args:
        names: Spellings of each variable, the variable first.
        target: Spellings of what is asked for.
    """
    known = frozenset(group[0] for group in names)
    found: list[Chain] = []
    answer = answer[:MAX_GRADED_CHARACTERS]
    answer = _ROW.sub(lambda row: row[0].replace("|", "\n"), answer)
    heard, turns = without_marks(joined_steps(_without_asides(_heard(answer)))), corrections(answer)
    delta = delta_of(
        [
            in_names(heard[start:end], names, target)
            for start, end in _lines(heard)
            if "elta" in heard[start:end] or "Δ" in heard[start:end]
        ][:MAX_LINES]
    )
    lines = 0
    for start, end in _lines(joined_steps(answer)):
        line = heard[start:end]
        if len(line) > LONGEST_LINE or not _FORMULA_SIGN.search(line):
            continue
        lines += 1
        if lines > MAX_LINES:
            break
        plain = with_delta(in_names(line, names, target), delta)
        denied = bool(_DENIED.search(line)) or has_mixed_indices(line) or is_out_of_bounds(plain, known)
        spoken = bool(_SPOKEN_SIGN.search(line))
        corrects = any(turn < end and (start or turn) for turn in turns)
        conditions = conditions_of(plain, line, known)
        found += [
            Chain(
                sides,
                quote=answer[start:end].strip(),
                denied=denied,
                of=of,
                spoken=spoken,
                corrects=corrects,
                conditions=conditions,
            )
            for sides, of in _runs(plain, known)
        ]
    return tuple(found)


def _heard(answer: str) -> str:
    """What the candidate stands by, without formulas whose brackets do not fit."""
    return stood_by(without_malformed(answer), denials=False)


def _without_asides(text: str) -> str:
    """A text without remarks in brackets, which may occur inside a formula: "k^2 C (one filter a channel) + C D"."""
    return _ASIDE.sub(lambda aside: " " * len(aside[0]), text)


def _lines(answer: str) -> Iterator[tuple[int, int]]:
    """Where the lines, sentences and conclusions of an answer start and end."""
    ends = {match.span() for match in _LINE_END.finditer(answer)}
    # a correction belongs to a different line than what it corrects
    ends |= {(turn, turn) for turn in corrections(answer) if turn and not any(a <= turn <= b for a, b in ends)}
    at = 0
    for start, end in sorted(ends):
        if start >= at:
            yield at, start
            at = end
    yield at, len(answer)


def unread_formula(answer: str, names: Sequence[Sequence[str]], target: Sequence[str]) -> str:
    """The first formula in LaTeX that none of the chains has, as it is written; "" if there is none."""
    known = frozenset(group[0] for group in names)
    for start, end in malformed(answer[:MAX_GRADED_CHARACTERS]):
        return shortened(answer[start:end].strip())
    for match in re.finditer(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", answer[:MAX_GRADED_CHARACTERS], re.DOTALL):
        inner = match[1] or match[2] or ""
        if len(inner.strip()) < 4 or "=" not in inner:
            continue
        sides = (
            []
            if len(inner) > LONGEST_LINE
            else [s for run, _ in _runs(in_names(inner, names, target), known) for s in run]
        )
        if not any(side.node is not None for side in sides):
            return shortened(match[0])
    return ""


def _runs(plain: str, known: frozenset[str]) -> Iterator[tuple[tuple[Side, ...], str]]:
    """Runs of formula tokens, split into sides at each equals sign, with what else they are equal to.

    A side that continues with an unknown function, as in "1/4 foo(x)", cannot be read completely, so it is left out.
    """
    rows: list[list[str]] = [[]]
    before: list[str] = [""]
    for token in _TOKEN.finditer(plain):
        word = token[0]
        if word == "," and "=" in rows[-1] and rows[-1].count("(") == rows[-1].count(")"):
            rows.append([])  # another equation
            before.append("")
            continue
        if _belongs(word, known):
            rows[-1].append(word)
            continue
        if rows[-1]:
            if word[0].isalpha() and (
                plain[token.end() : token.end() + 1] in {"(", "^"} or rows[-1][-1] in {"*", "/", "^"}
            ):
                _drop_last_side(rows[-1])
            rows.append([])
            before.append("")
        before[-1] = word if _QUANTITY.fullmatch(word) and not plain[: token.start()].rstrip().endswith("/") else ""
        if len(rows) > 200:
            break
    for row, word in zip(rows, before, strict=True):
        sides = [side for piece in _split(row)[:MAX_SIDES] if (side := _side(piece, known)) is not None]
        if any(side.node is not None for side in sides):
            yield tuple(sides), word if row[0] == "=" else ""


def _drop_last_side(row: list[str]) -> None:
    while row and row[-1] not in {"=", ","}:
        row.pop()


def _belongs(token: str, known: frozenset[str]) -> bool:
    if re.fullmatch(r"[A-Za-z_]\w*'*", token):
        return (
            token in known
            or token in FUNCTIONS
            or token in CONSTANTS
            or token in {TARGET, UNKNOWN, DERIVED, PRIMED}
            or _product(token, known)
        )
    return bool(re.fullmatch(r"\d+(?:\.\d+)?|[-+*/^(),\[\]=]", token))


def _product(token: str, known: frozenset[str]) -> bool:
    """Whether a word is a product of variables, such as "kkC"; English words are not."""
    rest = token
    while rest:
        name = next((n for n in sorted(known, key=len, reverse=True) if rest.startswith(n)), "")
        if not name:
            return False
        rest = rest[len(name) :]
    return len(token) <= 4 or token.isupper()


def _split(row: Sequence[str]) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for token in row:
        if token == "=":
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _side(piece: Sequence[str], known: frozenset[str]) -> Side | None:
    """A side from its tokens, without punctuation around it."""
    tokens = list(piece)
    while tokens and tokens[0] == ",":
        tokens.pop(0)
    if tokens == [TARGET]:
        return Side(None, TARGET)
    while tokens and tokens[-1] in {",", "+", "-", "*", "/", "^", "(", "["}:
        tokens.pop()
    while tokens and tokens[0] in {",", "*", "/", "^", ")", "]"}:
        tokens.pop(0)
    while tokens and tokens[-1] == ")" and tokens.count(")") > tokens.count("("):
        tokens.pop()
    while tokens and tokens[0] == "(" and tokens.count("(") > tokens.count(")"):
        tokens.pop(0)
    if tokens == [TARGET]:
        return Side(None, TARGET)
    text = " ".join(token for token in tokens if token != TARGET)
    if not text or len(text) > MAX_SOURCE:
        return None
    candidates = (text, *(part for part in re.split(r",(?![^(]*\))", text) if part != text))
    return next((side for part in candidates if (side := _read(part.strip(), known)) is not None), None)


def _read(text: str, known: frozenset[str]) -> Side | None:
    """A side that is a formula as a whole. A derivative at its beginning is that of all the rest."""
    begins = text.startswith(f"{DERIVED} ")
    derived = begins or DERIVED in text or PRIMED in text
    shown = text.removeprefix(f"{DERIVED} ")
    nodes: list[Node] = []
    known |= {UNKNOWN}
    for derives_all in (True, False) if derived else (True,):
        try:
            whole = begins and derives_all
            node = parse_formula(shown if whole else text, known, derives_all)
            nodes.append(Node(DERIVE, (node,)) if whole else node)
        except FormulaError:
            continue
    if not nodes:
        return None
    return Side(nodes[0], shown, derived, nodes[1] if len(nodes) > 1 and nodes[1] != nodes[0] else None)
