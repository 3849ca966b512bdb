"""Plots as inline SVG in the page's colours, each with its table behind it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from interviewer.conversation.selection.ability import Ability
from interviewer.study.progress import Coverage
from knowledge.schema import section_title

_LEFT, _WIDTH, _ROW = 8, 318, 46
"""Each row has its name above what is drawn, so that a plot fits a phone. In pixels."""


def ability_plot(rows: Mapping[str, Ability]) -> str:
    """The candidate's level in each section, with a 95 % interval."""
    marks = []
    for number, (section, ability) in enumerate(rows.items()):
        y = number * _ROW + 34
        marks.append(_name(section_title(section), y - 18))
        marks.append(f'<line class="rule" x1="{_LEFT}" x2="{_LEFT + _WIDTH}" y1="{y}" y2="{y}"/>')
        if ability.answers:
            low, high = (_on_scale(ability.mean + side * 1.96 * ability.error) for side in (-1, 1))
            marks.append(f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}"/>')
            marks.append(f'<circle class="dot" cx="{_on_scale(ability.mean):.1f}" cy="{y}" r="6"/>')
        else:
            marks.append(_aside("no answers yet", y - 18))
    foot = len(rows) * _ROW + 16
    ticks = "".join(
        f'<text class="soft" x="{_on_scale(n):.1f}" y="{foot}" text-anchor="middle">{name}</text>'
        for n, name in ((1, "warm-up"), (3, "solid"), (5, "specialist"))
    )
    table = _table(
        ("section", "in words", "95 % interval", "answers"),
        [
            (
                section_title(section),
                a.words,
                f"{a.mean - 1.96 * a.error:.1f} to {a.mean + 1.96 * a.error:.1f}" if a.answers else "",
                str(a.answers),
            )
            for section, a in rows.items()
        ],
    )
    return _figure("Where you stand, and how sure that is", "".join(marks) + ticks, foot + 12, table)


def coverage_plot(rows: Sequence[Coverage]) -> str:
    """How much of each section was asked, and how the latest answers scored."""
    marks = []
    for number, row in enumerate(rows):
        y = number * _ROW + 26
        marks.append(_name(section_title(row.name), y - 10))
        marks.append(f'<rect class="rest" x="{_LEFT}" y="{y}" width="{_WIDTH}" height="12" rx="6"/>')
        share = row.asked / max(1, row.parts)
        if row.asked:
            marks.append(f'<rect class="part" x="{_LEFT}" y="{y}" width="{_WIDTH * share:.1f}" height="12" rx="6"/>')
        score = f", {row.score:.0%}" if row.score is not None else ""
        marks.append(_aside(f"{row.asked} of {row.parts}{score}", y - 10))
    table = _table(
        ("section", "asked", "of", "mean of the latest scores"),
        [
            (section_title(r.name), str(r.asked), str(r.parts), f"{r.score:.0%}" if r.score is not None else "")
            for r in rows
        ],
    )
    return _figure("What you have covered", "".join(marks), len(rows) * _ROW + 8, table)


def forecast_plot(counts: Sequence[int]) -> str:
    """How many points fall due on each of the next days."""
    if not any(counts):
        return ""
    step, height, most = 36, 90, max(counts)
    marks = []
    for day, count in enumerate(counts):
        tall = height * count / most
        x = 10 + day * step
        marks.append(
            f'<rect class="part" x="{x}" y="{20 + height - tall:.1f}" width="{step - 10}" height="{tall:.1f}" rx="3"/>'
        )
        if count:
            marks.append(
                f'<text x="{x + (step - 10) / 2}" y="{14 + height - tall:.1f}" text-anchor="middle">{count}</text>'
            )
        name = "today" if day == 0 else f"+{day}"
        marks.append(
            f'<text class="soft" x="{x + (step - 10) / 2}" y="{height + 36}" text-anchor="middle">{name}</text>'
        )
    table = _table(
        ("day", "points due"),
        [("today" if d == 0 else f"in {d} days", str(c)) for d, c in enumerate(counts)],
    )
    return _figure("When points are due", "".join(marks), height + 44, table, 20 + step * len(counts))


def confidence_plot(rows: Sequence[tuple[float, float, int]]) -> str:
    """How sure the candidate said they were, against the score earned."""
    if not rows:
        return ""
    size, edge = 220, 64

    def at(x: float, y: float) -> tuple[float, float]:
        return edge + x * size, 22 + (1 - y) * size

    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    marks = [f'<rect class="frame" x="{x0}" y="{y1}" width="{size}" height="{size}"/>']
    marks.append(f'<line class="fair" x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}"/>')
    for stated, earned, count in rows:
        x, y = at(stated, earned)
        marks.append(
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{5 + min(9, count)}"><title>{count} answers</title></circle>'
        )
    for tick in (0, 0.5, 1):
        marks.append(f'<text class="soft" x="{at(tick, 0)[0]}" y="{y0 + 16}" text-anchor="middle">{tick:.0%}</text>')
        marks.append(f'<text class="soft" x="{edge - 6}" y="{at(0, tick)[1] + 4}" text-anchor="end">{tick:.0%}</text>')
    marks.append(
        f'<text class="soft" x="{edge + size / 2}" y="{y0 + 34}" text-anchor="middle">how sure you were</text>'
    )
    middle = 22 + size / 2
    marks.append(
        f'<text class="soft" x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">your score</text>'
    )
    table = _table(("how sure", "earned on average", "answers"), [(f"{s:.0%}", f"{e:.0%}", str(n)) for s, e, n in rows])
    title = "How well you judge your own answers (below the line: overconfident)"
    return _figure(title, "".join(marks), size + 64, table, size + edge + 20)


def _on_scale(value: float) -> float:
    return _LEFT + _WIDTH * (min(5.5, max(0.5, value)) - 0.5) / 5.0


def _name(text: str, y: float) -> str:
    return f'<text x="{_LEFT}" y="{y + 4}">{html.escape(text)}</text>'


def _aside(text: str, y: float) -> str:
    return f'<text class="soft" x="{_LEFT + _WIDTH}" y="{y + 4}" text-anchor="end">{html.escape(text)}</text>'


def _figure(title: str, marks: str, height: float, table: str, width: float = _WIDTH + 2 * _LEFT) -> str:
    return (
        f'<figure class="plot"><figcaption>{html.escape(title)}</figcaption><div class="wide"><svg role="img" '
        f'aria-label="{html.escape(title, quote=True)}" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}">{marks}</svg></div>'
        f"<details><summary>As a table</summary>{table}</details></figure>"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th>{html.escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
