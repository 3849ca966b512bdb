"""What the progress tab shows: decided here, without Gradio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from interviewer.conversation.selection.readiness import DEFAULT_LEVEL, readiness
from interviewer.conversation.state.stored import Record
from interviewer.study.progress import abilities, coverage, graded_answers, own_calibration
from interviewer.study.schedule import Schedule, forecast
from interviewer.study.today import DailyPlan
from interviewer.web.progress import plots
from interviewer.web.progress.points import points_html, topics_html, weak_points
from interviewer.web.progress.ready import ready_html
from interviewer.web.today import today_html
from knowledge.schema import Bank

NOTHING = (
    '<p class="quiet">Nothing here yet. Once an answer has been graded, this page shows what you have covered, '
    "where you stand, and when points are due.</p>"
)


@dataclass(frozen=True, kw_only=True)
class ShownProgress:
    """The tab's contents. ``today``, ``ready``, ``plots`` and ``points`` are HTML; ``again`` lists questions to try again."""

    today: str
    ready: str
    level: str
    interview_date: str
    plots: str
    points: str
    again: tuple[tuple[str, str], ...]


def shown_progress(
    *,
    records: Sequence[Record],
    schedule: Schedule,
    plan: DailyPlan,
    interview_date: date | None,
    bank: Bank,
    now: datetime,
    level: str = DEFAULT_LEVEL,
) -> ShownProgress:
    """A candidate's progress.

    Args:
        records: Every interview, oldest first.
        schedule: When each rated point is due.
        now: The current time, UTC.
        level: What the candidate is preparing for, one of ``readiness.LEVELS``.
    """
    answers = graded_answers(records, bank)
    able = abilities(records, bank)
    weak = weak_points(answers, schedule, bank, now)
    parts = {section: len(bank.in_section(section)) for section in bank.sections}
    drawn = [
        plots.ability_plot(able),
        plots.coverage_plot(coverage(answers, bank)),
        plots.forecast_plot(forecast(schedule, now)),
        plots.confidence_plot(own_calibration(answers)),
        topics_html(answers, bank),
    ]
    latest = {answer.question_id: answer.score for answer in answers}
    return ShownProgress(
        today=today_html(plan, bank),
        ready=ready_html(readiness(level, able, parts), weak) if able else "",
        level=level,
        interview_date=interview_date.isoformat() if interview_date else "",
        plots="".join(drawn) if answers or schedule else NOTHING,
        points=points_html(weak),
        again=tuple((f"{bank[i].short_title} ({score:.0%})", i) for i, score in latest.items()),
    )
