"""The entries of a Jacobian as an answer gives them: as cases, with deltas, as a list in diag, or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.forms.formulas.compare import ExpectedFormulas
from interviewer.grading.forms.maths.formula import FormulaError, Node, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.maths.notation import plain_notation
from knowledge.text.alternatives import shared, table

SIZE = 3
"""Components of the vector that matrices are compared on."""
Matrix: TypeAlias = NDArray[np.float64]
"""(SIZE, SIZE), a vector (SIZE, 1), its transpose (1, SIZE), or a number (1, 1)."""
_IF = r"(?:\b(?:if|for|when|where)\b|,)\s*"
_LETTER = re.compile(r"_\s*\(?\s*([ij])")
_EQUAL, _UNEQUAL = r"i\s*==?\s*j\b|j\s*==?\s*i\b", r"[ij]\s*(?:!=|≠|neq?\b|<>|=/=)\s*[ij]\b"
_PIECE = r"(?:(?!\b(?:if|for|when|where|and)\b)[^,=])+?"
_NAMES = frozenset({"si", "sj", "xi", "xj", "dij"})
_GOES_ON = re.compile(r"=>|⇒|→|->|\b(?:thus|hence|so|therefore|which|i\.e\.)(?=\s|$)")
"""Matches where the formula of an entry ends and what follows from it begins."""
_DIAGONAL = re.compile(
    r",?\s*(?:on|along|down|as)\s+(?:the|its|their)\s+(?:main\s+)?diagonal(?!\s*(?:matrix|jacobian))", re.I
)
_DIAGONAL_ONES = re.compile(r"(?<!off[-\s])\bdiagonal\s+(?:ones?|entries|entry|elements?|terms?)\b", re.I)
_OFF_DIAGONAL = re.compile(r",?\s*(?:off|outside)\s+(?:the\s+diagonal|it)\b", re.I)
_NOTHING = r"(?:zeros?|0|nothing|nil)"
_ZERO_ELSEWHERE = table(
    shared(
        rf"\b{_NOTHING}\s+",
        (r"off\b", "zeros off"),
        ("elsewhere", "zeros elsewhere"),
        (r"everywhere\s+else", "zeros everywhere else."),
        ("otherwise", "nothing otherwise."),
        ("outside", "nothing outside"),
        (r"in\s+the\s+rest", "zero in the rest"),
        (r"for\s+the\s+(?:rest|others?)", "zero for the rest."),
    ),
    shared(
        r"\b",
        ("rest", "the rest is zero"),
        ("others?", "the others are zero"),
        (r"off[\s-]diagonals?(?:\s+(?:entries|terms|elements|ones))?", "off-diagonal entries are zero."),
        (r"(?:everything|everywhere|all)\s+else", "everything else zero,"),
        ("elsewhere", "elsewhere it's zero"),
        after=rf"\b[^.;]{{0,25}}?(?:\b{_NOTHING}|\bvanish\w*)",
    ),
    (r"\bdiagonal\s+(?:matrix|jacobian)", "diagonal matrix."),
    (r"\bjacobian\b[^.;]{0,12}\bis\s+diagonal", "Jacobian is diagonal,"),
)
_DIAG = re.compile(r"\bdiag\s*\(")
_OPERATOR_BEFORE, _OPERATOR_AFTER = re.compile(r"[-+*/^)]\s*$"), re.compile(r"\s*(?:[-+*/^(]|diag|I\b|s\b)")
_COMPONENT = re.compile(r"_\s*(?:\(\s*(?:1|2|n|N|d|m|i|k)\s*\)|(?:1|2|n|N|d|m|i|k)(?![A-Za-z0-9]))")


def listed_entries(sentence: str, wanted: ExpectedFormulas) -> Matrix | None:
    """The matrix that a sentence gives by what is on its diagonal; None if it gives none that can be read."""
    made = _by_diagonal(sentence, wanted)
    return _by_list(sentence, wanted) if made is None else made


def entries_of(sentence: str, wanted: ExpectedFormulas) -> Matrix | None:
    """The matrix of "dy_i/dx_j = y_i(1 - y_i) if i = j and 0 otherwise"."""
    by_name = _spellings(wanted)
    if by_name is None:
        return None
    s, x = by_name
    plain = re.sub(
        r"\[\s*([ij])\s*\]\s*\[\s*([ij])\s*\]|\[\s*([ij])\s*,\s*([ij])\s*\]", r"_\1\3\2\4", plain_notation(sentence)
    )
    # y_i, y_i(x), y(x)_i and y(x_i)
    of = rf"(?:\s*\(\s*(?:{x})\s*\))?"
    component = rf"(?:{of}{_index('i')}{of}|\s*\(\s*(?:{x}){_index('i')}\s*\))"
    entry = (
        rf"\(*\s*d\s*(?:{s})\s*{component}\s*\)*\s*/\s*\(*\s*d\s*(?:{x}){_index('j')}\s*\)*"
        r"|(?<![A-Za-z])J\s*_\s*(?:\(\s*i\s*,?\s*j\s*\)|i\s*,?\s*j\b)"
    )
    match = re.search(rf"(?:{entry})\s*(?:=|:|\bis\b|\bare\b)\s*(?P<right>.+)", plain)
    right = _of_single_entries(plain) or (_GOES_ON.split(match["right"])[0] if match else "")
    right = re.sub(rf"\b{_NOTHING}\b", "0", right, flags=re.I).strip(" .,")
    pieces = _by_case(_with_components(right, s, x)) if right else None
    return _from_pieces(pieces, wanted) if pieces is not None else None


def _of_single_entries(plain: str) -> str:
    """The cases of "J_ii = y_i(1 - y_i), J_ij = 0 for i != j"; "" if there are none."""
    on = re.search(r"(?<![A-Za-z])J\s*_\s*\(?\s*(?:ii|i\s*,\s*i)\s*\)?\s*=\s*([^,;=]+?)\s*(?:,|;|\band\b)", plain)
    off = re.search(
        r"(?<![A-Za-z])J\s*_\s*\(?\s*(?:ij|i\s*,\s*j)\s*\)?\s*=\s*([^,;=]+?)\s*,?\s*(?:(?:if|for|when)\b|otherwise|\()",
        plain,
    )
    return f"{on[1]} if i = j, {off[1]} otherwise" if on and off else ""


def _by_diagonal(sentence: str, wanted: ExpectedFormulas) -> Matrix | None:
    """The matrix of "y_i(1 - y_i) on the diagonal and zeros elsewhere", or of a diagonal one with a formula on it."""
    plain = _with_components(plain_notation(sentence), *(_spellings(wanted) or ("s", "x")))
    on = _DIAGONAL.search(plain) or _DIAGONAL_ONES.search(plain)
    piece = (_formula_before(plain[: on.start()]) or _formula_after(plain[on.end() :])) if on else None
    if on is None or piece is None:
        return None
    other = _OFF_DIAGONAL.search(plain, on.end())
    off = _formula_before(plain[on.end() : other.start()]) if other else None
    if off is None and not _ZERO_ELSEWHERE.search(plain):
        return None
    return _from_pieces((piece, off or Node("number", value=0.0)), wanted)


def _by_list(sentence: str, wanted: ExpectedFormulas) -> Matrix | None:
    """The matrix of "diag(y_1(1 - y_1), ..., y_n(1 - y_n))", whose entries must all be the same formula."""
    plain = plain_notation(sentence)
    match = _DIAG.search(plain)
    if match is None or _DIAG.search(plain, match.end()):
        return None
    end = _closing(plain, match.end())
    if end < 0 or _OPERATOR_BEFORE.search(plain[: match.start()]) or _OPERATOR_AFTER.match(plain, end + 1):
        return None
    pieces = [piece for piece in _top_level(plain[match.end() : end]) if re.search(r"[A-Za-z]", piece)]
    same = {
        _with_components(_COMPONENT.sub("_i", piece), *(_spellings(wanted) or ("s", "x"))).replace(" ", "")
        for piece in pieces
    }
    node = _parsed(next(iter(same))) if len(same) == 1 else None
    if node is None or node.op == "name":
        return None
    return _from_pieces((node, Node("number", value=0.0)), wanted)


def _spellings(wanted: ExpectedFormulas) -> tuple[str, str] | None:
    """Patterns of the spellings of s and x."""
    letters = [[re.escape(s) for s in group if s.isalpha()] for group in wanted.expects.names]
    by_name = {group[0]: "|".join(sorted(group, key=len, reverse=True)) for group in letters if group}
    return (by_name["s"], by_name["x"]) if {"s", "x"} <= by_name.keys() else None


def _with_components(text: str, s: str, x: str) -> str:
    """A text in which components are names: si for y_i, and dij for a Kronecker delta."""
    of = rf"(?:\s*\(\s*(?:{x})\s*\))?"
    spelled = (
        rf"(?:{s})\s*\(\s*(?:{x}){_index('[ij]')}\s*\)",
        rf"(?:{s}){of}{_index('[ij]')}{of}",
        rf"(?:{x}){_index('[ij]')}",
    )
    for pattern, name in zip(spelled, "ssx", strict=True):
        text = re.sub(rf"(?<![A-Za-z]){pattern}", partial(_component, name), text)
    return re.sub(r"(?:\bdelta|δ)\s*_\s*\(?\s*(?:ij|ji|i\s*,\s*j)\s*\)?", " dij ", text)


def _component(name: str, match: re.Match[str]) -> str:
    return f" {name}{_LETTER.findall(match[0])[-1]} "


def _formula_before(text: str) -> Node | None:
    """The longest formula in a component that a text ends with."""
    starts = [match.start() for match in re.finditer(r"(?<![A-Za-z0-9.)])[-A-Za-z0-9(]", text[-80:])]
    tail = text[-80:]
    for start in starts:
        node = _parsed(tail[start:].strip(" ,:"))
        if node is not None and node.names & _NAMES and node.op != "name":
            return node
    return None


def _formula_after(text: str) -> Node | None:
    """The longest formula in a component that a text begins with, after a verb."""
    begins = re.match(
        r"\s*(?:[:=,]|\b(?:is|are|it's|there|entries|entry|we|have|has|with|being|stands?)\b|\s)*", text, re.I
    )
    rest = text[begins.end() if begins else 0 :][:80]
    for end in sorted({len(rest), *(match.start() for match in re.finditer(r"[\s,.;]|$", rest))}, reverse=True):
        node = _parsed(rest[:end].strip(" ,.;"))
        if node is not None and node.names & _NAMES and node.op != "name":
            return node
    return None


def _parsed(text: str) -> Node | None:
    try:
        return parse_formula(text.strip(), _NAMES)
    except FormulaError:
        return None


def _closing(text: str, at: int) -> int:
    """The place of the bracket that closes one opened just before; -1 if there is none."""
    depth = 1
    for place in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return -1


def _top_level(text: str) -> Iterator[str]:
    """The parts of a text between commas that are in no brackets."""
    depth = start = 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _index(letter: str) -> str:
    return rf"\s*_\s*(?:\(\s*{letter}\s*\)|{letter}(?![A-Za-z0-9]))"


def _by_case(right: str) -> tuple[Node, Node] | None:
    """What is said of an entry on the diagonal and off it; None if one is not said, or cannot be read."""
    on = re.search(rf"(?:^|,|\band\b|\belse\b)\s*(?P<piece>{_PIECE})\s*{_IF}(?:{_EQUAL})", right)
    off = re.search(rf"(?:^|,|\band\b|\belse\b)\s*(?P<piece>{_PIECE})\s*{_IF}(?:{_UNEQUAL})", right)
    off = off or re.search(
        r"(?:,|=\s*j\b)\s*(?:and\s+)?(?P<piece>[^,=]+?)[\s,]*(?:if\s+)?\b(?:otherwise|else(?:where)?)\s*$", right
    )
    off = off or re.search(r"\b(?:otherwise|else)\b\s*,?\s*(?P<piece>[^,=]+)$", right)
    try:
        if on and off:
            return parse_formula(on["piece"].strip(), _NAMES), parse_formula(off["piece"].strip(), _NAMES)
        if on or off:
            return None
        node = parse_formula(right, _NAMES)
    except FormulaError:
        return None
    return (node, node) if node.names & {"sj", "xj", "dij"} else None


def _from_pieces(pieces: tuple[Node, Node], wanted: ExpectedFormulas) -> Matrix | None:
    points = wanted.points[:SIZE]
    made = np.zeros((SIZE, SIZE))
    try:
        for i, one in enumerate(points):
            for j, other in enumerate(points):
                values = {"si": one["s"], "xi": one["x"], "sj": other["s"], "xj": other["x"], "dij": float(i == j)}
                made[i, j] = value_of(pieces[int(i != j)], values)
    except (FormulaError, KeyError):
        return None
    return made
