"""Where the target is in a line: a side of its own, as in "s' = …", or a factor, as in "(1/s + 1/(1-s)) s' = 1"."""

from __future__ import annotations

import re

from interviewer.grading.forms.maths.formula_parser import DERIVED, PRIMED

TARGET = "TARGET"
"""The name used for the target of a formula, such as the derivative that is asked for."""
UNKNOWN = "UNKNOWN"
"""The name used for it where it is a variable in an equation."""
_SAYS = r"(?:\s+(?:function|is|then|just|therefore|equals?|gives|:)\b)*\s*:?"
_ENDS = re.compile(r"[,;\n⇒]|\.\s|\b(?:so|and|hence|thus|therefore|then|Rightarrow|implies)\b|=>")
_MATHS = frozenset({"exp", "log", "sqrt", "tanh", "sigma", "sigmoid", "logistic", DERIVED, PRIMED, TARGET, UNKNOWN})
_WORD = re.compile(r"[A-Za-z]{3,}")
_ARGUMENT = re.compile(r"\s*\(\s*[a-z]\s*\)(?=\s*(?:=|is\b|:))")
_LISTED = re.compile(r"(?:^|\n)\s*(?:\(?\s*(?:[Ss]tep\s*)?\w{1,4}\s*[.):]|[-+*•])\s*$")
"""Matches a mark of a list before a formula."""


_INSIDE = r"(\((?:[^()]|\((?:[^()]|\([^()]*\)){0,40}\)){1,80}\))"
_BRACKETS = (
    re.compile(rf"\(\(\s*d\s*{_INSIDE}\s*\)\s*/\s*\(\s*d\s*x\s*\)\)"),
    re.compile(rf"(?<![A-Za-z])d\s*{_INSIDE}\s*/\s*d\s*x\b"),
)
_RULE = re.compile(r"\b(?:quotient|chain|power|reciprocal) rule\s*:\s*(?=[-(\d]|e\s*\^)", re.I)


def with_rules(plain: str) -> str:
    """A line in which the formula after "quotient rule:" counts as the formula of the derivative that is asked for."""
    return _RULE.sub(f" {TARGET} = ", plain)


def with_primes(plain: str) -> str:
    """A line in which a bracket with a prime, as in "(1 + e^-x)'", or one in "d(1 + e^-x)/dx", becomes the derivative of its contents."""
    for pattern in _BRACKETS:
        plain = pattern.sub(rf" {PRIMED} \1 ", plain)
    at = len(plain)
    while (at := max(plain.rfind(")'", 0, at), plain.rfind("]'", 0, at))) >= 0:
        start = _opening(plain, at)
        if start >= 0 and not plain[start - 1 : start].isalpha():
            plain = f"{plain[:start]} {PRIMED} {plain[start : at + 1]} {plain[at + 2 :]}"
    return plain


def _opening(text: str, end: int) -> int:
    """Where the bracket that ends at a position starts; -1 if there is none."""
    depth = 0
    for at in range(end, -1, -1):
        depth += (text[at] in ")]") - (text[at] in "([")
        if depth == 0:
            return at
    return -1


def with_target(plain: str, spelled: str, case: re.RegexFlag, symbolic: bool) -> str:
    """A line with ``TARGET`` and a sign of equality in place of a spelling, or ``UNKNOWN`` if it is part of an expression.

    Args:
        spelled: A pattern of its spelling.
        symbolic: Whether it is a symbol, which can be multiplied, and no words.
    """

    def marked(match: re.Match[str]) -> str:
        before, after = plain[: match.start()], plain[match.end() :]
        said = plain[match.end("name") : match.end()].strip()
        if symbolic and not said and _is_factor(before, after):
            return f" {UNKNOWN} "
        return f" {TARGET} = "

    argument = rf"(?:{_ARGUMENT.pattern})?" if symbolic else ""
    return re.sub(rf"(?P<name>{spelled}){argument}{_SAYS}", marked, plain, flags=case)


def _is_factor(before: str, after: str) -> bool:
    """Whether a symbol between two texts is part of a larger expression."""
    before, after = before.rstrip(), after.lstrip()
    while before.endswith("(") and after.startswith(")"):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    return _goes_on(after) or _led_to(before)


def _goes_on(after: str) -> bool:
    """Whether a text continues an expression that begins before it."""
    if after[:1] in {"*", "/", "^"}:
        return True
    rest = after[: stop.start()] if (stop := _ENDS.search(after)) else after
    if after[:1] in {"+", "-"}:
        return "=" in rest and bool(re.match(r"[+-]\s*(?:[\d(]|[A-Za-z]{1,2}(?![A-Za-z]))", after))
    inside = _bracket(after)
    return bool(inside) and _is_maths(inside) and "=" in rest[len(inside) :]


def _led_to(before: str) -> bool:
    """Whether a text ends within an expression, or with a factor."""
    if _LISTED.search(before):
        return False
    if before[-1:].isdigit():
        return not re.search(r"[A-Za-z_.]\s?\d+$|(?:^|\n)\s*\d+$", before)
    if before[-1:] in {"+", "-", "*", "/"}:
        operand = before[:-1].rstrip()
        return bool(re.search(r"[\d)]$|(?<![A-Za-z])[A-Za-z]$", operand))
    if not before.endswith(")"):
        return False
    inside = _bracket(before[::-1].translate(str.maketrans("()", ")(")))[::-1].translate(str.maketrans("()", ")("))
    return bool(re.search(r"[-+*/^\d]", inside)) and _is_maths(inside)


def _bracket(text: str) -> str:
    """The bracket at the start of a text; "" if there is none."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return text[: at + 1] if at else ""
    return ""


def _is_maths(text: str) -> bool:
    return all(word in _MATHS for word in _WORD.findall(text))
