"""Converts formulas as people write them (LaTeX, Unicode or plain) to one plain notation."""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.grading.forms.maths.formula_parser import MAX_SOURCE

MAX_DEPTH = 20
"""How many levels of nested groups are opened; deeper ones are left unchanged, and no parser reads them."""

_SYMBOLS = {
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "⊙": "*", "∘": "*", "÷": "/", "−": "-", "–": "-", "—": "-",
    "√": " sqrt ", "π": "pi", "σ": "sigma", "η": "eta", "θ": "theta", "α": "alpha", "λ": "lambda", "γ": "gamma",
    "ε": "epsilon", "Δ": " Delta ", "∇": " grad ", "∂": "d", "′": "'", "’": "'", "≈": "=", "≃": "=", "≅": "=", "←": "=", "≤": "<=",
    "≥": ">=", "‖": "||", "∥": "||", "⌊": "floor(", "⌋": ")", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
    "½": "(1/2)", "⅓": "(1/3)", "¼": "(1/4)", "¾": "(3/4)", "⅔": "(2/3)", "⅛": "(1/8)",
}  # fmt: skip
_TABLE = str.maketrans(_SYMBOLS)
_UPPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿˣᶻᵀ", "0123456789-+nxzT")
_LOWER = str.maketrans("₀₁₂₃₄₅₆₇₈₉ᵢⱼₐₑₒₓₖₗₘₙₚₛₜᵤ", "0123456789ijaeoxklmnpstu")
_COMMANDS = (
    (r"\\(?:left|right|big|Big|bigl|bigr|Bigl|Bigr|displaystyle|limits|!|,|;|:| |quad|qquad)(?![A-Za-z])", " "),
    (r"\\(?:cdot|times|odd|odot|circ|ast)(?![A-Za-z])", "*"),
    (r"\\div(?![A-Za-z])", "/"),
    (r"\\(?:approx|simeq|equiv|leftarrow|gets|coloneqq)(?![A-Za-z])", "="),
    (r"\\(?:leq?|leqslant)(?![A-Za-z])", "<="),
    (r"\\(?:geq?|geqslant)(?![A-Za-z])", ">="),
    (r"\\partial(?![A-Za-z])", "d"),
    (r"\\nabla(?![A-Za-z])", " grad "),
    (r"\\(?:lVert|rVert|Vert|\|)", "||"),
    (r"\\(?:lfloor)(?![A-Za-z])", "floor("),
    (r"\\(?:rfloor)(?![A-Za-z])", ")"),
    (r"\\prime(?![A-Za-z])", "'"),
    (r"\\%", "%"),
)
_FRACTION = re.compile(r"\\[dtc]?frac\s*")
_ROOT = re.compile(r"\\sqrt(?![A-Za-z])\s*(?:\[(\w{1,9})\])?\s*")
_NAMED = re.compile(r"\\(?:operatorname|mathrm|mathbf|mathit|mathsf|text|textrm|boldsymbol|bm|vec|hat|tilde|bar)\*?\s*")

_OTHER_NORM = re.compile(r" norm\(([^|]{1,60}?)\)\s*_\s*\(?(\w{1,6})\)?")
"""A norm with an index other than 2: another function, which no parser knows."""


@lru_cache(maxsize=2048)  # each form and each point reads the same sentences
def plain_notation(text: str) -> str:
    """A formula in plain notation: ``*`` for products, ``^`` for powers, ``name(…)`` for functions.

    Anything unknown is left unchanged, so that the parser reports it as unreadable. Texts longer than any formula are
    returned unchanged.
    """
    if len(text) > 4 * MAX_SOURCE:
        return text
    out = text.translate(_TABLE)
    out = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿˣᶻᵀ]+", lambda m: "^(" + m[0].translate(_UPPER) + ")", out)
    out = re.sub(r"[₀₁₂₃₄₅₆₇₈₉ᵢⱼₐₑₒₓₖₗₘₙₚₛₜᵤ]+", lambda m: "_" + m[0].translate(_LOWER), out)
    for pattern, plain in _COMMANDS:
        out = re.sub(pattern, plain, out)
    out = out.replace("{,}", ",").replace("$", " ").replace("\\(", " ").replace("\\)", " ")
    out = out.replace("\\[", " ").replace("\\]", " ").replace("&", " ").replace("\\\\", " ")
    out = _NAMED.sub(" ", out)
    out = _without_groups(out)
    out = re.sub(r"\\([A-Za-z]+)", r" \1 ", out)
    out = re.sub(r"(?<=[\w)])\s*\*\*\s*(?=[\w(-])(?![^*\n]*\*\*(?![\w(-]))", "^", out).replace("**", " ")
    out = out.replace(":=", "=").replace("==", "=")
    out = re.sub(r"\|\|([^|]{1,60})\|\|(?:\s*_\s*\(?2\)?(?!\d))?", r" norm(\1) ", out)
    out = _OTHER_NORM.sub(r" norm_\2(\1) ", out)
    return re.sub(r"(?<!\|)\|([^|\n]{1,60})\|(?!\|)", r" abs(\1) ", out)


def _without_groups(text: str, depth: int = 0) -> str:
    """LaTeX's fractions, roots, powers and indices with round brackets in place of braces."""
    if depth > MAX_DEPTH:
        return text
    out, at = "", 0
    while at < len(text):
        if fraction := _FRACTION.match(text, at):
            above, at = _argument(text, fraction.end())
            below, at = _argument(text, at)
            out += f"(({_without_groups(above, depth + 1)})/({_without_groups(below, depth + 1)}))"
        elif root := _ROOT.match(text, at):
            inner, at = _argument(text, root.end())
            inner = _without_groups(inner, depth + 1)
            out += f" ({inner})^(1/({root[1]}))" if root[1] else f" sqrt({inner})"
        elif text[at] == "{":
            inner, at = _argument(text, at)
            if out.endswith("_"):
                out += re.sub(r"\W+", "", inner)
            else:
                plain = _without_groups(inner, depth + 1)
                out += f"({plain})" if re.search(r"\W", plain.strip()) or out.endswith("^") else f" {plain} "
        else:
            out += text[at]
            at += 1
    return out


def _argument(text: str, at: int) -> tuple[str, int]:
    """The argument of a LaTeX command at a place, a group or a single sign, and where it ends."""
    while at < len(text) and text[at] == " ":
        at += 1
    if at >= len(text):
        return "", at
    if text[at] != "{":
        return text[at], at + 1
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == "{") - (text[end] == "}")
        if depth == 0:
            return text[at + 1 : end], end + 1
    return text[at + 1 :], len(text)
