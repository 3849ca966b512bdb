"""Finds how a list labels its answers, in any language, and rewrites those labels in English for the other readers.

No list of words covers every language, so labels are recognised by where they are: a short line that recurs right below the
questions, before each answer, or the words on the fold that hides each answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from knowledge.authoring.reading.answers import begins_with_label, fenced
from knowledge.authoring.words.answer_titles import is_answer_label
from knowledge.authoring.words.asking import plain, read_asked, worth
from knowledge.authoring.words.levels import difficulty_of

LABEL = "Answer"
"""An answer label that every reader here knows; it is removed from the answer, so nobody sees it."""
_FEWEST = 3
"""How often a label must occur at least."""
_SHARE = 0.6
"""Share of the questions that must have it before their answer. A remark such as "Example:" comes before only a few."""
_FOLDED = 0.3
"""The same for a fold. It is lower because numbered lines in the answers count as questions here."""
_LONGEST = 30
"""Longest label, in characters. By hand: a longer text says something."""
_SUMMARY = re.compile(r"(<summary[^>]*>)(.*?)(</summary>)", re.I)
"""The words on a fold, which may be the list's label for an answer."""
_MARKED = re.compile(
    r"^(?P<lead>\s*(?:[-*+>]\s+)?(?:#{1,6}\s+)?)(?P<sign>\*\*|__|\*|_)?"
    rf"(?P<label>[^\W\d_][^:：<>`*_#?？؟|]{{1,{_LONGEST - 1}}}?)\s*"
    r"(?P<end>[:：]\s*(?P=sign)|(?P=sign)\s*[:：]|[:：])\s*(?P<rest>.*)$"
)
"""A short text with a colon at the beginning of a line, as labels are, in any language."""
_TITLE = re.compile(
    r"^(?P<lead>\s*(?:#{1,6}\s+|(?=(?:\*\*|__)\S)))(?P<sign>\*\*|__)?"
    rf"(?P<label>[^\W\d_][^:：<>`*_#?？؟|]{{1,{_LONGEST - 1}}}?)(?P<end>(?P=sign)|)\s*$"
)
"""A heading or a bold line that may be the label for an answer."""
_BETWEEN = re.compile(
    r"^\s*(?:</?(?:details|summary|p|div|br|b|blockquote)\b.*|[-*_=]{3,}|!\[.*|(?:[-*+]\s+)?(?:\*\*)?\(?\w[.):].*)?\s*$",
    re.I,
)
"""Lines that can come between a question and its label: blank lines, tags, rules, pictures, choices."""


def with_known_labels(text: str) -> str:
    """The text, line for line, with ``Answer`` instead of the answer labels that its structure reveals."""
    lines = text.split("\n")
    inside = fenced(lines)
    asked = [n for n, line in enumerate(lines) if not inside[n] and _asks(line)]
    folds = _recurring_folds(lines, inside, len(asked))
    known = _recurring_labels(lines, inside, asked, folds)
    if not folds and not known:
        return text
    for n, line in enumerate(lines):
        if inside[n]:
            continue
        fold = _SUMMARY.search(line)
        if fold and _key(fold[2]) in folds:
            lines[n] = f"{line[: fold.start()]}{fold[1]}{LABEL}{fold[3]}{line[fold.end() :]}"
            continue
        match = _label_of(line)
        if match and _key(match["label"]) in known:
            rest = match.groupdict().get("rest")
            sign = match["sign"] or ""
            # emphasis that goes on after the label closes at the end of the answer
            closed = sign if sign in match["end"] else ""
            lines[n] = f"{match['lead']}{sign}{LABEL}:{closed}" + (f" {rest}" if rest else "")
    return "\n".join(lines)


def _asks(line: str) -> bool:
    asked = read_asked(re.sub(r"^\s*(?:[-*+]\s+)?(?:#{1,6}\s+)?(?:<summary[^>]*>)?", "", line))
    said = plain(asked.text)
    return worth(said) >= 1 or asked.labelled or (asked.number is not None and bool(said))


def _recurring_folds(lines: Sequence[str], inside: Sequence[bool], questions: int) -> set[str]:
    """Summaries of folds that recur with the questions; a fold that hides a question has a summary of its own."""
    said = Counter(
        _key(match[2])
        for n, line in enumerate(lines)
        if not inside[n] and (match := _SUMMARY.search(line)) and not is_answer_label(match[2])
    )
    total = sum(said.values())
    return {
        label
        for label, count in said.items()
        if label
        and count >= max(_FEWEST, 0.5 * total, _FOLDED * questions)
        and len(label) <= _LONGEST
        and "?" not in label
    }


def _recurring_labels(
    lines: Sequence[str], inside: Sequence[bool], asked: Sequence[int], folds: Collection[str]
) -> set[str]:
    """Labels before most answers; the text after them varies, as answers do."""
    if len(asked) < _FEWEST:
        return set()
    rests: dict[str, list[str]] = {}
    for at, start in enumerate(asked):
        end = asked[at + 1] if at + 1 < len(asked) else len(lines)
        match = _first_label(lines[start + 1 : end], inside[start + 1 : end])
        if match and not begins_with_label(match[0]):
            rests.setdefault(_key(match["label"]), []).append((match.groupdict().get("rest") or "").strip())
    return {
        label
        for label, said in rests.items()
        if len(said) >= _FEWEST and (label in folds or len(said) >= _SHARE * len(asked)) and not _is_remark(said)
    }


def _first_label(lines: Sequence[str], inside: Sequence[bool]) -> re.Match[str] | None:
    """The label before the first prose; if there are several in a row, the last one."""
    found: re.Match[str] | None = None
    for line, code in zip(lines, inside, strict=True):
        if code:
            continue
        if match := _label_of(line):
            found = match
        elif not _BETWEEN.match(line):
            return found
    return found


def _label_of(line: str) -> re.Match[str] | None:
    match = _MARKED.match(line) or _TITLE.match(line)
    return match if match and len(match["label"].split()) <= 4 else None


def _is_remark(rests: Sequence[str]) -> bool:
    """Whether a label is followed by a level or by the same word again and again, as in "Difficulty: hard"."""
    told = [plain(rest).casefold() for rest in rests if len(plain(rest)) > 1]
    return any(difficulty_of(rest) for rest in told) or (len(told) >= 4 and 2 * len(set(told)) < len(told))


def _key(label: str) -> str:
    return " ".join(plain(label).strip(" :：.").casefold().split())
