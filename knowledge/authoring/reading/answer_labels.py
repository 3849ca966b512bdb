"""Finds how a list labels its answers, in any language, and rewrites those labels in English for the other readers.

No list of words covers every language, so labels are recognised by where they are: a short line that recurs right below the
questions, before each answer, or the words on the fold that hides each answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from knowledge.authoring.reading.answers import begins_with_label, fenced
from knowledge.authoring.reading.line_labels import LONGEST_LABEL, is_remark, label_key, label_of
from knowledge.authoring.reading.turns import with_turns_labelled
from knowledge.authoring.words.answer_titles import is_answer_label
from knowledge.authoring.words.asking import plain, read_asked, worth

LABEL = "Answer"
"""An answer label that every reader here knows; it is removed from the answer, so nobody sees it."""
_FEWEST = 3
"""How often a label must occur at least."""
_SHARE = 0.6
"""Share of the questions that must have it before their answer. A remark such as "Example:" comes before only a few."""
_FOLDED = 0.3
"""The same for a fold. It is lower because numbered lines in the answers count as questions here."""
_SUMMARY = re.compile(r"(<summary[^>]*>)(.*?)(</summary>)", re.I)
"""The words on a fold, which may be the list's label for an answer."""
_BETWEEN = re.compile(
    r"^\s*(?:</?(?:details|summary|p|div|br|b|blockquote)\b.*|[-*_=]{3,}|!\[.*|(?:[-*+]\s+)?(?:\*\*)?\(?\w[.):].*)?\s*$",
    re.I,
)
"""Lines that can come between a question and its label: blank lines, tags, rules, pictures, choices."""


def with_known_labels(text: str) -> str:
    """The text, line for line, with ``Answer`` instead of the answer labels that its structure reveals."""
    lines = with_turns_labelled(text.split("\n"))
    inside = fenced(lines)
    asked = [n for n, line in enumerate(lines) if not inside[n] and _asks(line)]
    folds = _recurring_folds(lines, inside, len(asked))
    known = _recurring_labels(lines, inside, asked, folds)
    for n, line in enumerate(lines):
        if inside[n]:
            continue
        fold = _SUMMARY.search(line)
        if fold and label_key(fold[2]) in folds:
            lines[n] = f"{line[: fold.start()]}{fold[1]}{LABEL}{fold[3]}{line[fold.end() :]}"
            continue
        match = label_of(line)
        if match and label_key(match["label"]) in known:
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
        label_key(match[2])
        for n, line in enumerate(lines)
        if not inside[n] and (match := _SUMMARY.search(line)) and not is_answer_label(match[2])
    )
    total = sum(said.values())
    return {
        label
        for label, count in said.items()
        if label
        and count >= max(_FEWEST, 0.5 * total, _FOLDED * questions)
        and len(label) <= LONGEST_LABEL
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
            rests.setdefault(label_key(match["label"]), []).append((match.groupdict().get("rest") or "").strip())
    return {
        label
        for label, said in rests.items()
        if len(said) >= _FEWEST and (label in folds or len(said) >= _SHARE * len(asked)) and not is_remark(said)
    }


def _first_label(lines: Sequence[str], inside: Sequence[bool]) -> re.Match[str] | None:
    """The label before the first prose; if there are several in a row, the last one."""
    found: re.Match[str] | None = None
    for line, code in zip(lines, inside, strict=True):
        if code:
            continue
        if match := label_of(line):
            found = match
        elif not _BETWEEN.match(line):
            return found
    return found
