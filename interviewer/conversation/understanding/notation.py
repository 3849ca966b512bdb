"""The notation that phrasings are written in, compiled to regular expressions.

A template is a line of lower-case words with four kinds of marks, each with spaces around it:

==================  ==================================================================
``[please]``        may be left out; ``[a|b]`` is either or neither
``(a|b)``           one of these
``<it>``            any phrase of the slot ``it``
``...``             any words, or none
==================  ==================================================================

A ``?`` at the end of a template requires one at the end of the message. ``'`` matches a straight apostrophe, a curly one
or none, and a comma is allowed between any two words. So ``[please] skip <it>`` matches "please, skip it" and "Skip
that".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_TOKEN = re.compile(r"\.\.\.|[\[\](|)]|<[^<>\s]*>|[^\s\[\](|)<>]+|[<>]")
"""A mark or a word of a template."""
_WORD = re.compile(r"/?[a-z0-9]+(?:['-][a-z0-9]+)*")
"""A word as a template may have it."""
_CLOSING = {"[": "]", "(": ")"}
_GAP = r"[\s,]{0,9}+(?<!\w)"
"""Goes before a word. The look-behind makes it a whole word, and works at the start of a text and before a slash too.

Bounded and possessive, so that a text of only spaces or commas is read in linear time."""
_ANYTHING = r"(?![\w'’]).*?"

PatternParts = tuple[str, ...]
"""A pattern in pieces, to be joined."""


class NotationError(ValueError):
    """A template that cannot be read; the message says which one, and what is wrong with it."""


def build_slots(slots: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The pattern of each slot, built from its templates. A slot can use the slots before it.

    Raises:
        NotationError: As in :func:`build_pattern`; it names the slot.
    """
    patterns: dict[str, str] = {}
    for name, templates in slots.items():
        try:
            patterns[name] = build_pattern(templates, patterns)
        except NotationError as error:
            raise NotationError(f"slot <{name}>: {error}") from error
    return patterns


def build_pattern(templates: Sequence[str], slots: Mapping[str, str]) -> str:
    """A regular expression, in one group, for any one of the templates.

    Match it with ``re.IGNORECASE``. It is not anchored at either end. It begins at a word boundary, but the caller has to
    check that the last word is whole.

    Args:
        templates: At least one, in the notation above.
        slots: The pattern of each ``<name>``, from :func:`build_slots`.

    Raises:
        NotationError: There is no template, one is empty or can match nothing at all, a bracket is not closed or
            touches a word, a slot is unknown, or a word has characters that the notation does not allow.
    """
    if not templates:
        raise NotationError("there are no templates to build a pattern from; give at least one")
    return _one_of([_Template(template, slots).build() for template in templates])


def _one_of(choices: Sequence[PatternParts]) -> str:
    """Alternatives, with any shared beginning written only once.

    Otherwise a slot at the start of every line is compiled once per line, and the whole table takes a second.
    """
    tails: dict[str, list[PatternParts]] = {}
    for first, *rest in filter(None, choices):
        tails.setdefault(first, []).append(tuple(rest))
    patterns = [first + (_one_of(rest) if any(rest) else "") for first, rest in tails.items()]
    return f"(?:{'|'.join(patterns)}){'' if all(choices) else '?'}"


class _Template:
    """Reads one template from left to right.

    Args:
        text: The template.
        slots: The patterns of the slots.
    """

    def __init__(self, text: str, slots: Mapping[str, str]) -> None:
        self.text, self.slots = text, slots
        body = text.removesuffix("?")
        self.asks = body != text
        self.tokens = _TOKEN.findall(body)
        self.at = 0
        self._check_spaces(body)

    def build(self) -> PatternParts:
        parts, optional = self._sequence()
        if self.at < len(self.tokens):
            raise self._error(f"{self.tokens[self.at]!r} closes or divides nothing")
        if optional:
            raise self._error("it can match nothing at all; make one word required")
        return (*parts, r"(?=[\s.!…]*\?)") if self.asks else parts

    def _sequence(self) -> tuple[PatternParts, bool]:
        """A run of items up to the mark that ends it, and whether all of it is optional."""
        parts: list[str] = []
        optional = True
        while self.at < len(self.tokens) and self.tokens[self.at] not in {"]", ")", "|"}:
            item, may_go = self._item()
            parts += item
            optional = optional and may_go
        return tuple(parts), optional

    def _item(self) -> tuple[PatternParts, bool]:
        token = self.tokens[self.at]
        self.at += 1
        if token in _CLOSING:
            return self._group(token)
        if token == "...":
            return (_ANYTHING,), True
        if token.startswith("<"):
            return (self._slot(token),), False
        if not _WORD.fullmatch(token):
            raise self._error(f"{token!r} is not a word; words are lower case, with only ' or - inside and / in front")
        return (_GAP, re.escape(token).replace("'", "['’]?")), False

    def _group(self, mark: str) -> tuple[PatternParts, bool]:
        choices = []
        while True:
            choice, optional = self._sequence()
            if optional:
                raise self._error(f"a choice in {mark}{_CLOSING[mark]} is empty or can match nothing")
            choices.append(choice)
            if self.at == len(self.tokens):
                raise self._error(f"{mark!r} is never closed")
            token = self.tokens[self.at]
            self.at += 1
            if token == _CLOSING[mark]:
                return (_one_of(choices) + ("?" if mark == "[" else ""),), mark == "["
            if token != "|":
                raise self._error(f"{mark!r} is closed by {token!r}")

    def _slot(self, token: str) -> str:
        if token[1:-1] not in self.slots:
            raise self._error(f"there is no slot {token} here; a slot is defined before it is used")
        return self.slots[token[1:-1]]

    def _check_spaces(self, body: str) -> None:
        # "hint[s]" reads as if it were one word, but items are matched as whole words
        if glued := re.search(r"[^\s\[(|<][\[(<]|[\])>][^\s\])|>]|\.\.\.[^\s\])|]|[^\s\[(|.]\.\.\.", body):
            raise self._error(f"a mark touches a word at {glued.group()!r}; put a space between them")

    def _error(self, what: str) -> NotationError:
        return NotationError(f"template {self.text!r}: {what}")
