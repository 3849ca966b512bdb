"""Decides which marks in a file are its questions: the shape of the list, chosen by which lines ask and which are numbered."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from knowledge.authoring.structure.marks import Heading, Mark
from knowledge.authoring.structure.nesting import are_answers_of
from knowledge.authoring.structure.source_links import without_source
from knowledge.authoring.structure.titles import is_contents, is_structure, says_to_ask
from knowledge.authoring.words.answer_titles import is_answer_label, names_answer
from knowledge.authoring.words.asking import ASKS, is_task, plain, title_key, worths
from knowledge.authoring.words.likeness import by_word, likest

Family = tuple[str, int, str]

LEAST_ASKING = 0.5
"""Minimum share of a shape's lines that must look like questions; below it, a list is not understood."""
SECOND_ASKING = 0.8
"""The same for another shape in what the first one left over, where a mistake would turn remarks into questions."""
_MOST = 0.7
"""If at least this share of its neighbours ask, a line counts as a question even if it does not look like one."""
_TASKS = 0.6
"""The share of bullets below "Coding questions" that must be worded as tasks; below it they may be links or topics."""
_ASKING_TITLES = 0.3
"""Share of bold lines or headings that must ask for the rest of them to be left out of account. By hand."""
_REACH = 0.25
"""How much less a shape's own share counts than how many of the file's questions it has. By hand."""
_LIST_ITEM = 0.4
"""What a list item counts that does not ask for certain, since steps in answers are items, too. By hand."""
_PERHAPS = 0.7
"""Worth of a numbered line from which it counts as a question. By hand."""
_BODIES, _ROOTS_ASKING, _PARTS_ASKING = 0.5, 0.6, 0.3
"""Least share of items with something below them, and of items that ask, and the share of parts that ask from which these are
questions, too. By hand."""
_LONGEST_TITLE = 40
"""Characters that a title above numbered items has at most; a longer text is what they ask about. By hand."""
_NAMES = {
    "heading": "headings of level {level}",
    "bold": "bold lines",
    "label": "lines such as 'Q1:' or '1)'",
    "summary": "folded <details> with the question as summary",
    "ordered": "numbered items",
    "bullet": "bullets",
    "table": "rows of a table",
}
_STYLES = {"heading": " that hold a heading", "bold": " in bold"}


@dataclass(frozen=True)
class Shape:
    """The lines of one kind that ask.

    Attributes:
        share: Share of the lines of this kind that look like questions, 0..1.
        score: How well they cover all the lines that ask in the file, 0..1.
    """

    family: Family
    marks: tuple[Mark, ...]
    share: float
    score: float

    @property
    def name(self) -> str:
        """The shape in words, for messages."""
        return name_of(self.family)


def name_of(family: Family) -> str:
    """The lines of a shape in words, for messages."""
    kind, level, style = family
    return _NAMES[kind].format(level=level) + _STYLES.get(style, "")


def contents_of(marks: Sequence[Mark]) -> list[Mark]:
    """Marks that only refer to other lines in the file: entries in a table of contents."""
    worded = {n: without_source(m.asked.text) for n, m in enumerate(marks) if _is_title(m)}
    titles = {title_key(text) for text in worded.values()} - {""}
    index = by_word(worded)
    others = {title_key(m.asked.text) for m in marks if not m.target.startswith("#")} - {""}
    groups: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.kind in ("bullet", "ordered", "table") and not _is_title(mark):
            groups[mark.group].append(mark)
    found: list[Mark] = []
    heads = [m for m in marks if _is_title(m)]
    for group in groups.values():
        linked = [m for m in group if m.target.startswith("#") and title_key(m.asked.text) in others]
        # a single item with the words of a heading is just a question that is worded the same
        named = [m for m in group if len(group) > 1 and title_key(m.asked.text) in titles]
        pointing = [m for m in group if m.target.startswith("#")]
        if 2 * max(len(linked), len(named)) >= len(group):
            # an entry may be worded a little differently from its heading, and below "Contents" it may have no heading yet
            entries = _is_below_contents(group[0], heads)
            found += [
                m
                for m in group
                if entries
                or m in named
                or m in pointing
                or "#" in m.target
                or likest(m.asked.text, worded, index) is not None
            ]
        else:
            found += linked
    return found


def _is_below_contents(first: Mark, heads: Sequence[Mark]) -> bool:
    """Whether the nearest title above an item says that the contents follow."""
    above = heads[: bisect_left([mark.start for mark in heads], first.start)]
    return bool(above) and is_contents(above[-1].asked.text)


def choose(marks: Sequence[Mark], least: float = LEAST_ASKING) -> Shape | None:
    """The shape that best covers all the lines that ask; None if no kind of line asks often enough.

    If those lines are below other lines that ask, as rhetorical questions and sub-questions are, the upper ones are the questions.
    """
    ranked = [shape for shape in ranked_shapes(marks) if shape.share >= least]
    best = ranked[0] if ranked else None
    for _ in ranked:
        above = [s for s in ranked if best and s.family[0] != "table" and _is_above(s.family, best.family)]
        upper = next((s for s in above if best and are_answers_of(best.marks, s.marks, marks)), None)
        if upper is None:
            break
        best = upper
    return best


def choose_tasks(marks: Sequence[Mark], told: Callable[[Mark], bool]) -> Shape | None:
    """Bullets that are worded as tasks, if the titles above say that they are questions; None if there are none.

    Args:
        told: Whether the titles above a mark say so.
    """
    members = [mark for mark in marks if mark.family == ("bullet", 0, "") and not mark.target and told(mark)]
    share = sum(is_task(m.asked.text) or m.asked.worth >= ASKS for m in members) / max(len(members), 1)
    return Shape(("bullet", 0, ""), tuple(members), share, share) if len(members) >= 3 and share >= _TASKS else None


def _is_above(upper: Family, lower: Family) -> bool:
    """Whether lines of one kind can have lines of another below them as their answer; labels and tables never are answers."""
    if lower[0] in ("label", "table", "summary") or upper == lower:
        return False
    if upper[0] == "heading":
        return lower[0] != "heading" or upper[1] < lower[1]
    items = ("bullet", "ordered")
    if upper[0] in items:
        return lower[0] in items and upper[1] < lower[1]
    return lower[0] in items


def ranked_shapes(marks: Sequence[Mark]) -> list[Shape]:
    """Every shape found, best first."""
    families: dict[Family, list[Mark]] = defaultdict(list)
    for mark in marks:
        families[mark.family].append(mark)
    worth = {family: worths([m.asked for m in members]) for family, members in families.items()}
    total = sum(sum(values) for values in worth.values())
    shapes: list[Shape] = []
    for family, members in families.items():
        counted = [_counted(family, value) for value in worth[family]]
        share, reach = sum(counted) / len(members), sum(counted) / total if total else 0.0
        if family[0] in ("bold", "heading"):
            # emphasis and headings also mark other things, so judge the shape by those that ask or are numbered
            asking = [value for value in counted if value > 0]
            share = max(
                share, sum(asking) / len(asking) if len(asking) >= max(2, _ASKING_TITLES * len(members)) else 0.0
            )
        score = (1 + _REACH) * share * reach / (_REACH * share + reach) if share + reach else 0.0
        shapes.append(Shape(family, tuple(_asking(members, worth[family])), share, score))
    return sorted(shapes, key=lambda shape: (-shape.score, shape.family))


def answered_in_items(shape: Shape, marks: Sequence[Mark], filled: Collection[int]) -> bool:
    """Whether numbered items contain their answers below the question, rather than parts of the question.

    Items within items do only if the outer ones are titles.

    Args:
        filled: Numbers of lines, from 0, that are not blank.
    """
    level = shape.family[1]
    roots = [m for m in marks if m.family == shape.family]
    outer = [m for m in marks if m.kind == "ordered" and m.level < level]
    if level and not all(m.asked.worth < ASKS and len(m.asked.text) <= _LONGEST_TITLE for m in outer):
        return False
    parts = sum(m.kind == "ordered" and m.level == level + 1 and m.asked.worth >= ASKS for m in marks)
    asking = sum(m.asked.worth >= ASKS for m in roots)
    tops = sorted(m.start for m in outer)
    ends = [*(m.start for m in roots[1:]), roots[-1].stop]
    ends = [min([end, *(n for n in tops if m.start < n)]) for m, end in zip(roots, ends, strict=True)]
    bodies = sum(any(n in filled for n in range(m.end, end)) for m, end in zip(roots, ends, strict=True))
    return (
        bodies >= _BODIES * len(roots) and asking >= _ROOTS_ASKING * len(roots) and parts < _PARTS_ASKING * len(roots)
    )


def section_of(mark: Mark, headings: Sequence[Heading], asked: Collection[int]) -> str:
    """The words of the heading above a question; "" if there is none.

    Args:
        asked: First lines of all questions, so that a question is never taken for a section.
    """
    limit = mark.within or (mark.level if mark.kind == "heading" else 7)
    above = [h for h in headings if h.start < mark.start and h.start not in asked and h.level < limit]
    above = [h for h in above if not names_answer(h.text) and not is_contents(h.text)]
    return plain(above[-1].text) if above else ""


def _is_title(mark: Mark) -> bool:
    return mark.kind in ("heading", "bold", "label", "summary") or mark.style == "heading"


def _counted(family: Family, value: float) -> float:
    if value >= ASKS or family[0] in ("heading", "label", "bold") or family[2] == "heading":
        return value
    return _LIST_ITEM * value


def _asking(members: list[Mark], values: list[float]) -> list[Mark]:
    counted = [m.asked.number is not None and v >= _PERHAPS for m, v in zip(members, values, strict=True)]
    numbered = sum(counted) >= _MOST * len(members)
    # where headings are numbered or labelled, one among them that is neither is a section's
    known = sum(v >= ASKS or c for v, c in zip(values, counted, strict=True))
    told = known and sum(m.asked.labelled or c for m, c in zip(members, counted, strict=True)) >= _MOST * known
    marked = numbered or (bool(told) and members[0].kind == "heading")
    first = counted.index(True) if numbered else 0
    asks = [
        (v >= ASKS and (n >= first)) or (c and members[n].kind != "bullet")
        for n, (v, c) in enumerate(zip(values, counted, strict=True))
    ]
    sizes = Counter(m.group for m in members)
    asking = Counter(m.group for m, yes in zip(members, asks, strict=True) if yes)
    return [
        m
        for m, yes in zip(members, asks, strict=True)
        if yes or (not marked and asking[m.group] >= _MOST * sizes[m.group] and _could_ask(m))
    ]


def _could_ask(mark: Mark) -> bool:
    words = plain(mark.asked.text)
    if mark.kind == "heading" and (is_contents(words) or is_structure(words) or says_to_ask(words)):
        return False
    if mark.kind == "bold" and mark.asked.difficulty:
        return True
    if mark.kind in ("heading", "bold", "summary"):
        return len(words.split()) >= 3 and not words.endswith((":", "：", "."))
    return mark.kind == "table" or (bool(words) and not is_answer_label(words) and not words.endswith((":", "：")))
