"""The points to work on, and every topic, as the progress tab shows them."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from interviewer.grading.grade import CREDIT, MARKS, VerdictKind, verdict_words
from interviewer.grading.rubric.spoken import point as told
from interviewer.json_data import JsonObject
from interviewer.study.progress import Coverage, PastAnswer, coverage, histories
from interviewer.study.schedule import Schedule, days_until, retrievability
from interviewer.web.formulas import with_formulas
from interviewer.web.links import Link
from knowledge.schema import Bank

WEAKEST = 12
"""Most points listed: as many as fit on a screen. A judgement."""
REMEMBERED = 0.9
"""A met point is still listed if its chance of being remembered is below this; FSRS aims at the same 0.9."""
LATEST_VERDICTS = 6
"""How many of a point's verdicts are shown, the latest ones."""
LAST_TIME: Mapping[VerdictKind, str] = MappingProxyType(
    {
        "met": "met, a while ago",
        "partly_met": "half of it",
        "not_met": "missing",
        "contradicted": "you said the opposite",
        "ungraded": "not graded",
    }
)
"""What became of a point in the latest answer. How well it is remembered only decides the order: right after an answer that
chance is near 1, even for a point that was missed."""
GOOD_TOPIC, FAIR_TOPIC = 0.75, 0.4
"""Mean scores from which a topic is green or amber. A judgement."""


@dataclass(frozen=True, kw_only=True)
class WeakPoint:
    """A point to work on.

    Attributes:
        kinds: Its verdicts in the latest answers, oldest first.
        memory: The chance that it is remembered now, 0..1.
        returns: When it comes back, in words; "" if it was never scheduled.
    """

    question_id: str
    section: str
    title: str
    claim: str
    kinds: tuple[VerdictKind, ...]
    memory: float
    returns: str

    @property
    def credits(self) -> tuple[float, ...]:
        """The credit it earned in the latest answers, 0..1, oldest first."""
        return tuple(CREDIT.get(kind, 0.0) for kind in self.kinds)


def weak_points(answers: Sequence[PastAnswer], schedule: Schedule, bank: Bank, now: datetime) -> list[WeakPoint]:
    """The weakest points first: by the last verdict (mistakes before omissions), memory and weight. A bonus is never a weak
    point."""
    found = []
    for (question_id, criterion_id), history in histories(answers).items():
        question = bank[question_id]
        criterion = next((c for c in question.criteria if c.id == criterion_id), None)
        if criterion is None or criterion.bonus:
            continue
        entry = schedule.get((question_id, criterion_id))
        point = WeakPoint(
            question_id=question_id,
            section=question.section,
            title=question.short_title,
            claim=criterion.claim,
            kinds=tuple(kind for _, kind in history[-LATEST_VERDICTS:]),
            memory=retrievability(entry, now) if entry else 0.0,
            returns=_returns(entry, now),
        )
        found.append((point, criterion.weight))
    found.sort(key=lambda row: _weakest(*row))
    return [point for point, _ in found if point.credits[-1] < 1 or point.memory < REMEMBERED][:WEAKEST]


def _weakest(point: WeakPoint, weight: float) -> tuple[float, bool, float, float, str, str]:
    """A sort key that puts the weakest point first."""
    right = point.kinds[-1] != "contradicted"
    return (point.credits[-1], right, point.memory, -weight, point.title, point.claim)


def points_html(points: Sequence[WeakPoint]) -> str:
    """The points as a table; "" if there are none."""
    if not points:
        return ""
    body = "".join(
        f'<tr><td><b><a href="{Link("question", point.question_id).address}">{html.escape(point.title)}</a></b>'
        f"<br>{with_formulas(told(point.claim))}</td><td>{_marks(point.kinds)}</td>"
        f"<td>{LAST_TIME[point.kinds[-1]]}</td><td>{point.returns or '–'}</td></tr>"
        for point in points
    )
    return (
        '<section class="points"><h2>Points to work on</h2><div class="wide"><table><thead><tr><th>point</th><th>so far</th>'
        f"<th>last time</th><th>comes back</th></tr></thead><tbody>{body}</tbody></table></div></section>"
    )


def topics_html(answers: Sequence[PastAnswer], bank: Bank) -> str:
    """Every topic as a small tile that shows how much of it was asked and how it went; "" if there is none."""
    rows = sorted(coverage(answers, bank, by="topic"), key=lambda row: (-row.asked, row.name))
    if not rows:
        return ""
    tiles = "".join(_tile(row) for row in rows)
    return f'<details class="topics"><summary>Every topic ({len(rows)})</summary><ul>{tiles}</ul></details>'


def _tile(row: Coverage) -> str:
    score = f", {row.score:.0%}" if row.score is not None else ""
    name = html.escape(row.name.replace("-", " "))
    return f'<li class="{_kind(row.score)}">{name} <small>{row.asked}/{row.parts}{score}</small></li>'


def _kind(score: float | None) -> str:
    if score is None:
        return "unseen"
    if score >= GOOD_TOPIC:
        return "met"
    return "partly" if score >= FAIR_TOPIC else "not"


def _marks(kinds: Sequence[VerdictKind]) -> str:
    label = ", then ".join(verdict_words(kind) for kind in kinds)
    marks = " ".join(MARKS[kind] for kind in kinds)
    return f'<span aria-label="{label}" title="{label}">{marks}</span>'


def _returns(entry: JsonObject | None, now: datetime) -> str:
    if entry is None:
        return ""
    days = days_until(entry, now)
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"
