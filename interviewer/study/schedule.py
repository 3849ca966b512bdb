"""When a criterion comes back: FSRS on each criterion, from a log of ratings that can be corrected.

The schedule is always computed by the library from the whole log, so that a corrected rating counts as if it had been given right
away. An interview date caps every interval, so that nothing is postponed past it.

FSRS runs without its learning steps of minutes: a point answered today is asked again on another day, and one that was known
is not asked again tomorrow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from interviewer.conversation.state.stored import Rated, Review, Scheduled
from interviewer.errors import UsageError
from interviewer.grading.grade import Grade
from interviewer.json_data import JsonObject, JsonValue
from interviewer.storage.preferences import INTERVIEW_DATE
from interviewer.storage.store import Store
from interviewer.study.day import day_start, local_day
from knowledge.schema import Bank

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
"""Ratings, as FSRS and Anki number them."""
RATING_NAMES = {AGAIN: "Again", HARD: "Hard", GOOD: "Good", EASY: "Easy"}
CONTRADICTED = "contradicted"
"""Source of the rating of a contradicted point, and the mark in the schedule while that rating is the latest."""
FROM_A_GRADE = frozenset({"grade", CONTRADICTED})
"""Sources of ratings that follow from the grade of a whole answer; any other rates a single point."""
RATINGS = {"not_met": AGAIN, "partly_met": HARD, "met": GOOD}
"""The rating that a verdict stands for; a candidate may correct it."""
LONGEST_INTERVAL = 36_500
"""Days; the library's own bound."""
Schedule = Mapping[tuple[str, str], JsonObject]
"""By question and criterion: what FSRS keeps of it, which its library calls a card."""


def ratings_of(question_id: str, grade: Grade, now: datetime | None = None) -> list[Rated]:
    """The ratings that follow from a grade, one for each judged criterion.

    Nothing is written: the caller that closes a question stores them together with it.

    Args:
        now: Time of the review, UTC.
    """
    moment = now or datetime.now(UTC)
    source = {True: CONTRADICTED, False: "grade"}
    return [
        Rated(
            Review(moment.timestamp(), question_id, item.id, RATINGS[item.verdict], source[item.called_wrong]),
            scheduled_from,
        )
        for item in grade.criteria
        if item.verdict in RATINGS
    ]


def rate(
    store: Store, question_id: str, criterion_id: str, rating: int, now: datetime, source: str = "self"
) -> datetime:
    """Log one rating and schedule its point anew; returns when it is due next.

    Raises:
        UsageError: The rating is not from 1 to 4.
    """
    _check(rating)
    given = Review(now.timestamp(), question_id, criterion_id, rating, source)
    (due,) = store.reviews.add([Rated(given, scheduled_from)])
    return due


def correct(store: Store, question_id: str, criterion_id: str, rating: int) -> datetime:
    """Replace the last rating, since the candidate knows better; returns when the point is due next.

    Raises:
        UsageError: The rating is not from 1 to 4, or there is none to correct.
    """
    _check(rating)
    due = store.reviews.correct(question_id, criterion_id, rating, scheduled_from)
    if due is None:
        raise UsageError("this point has not been rated yet; answer it first")
    return due


def scheduled_from(history: Sequence[Review], interview: date | None) -> Scheduled:
    """When a log of ratings, oldest first, has its point come back; the store asks where it writes the log.

    If the point was contradicted last time, it is due at that day's start, before points that were only missed.
    """
    card = replayed(history, interview)
    due = card.due
    kept: dict[str, JsonValue] = dict(card.to_dict())
    if history[-1].source == CONTRADICTED and history[-1].rating == AGAIN:
        due = day_start(due)
        kept |= {"due": due.isoformat(), CONTRADICTED: True}
    return Scheduled(due, kept)


def rated_points(store: Store, bank: Bank, question_id: str = "") -> list[tuple[str, str, int, datetime]]:
    """Question, criterion, last rating and due date of what was rated, the latest rating first.

    Args:
        question_id: Only the points of this question.
    """
    last: dict[tuple[str, str], int] = {}
    for item in store.reviews.log(question_id):
        key = (item.question_id, item.criterion_id)
        last.pop(key, None)
        last[key] = item.rating
    schedule = store.reviews.schedule()
    return [
        (*key, rating, datetime.fromisoformat(str(schedule[key]["due"])))
        for key, rating in reversed(last.items())
        if key in schedule and in_bank(bank, key)
    ]


def replayed(history: Sequence[Review], interview: date | None = None) -> Card:
    """The library's card after a history of ratings, oldest first."""
    from fsrs import Card, Rating

    card = Card(card_id=1)
    for item in history:
        moment = datetime.fromtimestamp(item.at, UTC)
        card, _ = scheduler(_longest(moment, interview)).review_card(card, Rating(item.rating), moment)
    return card


def scheduler(longest: int = LONGEST_INTERVAL) -> Scheduler:
    """FSRS as it is used here.

    Args:
        longest: Days after which a point comes back at the latest.
    """
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=longest)


def retrievability(entry: JsonObject, now: datetime) -> float:
    """The chance that the point is remembered now, 0..1, as FSRS has it."""
    from fsrs import Card

    return float(scheduler().get_card_retrievability(Card.from_dict(dict(entry)), now))


def interview_date(store: Store) -> date | None:
    """The date of the interview, where one is set."""
    kept = store.preferences.get(INTERVIEW_DATE)
    return date.fromisoformat(kept) if kept else None


def set_interview_date(store: Store, text: str, today: date | None = None) -> None:
    """Store the date of the interview, or remove it if the text is empty; every point is capped again.

    Raises:
        UsageError: It is not a date, or is in the past.
    """
    text = text.strip()
    if text:
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise UsageError(f"{text[:30]!r} is not a date; write it as 2027-03-31") from error
        if day < (today or local_day(datetime.now(UTC))):
            raise UsageError(f"{day:%d %b %Y} is in the past; give the date of an upcoming interview")
    store.reviews.set_interview_date(text, scheduled_from)


def due_now(schedule: Schedule, bank: Bank, now: datetime) -> list[tuple[str, str]]:
    """Criteria that are due on this day, the least likely remembered first; those the bank no longer has are left out.

    Contradicted points come before missed ones: a false belief becomes more entrenched the longer it is left. Among points about
    equally likely to be remembered, those of the question with most due points come first.
    """
    due = [key for key, entry in schedule.items() if days_until(entry, now) <= 0 and in_bank(bank, key)]
    several = Counter(question_id for question_id, _ in due)

    def order(key: tuple[str, str]) -> tuple[bool, float, int, str, tuple[str, str]]:
        entry = schedule[key]
        remembered = round(retrievability(entry, now), 2)
        return not entry.get(CONTRADICTED), remembered, -several[key[0]], str(entry["due"]), key

    return sorted(due, key=order)


def days_until(entry: JsonObject, now: datetime) -> int:
    """Days from a moment's day to the day a point is due on, both as the candidate's clock has them; below 0 if it is overdue."""
    return (local_day(datetime.fromisoformat(str(entry["due"]))) - local_day(now)).days


def forecast(schedule: Schedule, now: datetime, days: int = 14) -> list[int]:
    """How many criteria fall due on each of the next days; what is overdue counts for today."""
    out = [0] * days
    for entry in schedule.values():
        ahead = days_until(entry, now)
        if ahead < days:
            out[max(0, ahead)] += 1
    return out


def _longest(moment: datetime, interview: date | None) -> int:
    if interview is None:
        return LONGEST_INTERVAL
    return min(LONGEST_INTERVAL, max(1, (interview - local_day(moment)).days))


def in_bank(bank: Bank, key: tuple[str, str]) -> bool:
    """Whether the bank has this criterion of this question."""
    return key[0] in bank and any(c.id == key[1] for c in bank[key[0]].criteria)


def _check(rating: int) -> None:
    if rating not in RATING_NAMES:
        raise UsageError(f"a rating is from 1 (again) to 4 (easy), got {rating}")
