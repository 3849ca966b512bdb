"""Splits the lines below a question into the rest of the question and its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.authoring.reading.page_links import leads_away
from knowledge.authoring.words.answer_titles import is_answer_label
from knowledge.authoring.words.answer_words import ANSWER_WORDS
from knowledge.authoring.words.asking import plain, without_pictures
from knowledge.authoring.words.emphasis import with_emphasis_opened
from knowledge.authoring.words.levels import difficulty_of, is_level_line
from knowledge.text.alternatives import any_of, shared, table

_FENCE = re.compile(r"^[ \t]*(?:>[ \t]*)?(```+(?!.*`)|~~~+)")
"""Opens or closes fenced code, also in a quotation."""
_WORDS = (
    r"(?:(?:short|sample|model|reference|expected|correct|possible|my|the|参考|標準|标准)\s*)?"
    rf"(?:a|{ANSWER_WORDS})"
)
_LABEL = table(
    (
        rf"^\s*(?:[-*+>]\s+)?(?:#{{1,6}}\s+)?(?P<sign>\*\*|__|\*|_)?\s*{_WORDS}\s*\d{{0,4}}\s*"
        + any_of(r"[:：.]\s*(?P=sign), (?P=sign)\s*[:：], [:：]")
        + r"\s*(?P<rest>.*)$",
        "Answer: Flour and water.",
    ),
    (
        rf"^\s*(?:[-*+>]\s+)?(?:\*\*|__|\*|_)\s*{_WORDS}\s*\d{{0,4}}\s*[:：]?\s*(?:\*\*|__|\*|_)\s*"
        "(?P<more>.*)$",
        "**Answer** Flour and water.",
    ),
    (rf"^\s*#{{1,6}}\s+{_WORDS}\s*\d{{0,4}}\s*#*\s*$", "## Answer"),
    (rf"^\s*{_WORDS}\s*\d{{1,4}}\s*(?:[.)]\s+|[．。、）]\s*)(?P<numbered>.*)$", "Solution 3) Flour and water."),
    (
        r"^\s*"
        + any_of(
            "answers?, ans, solutions?, 答案, 参考答案, 參考答案, 回答, 解答, 答え, ответ, решение, respuesta, antwort, "
            "réponse, resposta"
        )
        + r"\s*\d{0,4}\s*$",
        "Solutions",
    ),
    (r"^\s*(?-i:Ans)\s+(?P<spaced>[A-Z0-9].*)$", "Ans Flour and water."),
    (rf"^\s*(?:[-*+>]\s+)?{_WORDS}(?:[.、]\s+|[．]\s*)(?P<dotted>.*)$", "A. Flour and water."),
    (rf"^\s*\({_WORDS}\)\s*(?P<braced>.*)$", "(A) Flour and water."),
)
"""A label at the beginning of an answer, with what follows it on its line."""
_BARE_LABEL = re.compile(r"^\s*(?:\*\*|__|\*|_)?\s*A\s*[:.)]?\s*(?:\*\*|__|\*|_)?\s*$")
"""The letter A by itself, which labels the answer below it."""
_MARKS_BEFORE = re.compile(r"\s*(?:[-*+>]\s+)?(?:#{1,6}\s+)?(?:\*\*|__|\*|_)?")
"""The marks before a label; they stay when it goes."""
_OPENED = re.compile(r"<details[^>]*>", re.I)
"""Opens a fold."""
_FOLD_TAGS = re.compile(r"</?details\b", re.I)
"""Opens or closes a fold: they are counted, as folds may be nested."""
_INLINE = re.compile(r"^\s*(?:</?(?:b|strong|i|em|center|font|span|small)\b[^>]*>\s*)+$", re.I)
"""A line of nothing but tags for the look of a text."""
_TAGS = re.compile(r"</?(?:details|p|div|br|blockquote|dl|dd)\b[^>]*>", re.I)
"""Tags that only lay out a page; the answer is kept without them."""
_BROKEN = re.compile(r"(?<=\S)\s*(?:<br\s*/?>\s*)+(?=[^\s<])", re.I)
"""Breaks within a text: what follows them is on a line of its own."""
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)</summary>", re.I)
"""The words on a fold: a label for the answer goes, anything else is text."""
_RULE = re.compile(r"^\s*([-*_=])(?:\s*\1){2,}\s*$")
"""A line across the page, which is no part of an answer."""
_SHOWN_ABOVE = table(
    shared(
        r"\b",
        (any_of("output, print(?:s|ed)?, log(?:s|ged)?, following, below"), "What does the following print?"),
        ("this (?:code|program|function|query|snippet|network|model|loop)", "What does this snippet print?"),
        ("(?:is|are|be) the values? of", "What are the values of a and b?"),
        (
            any_of(
                "outcomes? of, make (?:this|it) work, evaluates? to, these, wrong with, bug, snippet, return(?:s|ed)?"
            ),
            "What is wrong with it?",
        ),
        after=r"\b",
    ),
    ("[:：]$", "Compare these two recipes:"),
    (any_of("输出, 下面, 以下, 如下, 这段, 代码"), "下面的代码"),
)
"""The question asks about something that is shown, so that code below it belongs to the question."""
_SECOND = re.compile(r"^\s*(?:[-*+]\s+)?(?:\*\*)?\(?B[.:)]")
"""The second of several choices."""
_OPTION = re.compile(r"^\s*(?:[-*+]\s+)?(?:\*\*)?\(?(?:[A-Ea-e]|(?![\x00-\x7f])[^\W\d_])[.):](?:\*\*)?\s")
"""One of several choices, which belong to the question, too."""


@dataclass(frozen=True)
class Body:
    """The lines below a question.

    Attributes:
        more: The lines that belong to the question: code, options, pictures.
        answer: The answer without labels and folds.
        passed: Links to the top, a line with the difficulty: line numbers, counted from the body's first, and their text.
        labelled: Whether a label or a fold shows where the answer begins.
        difficulty: 1 to 5 if the first line says it, as in "Difficulty: hard"; otherwise 0.
    """

    more: str
    answer: str
    passed: tuple[tuple[int, str], ...] = ()
    labelled: bool = False
    difficulty: int = 0


def split_body(question: str, lines: list[str], labelled_only: bool = False) -> Body:
    """Split the lines below a question.

    An answer label or a fold shows where the answer begins. Without one, everything is the answer, except code right below a
    question that refers to it.

    Args:
        labelled_only: Accept an answer only if a label or a fold shows it.
    """
    inside = fenced(lines)
    first = next((n for n, t in enumerate(lines) if t.strip()), None)
    level = first is not None and not inside[first] and is_level_line(lines[first])
    passed = [(n, t) for n, t in enumerate(lines) if not inside[n] and ((level and n == first) or leads_away(t))]
    dropped = {n for n, _ in passed} | {n for n, t in enumerate(lines) if not inside[n] and _RULE.match(t)}
    options = [t for t in lines if _OPTION.match(t)]
    choices = any(not t.isascii() for t in options[1:2]) or any(_SECOND.match(t) for t in lines)
    at = next((n for n, t in enumerate(lines) if not inside[n] and _begins_answer(t, lines[:n], choices)), None)
    if at is not None:
        end = next((n for n in range(at + 1, len(lines)) if not lines[n].strip()), len(lines))
        below = "\n".join(lines[at + 1 : end])
        before, after = lines[:at], [without_label(lines[at], below), *lines[at + 1 :]]
        if _OPENED.search(lines[at]):
            # inside a fold the label may occur once more, above the answer
            again = next((n for n, t in enumerate(after) if t.strip() and not _is_only_tags(t)), None)
            if again is not None and not inside[at + again]:
                after[again] = without_label(after[again])
    elif labelled_only:
        before, after = lines, []
    else:
        cut = _belongs_to_question(question, lines)
        before, after = lines[:cut], lines[cut:]
    start = len(before)
    before = [
        t if inside[n] else _without_folds(t)
        for n, t in enumerate(before)
        if n not in dropped and (inside[n] or not _is_only_tags(t))
    ]
    after = [
        t if inside[start + n] else _without_folds(t)
        for n, t in enumerate(after)
        if start + n not in dropped and (inside[start + n] or not _is_only_tags(t))
    ]
    difficulty = difficulty_of(lines[first]) if level and first is not None else 0
    return Body(dedented(before), dedented(after), tuple(passed), at is not None, difficulty)


def begins_with_label(line: str) -> bool:
    """Whether a line begins with a known label for an answer."""
    line = _without_picture(line)
    return bool(_LABEL.match(line) or _BARE_LABEL.match(line))


def _without_picture(line: str) -> str:
    """A line without emoji before its first word, whatever marks it as a heading or as bold."""
    lead = _MARKS_BEFORE.match(line)
    assert lead is not None  # it can be empty
    return lead[0] + without_pictures(line[lead.end() :])


def dedented(lines: list[str]) -> str:
    """The lines without their common indent and without blank lines at the ends.

    The first line may be at the margin, because it was cut off after a mark.
    """
    spread = [line.expandtabs(4).rstrip() for line in lines]
    while spread and not spread[0]:
        spread.pop(0)
    rest = [len(line) - len(line.lstrip()) for line in spread[1:] if line]
    first = len(spread[0]) - len(spread[0].lstrip()) if spread else 0
    margin = min(rest, default=first)
    head = [spread[0][min(first, margin) :] if first >= margin else spread[0].lstrip()] if spread else []
    return "\n".join([*head, *(line[margin:] for line in spread[1:])]).strip("\n ")


def _begins_answer(line: str, before: list[str], choices: bool) -> bool:
    if choices and _OPTION.match(line):
        return False
    if begins_with_label(line):
        return True
    if not _OPENED.search(line):
        return False
    # a fold after prose is a continuation of the answer
    return not any(_is_prose(text) for text in _outside_fences(before))


def _is_prose(line: str) -> bool:
    words = plain(re.sub(r"!\[[^\]]*\]\([^)]*\)", "", line))
    return len(words.split()) >= 4 and not _OPTION.match(line) and not words.endswith(("?", "？"))


def _belongs_to_question(question: str, lines: list[str]) -> int:
    filled = [n for n, line in enumerate(lines) if line.strip()]
    if not filled:
        return 0
    at = filled[0]
    fence = _FENCE.match(lines[at])
    if fence and _SHOWN_ABOVE.search(plain(question)):
        close = next((n for n in filled[1:] if lines[n].strip().startswith(fence[1])), filled[-1])
        return close + 1
    return 0


def without_label(line: str, below: str = "") -> str:
    """A line without the answer label that it begins with.

    Args:
        below: The rest of its paragraph, where the emphasis of the line may close.
    """
    bare = _without_picture(line)
    match = _LABEL.match(bare)
    if match:
        said = next(
            (match[name] for name in ("rest", "more", "numbered", "spaced", "dotted", "braced") if match[name]), ""
        )
        return with_emphasis_opened(match["sign"] or "", bare[: len(bare) - len(said)], said, below)
    return "" if _BARE_LABEL.match(bare) else line


def _without_folds(line: str) -> str:
    if "<" not in line:
        return line
    line = _SUMMARY.sub(lambda m: "" if is_answer_label(m[1]) else plain(m[1]), line)
    return _TAGS.sub("", _BROKEN.sub("\n", line)) if _TAGS.search(line) else line


def _is_only_tags(line: str) -> bool:
    return bool(_INLINE.match(line)) or (
        bool(_TAGS.search(line) or _SUMMARY.search(line)) and not _INLINE.sub("", _without_folds(line)).strip()
    )


def fenced(lines: list[str], named_close: bool = True) -> list[bool]:
    """Which lines are fenced code, including the fences.

    Args:
        named_close: Whether a fence with the name of a language closes an open one. It does not in Markdown, but where the fence
            that closes was forgotten, the text after it would be code.
    """
    inside: list[bool] = []
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        inside.append(bool(fence) or bool(match))
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and (named_close or not line[match.end() :].strip()):
            fence = ""
    return inside


def within_answer_folds(lines: Sequence[str]) -> list[bool]:
    """Which lines are inside a fold that hides an answer: its summary is an answer label, or missing.

    A fold that is not closed before the next one opens hides nothing; otherwise the questions below it would be lost.
    """
    found = [False] * len(lines)
    opened: int | None = None
    for n, (line, code) in enumerate(zip(lines, fenced(list(lines)), strict=True)):
        for tag in [] if code else _FOLD_TAGS.findall(line):
            if not tag.startswith("</"):
                summary = _SUMMARY.search("\n".join(lines[n : n + 3]))
                opened = n if summary is None or is_answer_label(summary[1]) else None
            elif opened is not None:
                found[opened + 1 : n + 1] = [True] * (n - opened)
                opened = None
    return found


def _outside_fences(lines: list[str]) -> list[str]:
    return [line for line, fenced in zip(lines, fenced(lines), strict=True) if not fenced]
