"""Formulas in texts that are shown as HTML, as MathML; the page typesets only those in Markdown.

Elements and attributes are rebuilt from closed sets, and everything taken from a formula is escaped, no matter who wrote it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from interviewer.web.markdown import MOST_FORMULAS
from knowledge.text.mathml import INLINE, MAX_DEPTH, UnknownFormulaError, mathml_tree

KEPT_FORMULAS = 1024
"""Size of the cache: an answer is shown again after every message. A judgement."""
_FORMULA = re.compile(
    r"(?P<code>`[^`\n]+`)"
    r"|(?<!\\)\$\$(?P<display>[^$]+)\$\$"
    rf"|{INLINE}"
    r"|\\\((?P<round>(?:(?!\\\().)+?)\\\)"
    r"|\\\[(?P<square>(?:(?!\\\[).)+?)\\\]",
    re.DOTALL,
)
_KNOWN = """
    mrow mstyle mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd
"""
_ELEMENTS = frozenset(_KNOWN.split())
_ATTRIBUTES = {
    "mathvariant": r"normal|italic|bold|bold-italic|script|double-struck|fraktur|sans-serif|monospace",
    "stretchy": r"true|false",
    "fence": r"true|false",
    "form": r"prefix|infix|postfix",
    "displaystyle": r"true|false",
    "scriptlevel": r"[0-3]",
    "linethickness": r"0(?:px|em)?",
    "columnalign": r"left|center|right",
    "width": r"[0-2](?:\.\d+)?em",
    "minsize": r"[0-3](?:\.\d+)?em",
    "maxsize": r"[0-3](?:\.\d+)?em",
}
"""Attributes that are kept, with their values; other values are dropped, such as spaces that push a formula off the page."""


@dataclass(frozen=True)
class Formulas:
    """A text and the formulas in it.

    Attributes:
        spans: Start, end and MathML of each, in order.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text, extended so that it cuts no formula in two."""
        starts = [a for a, b, _ in self.spans if a < start < b]
        ends = [b for a, b, _ in self.spans if a < end < b]
        return min([start, *starts]), max([end, *ends])

    def html_of(self, start: int, end: int) -> str:
        """A stretch of the text, escaped, with the formulas that lie within it typeset."""
        out = []
        for a, b, shown in self.spans:
            if start <= a and b <= end:
                out += [html.escape(self.text[start:a]), shown]
                start = b
        return "".join([*out, html.escape(self.text[start:end])])


def with_formulas(text: str) -> str:
    """A text, escaped, with its formulas typeset."""
    return formulas_in(text).html_of(0, len(text))


def formulas_in(text: str, code: Sequence[tuple[int, int]] = ()) -> Formulas:
    """The formulas in a text that can be typeset; the others are shown as they were typed.

    Args:
        code: Start and end of code blocks, in which dollars mean something else.
    """
    spans: list[tuple[int, int, str]] = []
    for match in _FORMULA.finditer(text):
        start, end = match.span()
        latex = next((match[name] for name in ("display", "inline", "round", "square") if match[name]), "")
        if not latex or any(a < end and start < b for a, b in code) or len(spans) == MOST_FORMULAS:
            continue
        if shown := _mathml(latex, match["display"] is not None or match["square"] is not None):
            spans.append((start, end, shown))
    return Formulas(text, tuple(spans))


@lru_cache(maxsize=KEPT_FORMULAS)
def _mathml(latex: str, display: bool) -> str:
    """A formula as MathML; "" if it cannot be typeset."""
    try:
        inside = "".join(_element(child, 0) for child in mathml_tree(latex))
    except UnknownFormulaError:
        return ""
    return f'<math display="{"block" if display else "inline"}">{inside}</math>'


def _element(node: Element, depth: int) -> str:
    """An element rebuilt.

    Raises:
        UnknownFormulaError: It is not known, is left unconverted, or is nested too deep.
    """
    text = html.unescape(node.text or "")
    if node.tag not in _ELEMENTS or depth > MAX_DEPTH or text.startswith("\\"):
        raise UnknownFormulaError(f"{node.tag} cannot be shown")
    kept = "".join(
        f' {name}="{value}"'
        for name, value in node.attrib.items()
        if name in _ATTRIBUTES and re.fullmatch(_ATTRIBUTES[name], value)
    )
    inside = html.escape(text) + "".join(_element(child, depth + 1) for child in node)
    return f"<{node.tag}{kept}>{inside}</{node.tag}>"
