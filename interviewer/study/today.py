"""What to do today: what is due, which questions are new, and what is said when nothing is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from interviewer.storage.store import Store
from interviewer.study.day import local_day
from interviewer.study.reviewed import day_of, first_asked, reviewed
from interviewer.study.schedule import Schedule, days_until, due_now, in_bank, interview_date
from knowledge.schema import Bank

NEW_A_DAY = 4
"""New questions per day, unless an interview date requires more."""


@dataclass(frozen=True)
class DailyPlan:
    """What to do today.

    Attributes:
        due: Pairs of question and criterion that are due, the least likely remembered first.
        new: Questions that were never asked, as many as are left for today.
        days_left: Days to the interview, None if no date is set.
        done_today: Points reviewed today: asked on a card, or again after an earlier answer.
        streak: Days in a row, today or up to yesterday, with a review.
        begun: Questions that were new today.
        ahead: How many points come back on the next day that has any, and in how many days that is; (0, 0) if none is due later.
        unseen: Questions that were never asked, those of today among them.
    """

    due: tuple[tuple[str, str], ...]
    new: tuple[str, ...]
    days_left: int | None
    done_today: int
    streak: int
    begun: int = 0
    ahead: tuple[int, int] = (0, 0)
    unseen: int = 0

    @property
    def nothing_left(self) -> bool:
        """Whether nothing is left to do today."""
        return not (self.due or self.new)

    @property
    def due_questions(self) -> tuple[str, ...]:
        """The questions whose points are due, each once, in the same order."""
        return tuple(dict.fromkeys(question_id for question_id, _ in self.due))


def daily_plan(store: Store, bank: Bank, now: datetime) -> DailyPlan:
    """What is due today, and the share of what was never asked that fits the days that are left.

    Questions that were new today count towards the share, so that a second session does not get a second share.
    """
    schedule = store.reviews.schedule()
    seen = {question_id for question_id, _ in schedule}
    unseen = [q.id for q in bank.approved if q.id not in seen]
    day = interview_date(store)
    today = local_day(now)
    left = max(0, (day - today).days) if day else None
    log = store.reviews.log()
    times = [day_of(review) for review in log]
    begun = len({question_id for question_id in first_asked(log, today) if question_id in bank})
    share = -(-(len(unseen) + begun) // max(1, left)) if left is not None else NEW_A_DAY
    return DailyPlan(
        tuple(due_now(schedule, bank, now)),
        new=tuple(spread(bank, unseen)[: max(0, share - begun)]),
        days_left=left,
        done_today=len(reviewed(log, today)),
        streak=streak(times, today),
        begun=begun,
        ahead=_ahead(schedule, bank, now),
        unseen=len(unseen),
    )


def _ahead(schedule: Schedule, bank: Bank, now: datetime) -> tuple[int, int]:
    later = Counter(
        days for key, entry in schedule.items() if in_bank(bank, key) and (days := days_until(entry, now)) > 0
    )
    return (later[min(later)], min(later)) if later else (0, 0)


def streak(days: Iterable[date], today: date) -> int:
    """Days in a row with a review, up to today or, if today has none yet, up to yesterday."""
    have = set(days)
    at = today if today in have else today - timedelta(days=1)
    count = 0
    while at in have:
        count += 1
        at -= timedelta(days=1)
    return count


def spread(bank: Bank, ids: Sequence[str]) -> list[str]:
    """Ids ordered so that sections alternate, with the easier questions of each first."""
    place: Counter[str] = Counter()
    order: dict[str, tuple[int, int]] = {}
    for question_id in sorted(ids, key=lambda i: (bank[i].difficulty, i)):
        section = bank[question_id].section
        order[question_id] = (place[section], bank.sections.index(section))
        place[section] += 1
    return sorted(ids, key=lambda i: order[i])


def done_line(plan: DailyPlan) -> str:
    """The message that nothing is left for today, and what comes next, such as "Done for today. 7 points come back tomorrow."

    Args:
        plan: A day with nothing due and nothing new.
    """
    so_far = "Done for today." if plan.begun or plan.done_today else "Nothing is due today."
    points, days = plan.ahead
    returning = f"{points} {'point comes' if points == 1 else 'points come'} back"
    if points and days == 1:
        return f"{so_far} {returning} tomorrow{', and there will be new questions' if plan.unseen else ''}."
    if plan.unseen:
        return f"{so_far} There will be new questions tomorrow."
    return f"{so_far} {returning} in {days} days." if points else so_far
