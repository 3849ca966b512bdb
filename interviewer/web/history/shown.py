"""The history as HTML: the trend of the scores, and a table of interviews."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import datetime

from interviewer.report.kind import SessionKind
from interviewer.report.moments import day, moment
from interviewer.web.history.rows import HistoryRow
from interviewer.web.links import Link
from interviewer.web.progress.points import FAIR_TOPIC, GOOD_TOPIC
from interviewer.web.words import count

NOTHING = '<p class="quiet">Nothing here yet. Your interviews and drills will be listed here.</p>'
NO_MATCH = '<p class="quiet">No interview matches all of these words.</p>'
FEWEST_IN_TREND = 2
"""Fewest points of a line: a single one is a dot."""
_WIDTH, _HEIGHT, _EDGE = 320, 150, 40
"""Width in pixels. It fits a phone, so that the words need not shrink; on a wider page the plot grows."""


def history_html(rows: Sequence[HistoryRow], any_at_all: bool) -> str:
    """The rows as a table."""
    if not rows:
        return NO_MATCH if any_at_all else NOTHING
    body = "".join(_row(row) for row in rows)
    return (
        f'<section class="list" aria-label="History"><p class="quiet" role="status">{count(len(rows), "interview")}</p>'
        '<div class="listbox"><table><thead><tr><th>Interview</th><th>Score</th>'
        f'<th><span class="spoken">What to do with it</span></th></tr></thead><tbody>{body}</tbody></table></div></section>'
    )


def trends_html(by_kind: Mapping[SessionKind, Sequence[tuple[datetime, float]]]) -> str:
    """The scores over time, a line for each kind of session, with a table behind it; "" for kinds with fewer than two."""
    return "".join(_trend(f"Your {kind}s over time", points) for kind, points in by_kind.items())


def _trend(title: str, points: Sequence[tuple[datetime, float]]) -> str:
    if len(points) < FEWEST_IN_TREND:
        return ""
    step = (_WIDTH - 2 * _EDGE) / (len(points) - 1)
    places = [(_EDGE + n * step, _down(score)) for n, (_, score) in enumerate(points)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    grid = "".join(
        f'<line class="rule" x1="{_EDGE}" x2="{_WIDTH - _EDGE}" y1="{_down(share)}" y2="{_down(share)}"/>'
        f'<text class="soft" x="{_EDGE - 6}" y="{_down(share) + 4}" text-anchor="end">{share:.0%}</text>'
        for share in (0.0, 0.5, 1.0)
    )
    dots = "".join(
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{day(at)}: {score:.0%}</title></circle>'
        for (x, y), (at, score) in zip(places, points, strict=True)
    )
    ends = (
        f'<text class="soft" x="{_EDGE}" y="{_HEIGHT}">{day(points[0][0])}</text>'
        f'<text class="soft" x="{_WIDTH - _EDGE}" y="{_HEIGHT}" text-anchor="end">{day(points[-1][0])}</text>'
    )
    cells = "".join(f"<tr><td>{moment(at)}</td><td>{score:.0%}</td></tr>" for at, score in points)
    return (
        f'<figure class="plot"><figcaption>{title}</figcaption><div class="wide">'
        f'<svg role="img" aria-label="{title}" viewBox="0 0 {_WIDTH} {_HEIGHT + 6}" width="{_WIDTH}">{grid}'
        f'<polyline class="line" points="{line}"/>{dots}{ends}</svg></div><details><summary>As a table</summary>'
        f"<table><thead><tr><th>when</th><th>score</th></tr></thead><tbody>{cells}</tbody></table></details></figure>"
    )


def _down(score: float) -> float:
    """How far below the top of the plot a score is drawn."""
    return 12 + (1 - score) * (_HEIGHT - 40)


def _row(row: HistoryRow) -> str:
    title = html.escape(row.title)
    key = html.escape(row.id, quote=True)
    place, word = ("report", "Report") if row.finished else ("interview", "Continue")
    name = f"{title}, {moment(row.at)}"
    score = "<small>–</small>" if row.score is None else f'<span class="chip {_kind(row.score)}">{row.score:.0%}</span>'
    return (
        f"<tr><td><b>{title}</b><small>{moment(row.at)} · {row.kind} · {count(row.questions, 'question')}"
        f"{'' if row.finished else ' · not finished'}</small></td><td>{score}</td>"
        f'<td class="acts"><a class="ask" href="{Link(place, row.id).address}" aria-label="{word}: {name}">{word}</a>'  # type: ignore[arg-type]
        f'<button type="button" data-act="rename" data-id="{key}" aria-label="Rename {name}">Rename</button>'
        f'<button type="button" data-act="delete" data-id="{key}" aria-label="Delete {name}">Delete</button></td></tr>'
    )


def _kind(score: float) -> str:
    if score >= GOOD_TOPIC:
        return "met"
    return "partly_met" if score >= FAIR_TOPIC else "not_met"
