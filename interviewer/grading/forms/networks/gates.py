"""Units that are gates of other units, in the words that programmers use: "y = (h1 or h2) and not h3"."""

from __future__ import annotations

import re

_DEFINITION = re.compile(
    r"(?P<name>(?<![\w.'])[A-Za-z]{1,6}_?\d?)\s*(?::?=|:(?=\s))\s*(?P<right>[^=;,.\n<>+*/]{3,80}?)"
    r"(?=\s*(?:[;,.\n]|$|\band\s+[a-z]\w{0,3}\s*=|\b(?:where|with|then|while|which|so|is)\b))"
)
_GATE_DEFINED = re.compile(
    r"\b(OR|AND|NAND|NOR)\s*(?:neuron|unit|gate)?\s*[:=]\s*(?:\w+\s*\()?\s*[-\d.*\s(]*[a-zA-Z]\w?\s*[-+*\d]"
)
_GATES_COMBINED = re.compile(r"\b(OR|AND|NAND|NOR)\s*[-+−]\s*(?:\d+\s*\*?\s*)?(OR|AND|NAND|NOR)\b")
_UNIT_NAMES = {"OR": "hr", "NOR": "hnr", "AND": "hnd", "NAND": "hnnd"}
"""Names of the same length for units that are called by their gates."""
_TOKEN = re.compile(r"\s*(?:([A-Za-z]\w{0,3})(?!\w)|([()]))")
_OPERATORS = (
    (re.compile(r"(?<=[\w)])\s*&&\s*(?=[\w(!~¬])|(?<=[A-Za-z)\d])\s+&\s+(?=[A-Za-z(!~¬])|\s*(?:∧|\\land(?![A-Za-z])|\\wedge(?![A-Za-z]))\s*"), "and"),
    (re.compile(r"(?<=[\w)])\s+\|\|\s+(?=[A-Za-z(!~¬])|(?<=[\w)])\|\|(?=[A-Za-z(!~¬])|"
                r"(?<=[A-Za-z)\d])\s+\|\s+(?=[A-Za-z(!~¬])|\s*(?:∨|\\lor(?![A-Za-z])|\\vee(?![A-Za-z]))\s*"), "or"),
)  # fmt: skip
_NEGATION = re.compile(r"(?:[!~¬]|\\(?:neg|lnot)(?![A-Za-z])\s*)(?=[A-Za-z(])")
_UNIT = re.compile(r"[A-Za-z]{1,3}\d|[A-Za-z]")
_BINDING = (("or", "nor"), ("and", "nand"))
"""The gates, from the lowest precedence."""
MOST_TOKENS_OF_A_UNIT = 2
"""A unit and perhaps "not" before it."""
MAX_DEPTH = 8
"""How deep brackets are opened."""


def in_words(line: str) -> str:
    """A line with the signs that C and logic have for gates between units replaced by words."""
    for sign, word in _OPERATORS:
        line = sign.sub(f" {word} ", line)
    return _NEGATION.sub("not ", line)


def with_gates_as_units(text: str) -> str:
    """A text whose gates are units with small letters, if it calculates with them: "OR: x1 + x2 > 0.5, output: OR - AND > 0.5".

    Its length stays the same.
    """
    defined = {match[1] for match in _GATE_DEFINED.finditer(text)}
    combined = _GATES_COMBINED.search(text)
    if combined is None or not set(combined.groups()) <= defined:
        return text
    return re.sub(rf"\b(?:{'|'.join(sorted(defined))})\b", lambda match: _UNIT_NAMES[match[0]], text)


def with_gates(line: str) -> str:
    """A line in which units that are gates of units have their formula as functions: ``y = OR(h1, AND(h2, NOT(h3)))``."""

    def rewritten(match: re.Match[str]) -> str:
        gates = _gates(match["right"])
        return match[0] if gates is None else f"{match['name']} = {gates}"

    return _DEFINITION.sub(rewritten, line)


def _gates(text: str) -> str | None:
    """A formula of gates as functions; None if it is anything else, or has no gate."""
    tokens: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        tokens.append(token[1] or token[2])
        at = token.end()
    read = _Reader(tokens)
    formula = read.level(0)
    return formula if formula and read.at == len(tokens) and read.gates else None


class _Reader:
    """Reads a formula of gates, one token after the other. A level that cannot be read is "".

    Attributes:
        at: The place of the next token.
        gates: How many gates were read.
    """

    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self.at, self.gates, self._depth = tokens, 0, 0, 0

    def level(self, level: int) -> str:
        """The formula from the next token on, with the gates of this level and of those that bind more."""
        if level == len(_BINDING):
            return self._unit()
        start = self.at
        left = self.level(level + 1)
        while left and (gate := self._next().lower()) in _BINDING[level]:
            joined = self.at - start > MOST_TOKENS_OF_A_UNIT
            self.at += 1
            start = self.at
            right = self.level(level + 1)
            # "a or b and not c": most people mean "(a or b) and not c", and programmers do not
            unclear = (
                level == 0 and self.at - start > MOST_TOKENS_OF_A_UNIT and not joined and self._tokens[start] != "("
            )
            left = f"{gate.upper()}({left}, {right})" if right and not unclear else ""
            self.gates += 1
        return left

    def _unit(self) -> str:
        token = self._next()
        self.at += 1
        if token.lower() == "not":
            inner = self._unit()
            self.gates += 1
            return f"NOT({inner})" if inner else ""
        if token == "(" and self._depth < MAX_DEPTH:
            self._depth += 1
            inner = self.level(0)
            self._depth -= 1
            closed = self._next() == ")"
            self.at += 1
            return inner if closed else ""
        return token if _UNIT.fullmatch(token) else ""

    def _next(self) -> str:
        return self._tokens[self.at] if self.at < len(self._tokens) else ""
