"""Converts LaTeX formulas to Typst math, via the MathML tree that latex2mathml produces.

The output uses a closed set of Typst functions; everything taken from the formula is a single letter, a number, an escaped
character or a quoted string. So it is safe to evaluate, no matter who wrote the formula.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from xml.etree.ElementTree import Element

from knowledge.text.mathml import MAX_DEPTH, UnknownFormulaError, mathml_tree

_LIMITS = frozenset({"max", "min", "lim", "sup", "inf", "argmax", "argmin"})
"""Operators that have their index below them in a display formula."""
_FUNCTIONS = frozenset(
    {"log", "ln", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arg", "det", "dim", "ker", "deg"}
)
_COMMANDS = MappingProxyType({"\\arg": "arg", "\\lfloor": "⌊", "\\rfloor": "⌋", "\\lceil": "⌈", "\\rceil": "⌉"})
"""Commands that latex2mathml knows but sometimes leaves in the tree unconverted."""
_VARIANTS = MappingProxyType(
    {
        "normal": "upright({})",
        "italic": "italic({})",
        "bold": "bold(upright({}))",
        "bold-italic": "bold({})",
        "script": "cal({})",
        "double-struck": "bb({})",
        "fraktur": "frak({})",
        "sans-serif": "sans({})",
        "monospace": "mono({})",
    }
)
_ABOVE = MappingProxyType(
    {
        "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde", "¯": "macron", "―": "overline", "‾": "overline", "_": "overline",
        "→": "arrow", "˙": "dot", ".": "dot", "¨": "dot.double", "⏞": "overbrace", "ˇ": "caron", "˘": "breve",
    }
)  # fmt: skip
_BELOW = MappingProxyType({"⏟": "underbrace", "―": "underline", "_": "underline", "̲": "underline"})
_SPACES = MappingProxyType({"negativethinmathspace": -0.167})
_ORDINARY = frozenset("|‖")
"""Bars that Typst would space as relations although they enclose a norm or an absolute value."""


def typst_math(latex: str) -> str:
    """The formula as Typst math, without the dollar signs around it.

    Raises:
        UnknownFormulaError: It cannot be typeset; show its source instead.
    """
    return _set(mathml_tree(latex), 0)


def _set(node: Element, depth: int) -> str:
    if depth > MAX_DEPTH:
        raise UnknownFormulaError(f"nested over {MAX_DEPTH} deep")
    build = _BUILDERS.get(node.tag)
    if build is None:
        raise UnknownFormulaError(f"{node.tag} is not known")
    return build(node, depth + 1)


def _parts(node: Element, depth: int, count: int) -> list[str]:
    """The arguments of an element, converted.

    Raises:
        UnknownFormulaError: The element has another number of arguments.
    """
    if len(node) != count:
        raise UnknownFormulaError(f"{node.tag} has {len(node)} parts, not {count}")
    return [_set(child, depth) for child in node]


def _row(node: Element, depth: int) -> str:
    made = _sequence(list(node), depth)
    first = node[0] if len(node) else None
    if first is not None and first.tag == "mo" and first.get("form") == "prefix" and first.get("stretchy") == "true":
        return f"lr({made})"
    return made


def _sequence(nodes: Sequence[Element], depth: int) -> str:
    """Elements in sequence; upright letters in a row form one word."""
    out: list[str] = []
    word = ""
    for node in nodes:
        text = html.unescape(node.text or "")
        if node.tag == "mi" and node.get("mathvariant") == "normal" and len(text) == 1 and text.isalpha():
            word += text
            continue
        if word:
            out.append(f"upright({_quoted(word)})")
            word = ""
        out.append(_set(node, depth))
    if word:
        out.append(f"upright({_quoted(word)})")
    return _joined(out)


def _joined(made: Sequence[str]) -> str:
    """Pieces joined by spaces where needed. Next to a quoted word Typst would print the space, so none is added there."""
    text = ""
    for piece in made:
        bare = text.endswith(('"', '")')) or piece.startswith('"')
        bare = bare or (piece.startswith('upright("') and not text[-1:].isalnum())
        text += piece if not text or bare else f" {piece}"
    return text or '""'


def _identifier(node: Element, depth: int) -> str:
    text = _text(node)
    if len(text) > 1 and text in _FUNCTIONS:
        return f"op({_quoted(text)})"
    if text == "~":  # latex2mathml's output for a tilde between two letters, where a relation is meant
        return "\\u{223c}"
    return _varied(node, _character(text) if len(text) == 1 else _quoted(text))


def _number(node: Element, depth: int) -> str:
    text = _text(node)
    return _varied(node, text if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else _quoted(text))


def _operator(node: Element, depth: int) -> str:
    text = _text(node)
    if not text:
        return '""'  # an empty side of a pair of delimiters, as in \left.
    if len(text) > 1:
        limits = ", limits: #true" if text in _LIMITS else ""
        return f"op({_quoted(text)}{limits})"
    made = _character(text)
    if size := re.fullmatch(r"([0-9.]+)em", node.get("minsize", "")):
        return f"lr(size: #{size[1]}em, {made})"
    return f'class("normal", {made})' if text in _ORDINARY and node.get("stretchy") != "true" else made


def _words(node: Element, depth: int) -> str:
    return _quoted(_text(node).replace("\xa0", " "))


def _space(node: Element, depth: int) -> str:
    width = node.get("width", "")
    em = _SPACES.get(width)
    if em is None and (match := re.fullmatch(r"(-?[0-9]*\.?[0-9]+)em", width)):
        em = float(match[1])
    if em is None:
        raise UnknownFormulaError(f"a space of {width or 'no width'} is not known")
    return f"#h({em:g}em)"


def _fraction(node: Element, depth: int) -> str:
    above, below = _parts(node, depth, 2)
    if node.get("linethickness") in {"0", "0px", "0em"}:
        return f"mat(delim: #none, {above}; {below})"
    return f"frac({above}, {below})"


def _root(node: Element, depth: int) -> str:
    inside, index = _parts(node, depth, 2)
    return f"root({index}, {inside})"


def _square_root(node: Element, depth: int) -> str:
    return f"sqrt({_sequence(list(node), depth)})"


def _attached(*places: str) -> Callable[[Element, int], str]:
    def build(node: Element, depth: int) -> str:
        base, *scripts = _parts(node, depth, 1 + len(places))
        return f"attach({base}, {', '.join(f'{place}: {s}' for place, s in zip(places, scripts, strict=True))})"

    return build


def _stacked(place: str, marks: Mapping[str, str]) -> Callable[[Element, int], str]:
    """What is above or below a base: an accent, a brace, or the limit of an operator."""

    def build(node: Element, depth: int) -> str:
        if len(node) != 2:
            raise UnknownFormulaError(f"{node.tag} has {len(node)} parts, not 2")
        base, mark = node[0], node[1]
        accent = marks.get(html.unescape(mark.text or "")) if mark.tag == "mo" else None
        if accent:
            return f"{accent}({_set(base, depth)})"
        if base.tag == node.tag and len(base) == 2 and html.unescape(base[1].text or "") in {"⏞", "⏟"}:
            brace = marks[html.unescape(base[1].text or "")]
            return f"{brace}({_set(base[0], depth)}, {_set(mark, depth)})"
        return f"attach(limits({_set(base, depth)}), {place}: {_set(mark, depth)})"

    return build


def _both_limits(node: Element, depth: int) -> str:
    base, below, above = _parts(node, depth, 3)
    return f"attach(limits({base}), b: {below}, t: {above})"


def _styled(node: Element, depth: int) -> str:
    made = _sequence(list(node), depth)
    shown = {"true": "display", "false": "inline"}.get(node.get("displaystyle", ""))
    return f"{shown}({made})" if shown else made


def _table(node: Element, depth: int) -> str:
    rows = [[_sequence(list(cell), depth) for cell in row] for row in node]
    if not rows or not all(rows):
        raise UnknownFormulaError("a table has no cells")
    left = all(cell.get("columnalign") == "left" for row in node for cell in row)
    align = "align: #left, " if left else ""
    return f"mat(delim: #none, {align}{'; '.join(', '.join(row) for row in rows)})"


def _text(node: Element) -> str:
    text = html.unescape(node.text or "")
    if text.startswith("\\") and text not in _COMMANDS:
        raise UnknownFormulaError(f"{text} is not known")
    return _COMMANDS.get(text, text)


def _varied(node: Element, made: str) -> str:
    variant = node.get("mathvariant")
    if variant is None:
        return made
    if variant not in _VARIANTS:
        raise UnknownFormulaError(f"{variant} letters are not known")
    return _VARIANTS[variant].format(made)


def _character(char: str) -> str:
    """One character: a letter unchanged, anything else escaped, so that Typst does not read it as syntax."""
    return char if char.isalpha() else f"\\u{{{ord(char):x}}}"


def _quoted(text: str) -> str:
    clean = "".join(char for char in text if char.isprintable())
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'


_BUILDERS: Mapping[str, Callable[[Element, int], str]] = MappingProxyType(
    {
        "math": _row,
        "mrow": _row,
        "mstyle": _styled,
        "mi": _identifier,
        "mn": _number,
        "mo": _operator,
        "mtext": _words,
        "mspace": _space,
        "mfrac": _fraction,
        "msqrt": _square_root,
        "mroot": _root,
        "msub": _attached("b"),
        "msup": _attached("t"),
        "msubsup": _attached("b", "t"),
        "munder": _stacked("b", _BELOW),
        "mover": _stacked("t", _ABOVE),
        "munderover": _both_limits,
        "mtable": _table,
    }
)
