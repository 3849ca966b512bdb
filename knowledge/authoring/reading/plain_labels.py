"""Rewrites the lines of a list, line for line, without what only leads somewhere, and with each label on its question's line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

from knowledge.authoring.reading.answers import begins_with_label, fenced
from knowledge.authoring.reading.plain_lines import without_definition_mark
from knowledge.authoring.words.answer_titles import is_answer_label
from knowledge.authoring.words.asking import read_asked
from knowledge.authoring.words.question_words import LABELS
from knowledge.text.alternatives import table
from knowledge.text.marks import TAG

_HEADING = re.compile(r"^(?P<lead>\s{0,3}(?:(?:[-*+]|\d{1,6}[.)])\s+)?#{1,6}\s+)(?P<text>.*\S)\s*$")
"""A heading, also in an item, with its words."""
_GLUED = re.compile(r"(?:(?<=[^\s#])#{2,6}|(?<=[?？؟.!。:])#)$")
"""Signs that close a heading without a space before them; one after a letter is a name, as in "C#"."""
_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]{0,100}\}\s*$")
"""Attributes of a heading, such as "{#top}", which nobody reads."""
_TO_TOP = re.compile(
    r"\s*\[(?:\[[^\[\]\w]{0,9}\]|[^\[\]\w]{0,9})\]\(#[^()\s]*\)\s*|\s*<a\b[^<>]*\bhref\s*=\s*[\"']#[^<>]*>\W*</a>\s*",
    re.I,
)
"""A link into the list that is an arrow rather than words."""
_ANCHOR = re.compile(
    r"<a\s+(?:name|id)\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>]+)\s*(?:/>|>(?P<text>(?:(?!</?a\b).)*)</a>|>)", re.I
)
"""A place that links lead to: of it only its words are seen."""
_LINKED = re.compile(
    r"<a\b[^<>]*\bhref\s*=\s*(?P<q>[\"'])(?P<to>[^\"'<>\s]*)(?P=q)[^<>]*>(?P<text>(?:(?!</?a\b).)*)</a>", re.I
)
"""A link in HTML, with its address and its words."""
_INLINE = re.compile(
    r"<(?P<tag>b|strong|i|em|u|font|span|big|small|center)\b[^<>]*>(?P<text>(?:(?!</?(?P=tag)\b).)*)</(?P=tag)>", re.I
)
"""Tags for the look of a text, with the text."""
_ALONE = table(
    (
        rf"^\s{{0,3}}(?P<heading>#{{1,6}}\s+)?(?P<sign>\*\*|__|\*|_)?(?P<label>(?:{LABELS})\s*[.#№]?\s*"
        r"(?P<n>\d{0,4}))\s*(?P<end>[.):：]*)(?(sign)(?P=sign))\s*(?P<after>[:：]?)\s*$",
        "**Question 3**:",
    ),
)
"""A label for a question on a line of its own; the question is on the next."""
_NEAR = 8
"""How far from its line a word can be put: among the lines of an HTML heading, or from a label to its question."""
_OTHER = re.compile(r"^\s*(?:#{1,6}\s|!\[|```|~~~|\||<|[-*_=]{3,}\s*$|[-*+]\s|\d{1,6}[.)]\s)")
"""What a label is not put before: headings, pictures, code, tables, tags, rules and items."""


def with_plain_labels(text: str) -> str:
    """The text without anchors, arrows to the top and closing signs, and with "Question 1" on the line of its question."""
    lines = text.split("\n")
    inside = fenced(lines)
    for n in (n for n in range(len(lines)) if not inside[n]):
        if heading := _HEADING.match(lines[n]):
            lines[n] = heading["lead"] + _plain_title(heading["text"])
        elif lines[n].lstrip().startswith(":"):
            lines[n] = without_definition_mark(lines[n])
        elif "<a" in lines[n] or "<A" in lines[n]:
            lines[n] = _outside_code(lines[n], _without_anchor)
    _join_labels(lines, inside)
    return "\n".join(lines)


def _plain_title(text: str) -> str:
    text = _outside_code(_GLUED.sub("", text), _without_tags)
    return _ATTRIBUTES.sub("", _TO_TOP.sub(" ", text)).strip() or text


def _without_tags(text: str) -> str:
    text = _LINKED.sub(_as_link, _without_anchor(_TO_TOP.sub(" ", text) if "<" in text else text))
    return _INLINE.sub(lambda m: m["text"], text)


def _without_anchor(text: str) -> str:
    return _ANCHOR.sub(lambda m: m["text"] or "", text)


def _as_link(match: re.Match[str]) -> str:
    return match["text"] if match["to"].startswith("#") else f"[{match['text']}]({match['to']})"


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    return "".join(piece if n % 2 else change(piece) for n, piece in enumerate(re.split(r"(`[^`]*`)", text)))


def _join_labels(lines: list[str], inside: Sequence[bool]) -> None:
    """Put labels that are alone on their line before the words below them, in place."""
    for n, line in enumerate(lines):
        label = None if inside[n] else _ALONE.match(line)
        if not label or not (label["n"] or label["end"] or label["after"] or label["heading"] or label["sign"]):
            continue
        at = next((m for m in range(n + 1, min(n + 4, len(lines))) if lines[m].strip()), None)
        if at is None or inside[at] or _OTHER.match(lines[at]) or _ALONE.match(lines[at]):
            continue
        said = lines[at].strip()
        if begins_with_label(said) or is_answer_label(said):
            continue
        lines[n] = ""
        if not read_asked(said).labelled:
            lines[at] = f"{(label['heading'] or '').lstrip()}{label['label'].strip()}: {said}"


def words_left_out(written: Sequence[str], plain: Sequence[str]) -> list[int]:
    """Numbers of lines, from 1, whose words are not all in the rewritten line or in one near it."""
    found = []
    for n, line in enumerate(written):
        if (n < len(plain) and line == plain[n]) or _ALONE.match(line):
            continue
        near = set(_words(" ".join(plain[max(0, n - _NEAR) : n + _NEAR])))
        if any(word not in near for word in _words(line)):
            found.append(n + 1)
    return found


def lines_moved(written: Sequence[str], plain: Sequence[str]) -> dict[int, int]:
    """Lines, from 1, whose words were put on a line above them, as those of an HTML heading are, and that line."""
    moved: dict[int, int] = {}
    host = 0
    for n, (line, now) in enumerate(zip(written, plain, strict=False), start=1):
        if now.strip():
            host = n
        elif host and _words(line):
            moved[n] = host
    return moved


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unescape(TAG.sub(" ", text)).casefold())
