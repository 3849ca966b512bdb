"""Formulas parsed from plain notation within limits, by recursive descent; nothing here calls ``eval``."""

from __future__ import annotations

import re

from interviewer.grading.forms.maths.formula import CONSTANTS, DERIVE, FUNCTIONS, FormulaError, Node

MAX_SOURCE = 400
"""Longest formula, in characters; those in the bank have at most 120."""
DERIVED, PRIMED = "DERIVED", "PRIMED"
"""The signs of a derivative by ``x`` in plain notation, before what it is taken of; the second before a single bracket."""
MAX_NODES, MAX_DEPTH = 200, 40
"""Size of the largest tree. Both keep the recursion far from Python's own limit."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w.]*\.\d))"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*'*)|(?P<op><=|>=|==|[-+*/^(),\[\]<>]))"
)


def parse_formula(text: str, names: frozenset[str] = frozenset(), derives_all: bool = False) -> Node:
    """The tree of a formula in plain notation, such as ``2*x^2 - log(4)``; a product needs no sign.

    Args:
        names: Variables that can occur. Any other word is read as a product of them if possible.
        derives_all: Whether a derivative is that of all factors behind it, and not only of the next one.

    Raises:
        FormulaError: It is too long, or cannot be read.
    """
    if len(text) > MAX_SOURCE:
        raise FormulaError(f"a formula of {len(text):,} characters; at most {MAX_SOURCE} are read")
    return _Parser(_tokens(text, names), derives_all).whole()


def _tokens(text: str, names: frozenset[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.end() == at:
            raise FormulaError(f"cannot be read at {text[at : at + 12]!r}")
        at = match.end()
        if match["name"]:
            found += _known(match["name"], names)
        elif match["number"]:
            found.append(("number", match["number"]))
        else:
            found.append(("op", match["op"]))
        if len(found) > MAX_NODES:
            raise FormulaError(f"has more than {MAX_NODES} parts")
    return found


def _known(word: str, names: frozenset[str]) -> list[tuple[str, str]]:
    """A word read as a function, a variable, or a product of variables, trying the longest first."""
    if word in names:
        return [("name", word)]
    if word in FUNCTIONS:
        return [("function", word)]
    if word in CONSTANTS:
        return [("name", word)]
    if word in {DERIVED, PRIMED}:
        return [("derived", word)]
    out: list[tuple[str, str]] = []
    rest = word
    while rest:
        digits = re.match(r"\d+", rest)
        known = next((n for n in sorted((*names, *FUNCTIONS), key=len, reverse=True) if rest.startswith(n)), "")
        if known:
            out.append(("function" if known in FUNCTIONS and known not in names else "name", known))
            rest = rest[len(known) :]
        elif digits and out and out[-1][0] == "function":
            out.append(("number", digits[0]))
            rest = rest[digits.end() :]
        else:
            raise FormulaError(f"has the unknown name {word[:20]!r}")
    return out


class _Parser:
    """A parser by recursive descent over tokens."""

    def __init__(self, tokens: list[tuple[str, str]], derives_all: bool) -> None:
        self._tokens = tokens
        self._derives_all = derives_all
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._comparison()
        if self._at < len(self._tokens):
            raise FormulaError(f"cannot be read at {self._tokens[self._at][1]!r}")
        return node

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self, *ops: str) -> str:
        kind, text = self._peek()
        if kind == "op" and text in ops:
            self._at += 1
            return text
        return ""

    def _expect(self, op: str) -> None:
        if not self._take(op):
            raise FormulaError(f"{op!r} is missing")

    def _comparison(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FormulaError(f"is nested more than {MAX_DEPTH} deep")
        node = self._sum()
        if op := self._take("<", ">", "<=", ">=", "=="):
            node = Node(op, (node, self._sum()))
        self._depth -= 1
        return node

    def _sum(self) -> Node:
        node = self._term()
        while op := self._take("+", "-"):
            node = Node(op, (node, self._term()))
        return node

    def _term(self) -> Node:
        node = self._factor()
        while True:
            kind, text = self._peek()
            if op := self._take("*", "/"):
                node = Node(op, (node, self._factor()))
            elif kind in {"name", "function", "derived"} or (kind == "op" and text in "(["):
                node = Node("*", (node, self._factor()))
            else:
                return node

    def _factor(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FormulaError(f"is nested more than {MAX_DEPTH} deep")
        if self._take("-"):
            node = Node("neg", (self._factor(),))
        elif self._take("+"):
            node = self._factor()
        else:
            node = self._atom()
            if self._take("^"):
                node = Node("^", (node, self._factor()))
        self._depth -= 1
        return node

    def _atom(self) -> Node:
        kind, text = self._peek()
        if kind == "end":
            raise FormulaError("ends too early")
        self._at += 1
        if kind == "number":
            return Node("number", value=float(text))
        if kind == "name":
            return Node("name", name=text)
        if kind == "function":
            return self._call(text)
        if kind == "derived":
            return Node(DERIVE, (self._derived(text),))
        if text in "([":
            node = self._comparison()
            self._expect(")" if text == "(" else "]")
            return node
        raise FormulaError(f"cannot be read at {text!r}")

    def _derived(self, sign: str) -> Node:
        if sign == PRIMED:
            return self._atom()
        return self._term() if self._derives_all else self._factor()

    def _call(self, name: str) -> Node:
        power = Node("number", value=float(self._number())) if self._take("^") else None
        if self._take("("):
            args = [self._comparison()]
            while self._take(","):
                args.append(self._comparison())
            self._expect(")")
        else:
            args = [self._factor()]
        node = Node(name, tuple(args))
        return Node("^", (node, power)) if power else node

    def _number(self) -> str:
        kind, text = self._peek()
        if kind != "number":
            raise FormulaError("a power of a function must be a number")
        self._at += 1
        return text
