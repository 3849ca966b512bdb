"""Questions that are marked differently from the others of their list: next to them, or below one of them.

What is below a question is its answer until the next of its kind, and lists mix their kinds: one question has a label and the
next is only bold, or a heading that asks has another below it. A question that would be swallowed by an answer is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.authoring.structure.marks import Heading, Mark
from knowledge.authoring.structure.nesting import are_answers_of
from knowledge.authoring.structure.outline import Outline
from knowledge.authoring.words.answer_titles import is_answer_label
from knowledge.authoring.words.asking import ASKS, names, plain, title_key

_LEAST_WORDS, _LEAST_IN_HEADING = 3, 2
"""A bold line or a heading of fewer words, such as "Why?", goes on about the question above it."""
_GOES_ON = re.compile(
    r"^(?:why|how|what|when|where|and|so|but)\W+(?:not|so|else|it|this|that|now|then|next|what|how|why|important|useful|use|works?)\W*$",
    re.I,
)
"""A few words that make sense only after another question: "Why not?"."""
_BESIDE = 0.5
"""How many bold lines there must be for each heading that asks, so that they are no asides in the answers."""
_LINES = ("bold", "label")
_ITEM = ("ordered", 0, "")


def with_siblings(chosen: Sequence[Mark], marks: Sequence[Mark]) -> list[Mark]:
    """The questions of one kind, and those that other marks have, in order of lines.

    Args:
        marks: All marks that could be questions, in order of lines.
    """
    chosen = [mark for n, mark in enumerate(chosen) if not n or not _is_aside(mark)]
    known = {mark.start for mark in chosen}
    asking = [mark for mark in marks if mark.start not in known and asks_plainly(mark)]
    if not chosen:
        return []
    found = [*_labelled(chosen, asking), *_lines(chosen, asking, marks), *_headings_below(chosen, asking, marks)]
    found += _single_items(chosen, marks)
    unique = {mark.start: mark for mark in reversed(found)}
    return sorted([*chosen, *unique.values()], key=lambda mark: mark.start)


def without_titles(questions: Sequence[Mark], headings: Sequence[Heading], lines: Sequence[str]) -> list[Mark]:
    """The questions without headings that ask nothing and have nothing below them before the next heading: those are titles."""
    starts = sorted(heading.start for heading in headings)

    def is_title(mark: Mark) -> bool:
        if mark.kind != "heading" or mark.asked.number is not None or mark.asked.worth >= ASKS:
            return False
        at = bisect_right(starts, mark.start)
        return at < len(starts) and not any(line.strip() for line in lines[mark.end : starts[at]])

    kept = [mark for mark in questions if not is_title(mark)]
    return kept or list(questions)


def _is_aside(mark: Mark) -> bool:
    """Whether a title asks in one word, as in "Why?", without a number or a label."""
    words = plain(mark.asked.text)
    single = words.isascii() and len(words.split()) == 1 and words.endswith("?")
    return single and mark.kind in ("heading", "bold") and mark.asked.number is None and not mark.asked.labelled


def asks_plainly(mark: Mark) -> bool:
    """Whether a mark is a question on its own: it has a label or a question mark, or it is bold and tells to answer."""
    asked = mark.asked
    if asked.labelled and mark.kind != "summary":
        return mark.level == 0 or mark.kind == "heading"
    if mark.kind not in ("heading", "bold", "label", "summary"):
        return False
    if _is_short(plain(asked.text), mark.kind):
        return False
    tells = mark.kind == "bold" and asked.worth >= ASKS and not names(asked.text) and not mark.tail.strip()
    return asked.worth >= 1 or tells


def _is_short(words: str, kind: str) -> bool:
    """Whether a title only goes on about the question above it, as in "Why?" or "Why not?"."""
    if not words.isascii():
        return False
    return bool(_GOES_ON.match(words)) or len(words.split()) < (
        _LEAST_IN_HEADING if kind == "heading" else _LEAST_WORDS
    )


def _labelled(chosen: Sequence[Mark], asking: Sequence[Mark]) -> Iterator[Mark]:
    """Marks with a label such as ``Q:``, wherever they are, but where they only repeat the question above."""
    for mark in asking:
        owner = _owner(mark, chosen)
        if mark.asked.labelled and mark.kind != "summary" and not _repeats(mark, owner):
            yield _placed(mark, owner)


def _lines(chosen: Sequence[Mark], asking: Sequence[Mark], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Bold and numbered lines among others, or among headings in the same list, unless answers consist of them."""
    lower = [mark for mark in asking if mark.kind in _LINES]
    families = {mark.family for mark in chosen}
    for family in {mark.family for mark in lower} - families:
        of_kind = [mark for mark in lower if mark.family == family]
        if any(mark.kind == "heading" for mark in chosen):
            beside = len(of_kind) >= max(2, _BESIDE * len(chosen))
        else:
            beside = all(mark.kind in _LINES or mark.style == "bold" or mark.family == _ITEM for mark in chosen)
        if beside and not are_answers_of(of_kind, chosen, marks):
            recurring = _recurring(of_kind)
            yield from (_placed(m, _owner(m, chosen)) for m in of_kind if title_key(m.asked.text) not in recurring)


def _single_items(chosen: Sequence[Mark], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Numbered items among bold and labelled lines, each the only one of its list, that are bold or have the next number."""
    if not all(mark.kind in _LINES for mark in chosen):
        return
    sizes = Counter(mark.group for mark in marks if mark.kind == "ordered")
    starts = [mark.start for mark in chosen]
    for mark in marks:
        number = mark.asked.number
        if mark.kind != "ordered" or mark.level or sizes[mark.group] > 1 or mark.asked.worth < 1 or number is None:
            continue
        at = bisect_right(starts, mark.start)
        before, after = chosen[at - 1 : at], chosen[at : at + 1]
        counted = [m.asked.number == number - 1 for m in before] + [m.asked.number == number + 1 for m in after]
        if mark.style == "bold" or any(counted):
            yield mark


def _headings_below(chosen: Sequence[Mark], asking: Sequence[Mark], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Headings that ask below headings that ask. Those that recur, or only say what part of the answer follows, are no questions."""
    upper = [mark for mark in chosen if mark.kind == "heading"]
    if not upper:
        return
    outline = Outline(mark for mark in marks if mark.kind == "heading")
    lower = [mark for mark in asking if mark.kind in ("heading", "summary")]
    recurring = _recurring(lower)
    for mark in lower:
        owner = _owner(mark, upper)
        if owner is None or (mark.kind == "heading" and owner.level >= mark.level):
            continue
        end = outline.end_of(owner.start, owner.level)
        part = title_key(mark.asked.text) in recurring or is_answer_label(mark.asked.text) or _repeats(mark, owner)
        if not part and (end is None or mark.start < end):
            yield _placed(mark, owner)


def _owner(mark: Mark, chosen: Sequence[Mark]) -> Mark | None:
    """The question above a mark; None if it is the first."""
    at = bisect_right([each.start for each in chosen], mark.start) - 1
    return chosen[at] if at >= 0 else None


def _placed(mark: Mark, owner: Mark | None) -> Mark:
    """A mark with the level of the heading whose answer it ends, so that headings below that one don't end its own."""
    inside = owner is not None and owner.kind == "heading" and (mark.kind != "heading" or owner.level < mark.level)
    return replace(mark, within=owner.level) if owner is not None and inside else mark


def _repeats(mark: Mark, owner: Mark | None) -> bool:
    return owner is not None and title_key(mark.asked.text) == title_key(owner.asked.text)


def _recurring(marks: Sequence[Mark]) -> set[str]:
    """Titles that several answers have, such as "Why does it matter?"."""
    starts: dict[str, int] = defaultdict(int)
    for mark in marks:
        starts[title_key(mark.asked.text)] += 1
    return {title for title, count in starts.items() if count > 1}
