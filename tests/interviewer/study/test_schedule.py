"""When a criterion comes back: the library's own schedule, corrected ratings, the interview date and the daily plan."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.state.stored import Review
from interviewer.errors import UsageError
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.schedule import (
    correct,
    due_now,
    forecast,
    interview_date,
    rate,
    ratings_of,
    replayed,
    retrievability,
    set_interview_date,
)
from interviewer.study.today import daily_plan, streak
from knowledge.schema import Bank

NOON = datetime(2026, 11, 1, 12).astimezone(UTC)


def close(store: Store, question_id: str, grade: Grade, now: datetime) -> None:
    store.reviews.add(ratings_of(question_id, grade, now))


def graded(question_id: str, **verdicts: str) -> Grade:
    rows = tuple(CriterionVerdict(i.replace("_", "-"), i, 1.0, v) for i, v in verdicts.items())  # type: ignore[arg-type]
    return Grade(question_id, 0.5, rows)


@pytest.mark.slow
def test_the_schedule_is_the_librarys_on_a_thousand_random_histories() -> None:
    rng = random.Random(4)
    for _ in range(1000):
        moment, history = NOON, []
        # the one departure from the library's defaults: no steps of minutes
        theirs = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        card = Card(card_id=1)
        for _ in range(rng.randint(1, 12)):
            moment += timedelta(seconds=rng.choice((30, 700, 90_000, 500_000, 4_000_000)) * rng.uniform(0.5, 1.5))
            rating = rng.randint(1, 4)
            moment = datetime.fromtimestamp(moment.timestamp(), UTC)
            history.append(Review(moment.timestamp(), "q", "c", rating, "grade"))
            card, _ = theirs.review_card(card, Rating(rating), moment)
        assert replayed(history).to_dict() == card.to_dict()


def test_verdicts_become_ratings_and_the_log_is_kept(store: Store) -> None:
    close(store, "training-01", graded("training-01", a="met", b="partly_met", c="not_met", d="ungraded"), NOON)
    assert [(r.criterion_id, r.rating, r.source) for r in store.reviews.log()] == [
        ("a", 3, "grade"),
        ("b", 2, "grade"),
        ("c", 1, "grade"),
    ]
    dues = {key[1]: card["due"] for key, card in store.reviews.schedule().items()}
    assert dues["c"] <= dues["b"] < dues["a"]


def test_what_was_known_today_is_not_asked_again_tomorrow_and_what_was_missed_is(store: Store, bank: Bank) -> None:
    names = [c.id for c in bank["training-01"].criteria[:3]]
    verdicts = dict(zip(names, ("met", "partly_met", "not_met"), strict=True))
    rows = tuple(CriterionVerdict(i, i, 1.0, v) for i, v in verdicts.items())  # type: ignore[arg-type]
    evening = NOON + timedelta(hours=8)
    close(store, "training-01", Grade("training-01", 0.5, rows), evening)
    assert due_now(store.reviews.schedule(), bank, evening + timedelta(minutes=30)) == []
    # the whole next day, from its morning on; the least likely remembered first
    morning = NOON + timedelta(hours=20)
    assert due_now(store.reviews.schedule(), bank, morning) == [("training-01", names[2]), ("training-01", names[1])]
    assert ("training-01", names[0]) in due_now(store.reviews.schedule(), bank, morning + timedelta(days=1))


def test_a_corrected_rating_counts_as_if_it_had_been_given_at_once(store: Store) -> None:
    rate(store, "q", "a", 1, NOON, "grade")
    correct(store, "q", "a", 4)
    rate(store, "q", "b", 4, NOON, "grade")
    cards = store.reviews.schedule()
    assert cards["q", "a"] == cards["q", "b"] and store.reviews.log("q", "a")[0].source == "corrected"
    for wrong in (0, 5, -1):
        with pytest.raises(UsageError, match="from 1"):
            correct(store, "q", "a", wrong)
    with pytest.raises(UsageError, match="not been rated yet"):
        correct(store, "q", "zzz", 2)


def test_nothing_is_put_off_past_the_interview(store: Store) -> None:
    for n in range(6):
        rate(store, "q", "a", 4, NOON + timedelta(days=20 * n), "grade")
    last = NOON + timedelta(days=100)
    far = datetime.fromisoformat(store.reviews.schedule()["q", "a"]["due"])
    assert (far - last).days > 60
    set_interview_date(store, (last + timedelta(days=10)).date().isoformat(), today=last.date())
    near = datetime.fromisoformat(store.reviews.schedule()["q", "a"]["due"])
    assert near.date() <= (last + timedelta(days=10)).date()
    set_interview_date(store, "")
    assert datetime.fromisoformat(store.reviews.schedule()["q", "a"]["due"]) == far and interview_date(store) is None


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "31.12.2026", "2020-01-01", "'; drop table reviews"])
def test_a_wrong_date_is_one_clear_line_and_changes_nothing(store: Store, text: str) -> None:
    set_interview_date(store, "2027-01-01", today=NOON.date())
    with pytest.raises(UsageError, match=r"is not a date|is in the past"):
        set_interview_date(store, text, today=NOON.date())
    assert interview_date(store) == date(2027, 1, 1)


def test_the_plan_of_a_day(store: Store, bank: Bank) -> None:
    first = daily_plan(store, bank, NOON)
    assert first.due == () and len(first.new) == 4 and first.days_left is None and first.streak == 0
    assert len({bank[q].section for q in first.new}) == 4  # sections take turns
    question = bank[first.new[0]]
    close(store, question.id, graded(question.id, **{question.criteria[0].id.replace("-", "_"): "not_met"}), NOON)
    later = NOON + timedelta(days=1)

    def asked(new: str) -> None:
        close(store, new, graded(new, **{bank[new].criteria[0].id.replace("-", "_"): "met"}), later)

    plan = daily_plan(store, bank, later)
    assert plan.due == ((question.id, question.criteria[0].id),) and question.id not in plan.new
    assert plan.streak == 1 and plan.done_today == 0
    set_interview_date(store, "2026-11-12", today=later.date())
    hurried = daily_plan(store, bank, later)
    assert hurried.days_left == 10 and len(hurried.new) == 10  # 99 left in 10 days
    asked(plan.new[0])
    assert len(daily_plan(store, bank, later).new) == 9, "one of the ten is done"
    set_interview_date(store, "")
    assert len(daily_plan(store, bank, later).new) == 3
    for one in plan.new[1:] + first.new[2:3]:
        asked(one)
    assert daily_plan(store, bank, later).new == (), "an interview of many questions brings no more than they are"
    assert len(daily_plan(store, bank, later + timedelta(days=1)).new) == 4
    assert daily_plan(store, bank, NOON + timedelta(days=4)).streak == 0


def test_what_the_bank_no_longer_has_is_not_due(store: Store, bank: Bank) -> None:
    rate(store, "gone-01", "a", 1, NOON)
    rate(store, "training-01", "no-such-criterion", 1, NOON)
    assert due_now(store.reviews.schedule(), bank, NOON + timedelta(days=30)) == []
    assert sum(forecast(store.reviews.schedule(), NOON + timedelta(days=30))) == 2


def test_streaks_and_memory() -> None:
    today = date(2026, 11, 10)
    assert streak([today, today - timedelta(days=1), today - timedelta(days=3)], today) == 2
    assert streak([today - timedelta(days=1)], today) == 1 and streak([], today) == 0
    card = replayed([Review(NOON.timestamp(), "q", "c", 4, "self")]).to_dict()
    soon, late = (retrievability(card, NOON + timedelta(days=d)) for d in (1, 60))
    assert 1 >= soon > 0.9 > late > 0


def test_what_was_missed_in_the_last_question_comes_back_though_the_time_ran_out(
    light_services: Services, store: Store
) -> None:
    closed: list[str] = []
    clock = [1000.0]
    conductor = Conductor(
        light_services, store.interviews, lambda: clock[0], lambda question_id, *_: closed.append(question_id) or []
    )
    interview_id, _ = conductor.start("interview", 5, pool=("training-06a", "nlp-01a"), seed=1)
    list(conductor.say(interview_id, "I would clip the gradient by its norm."))
    assert closed == [] and conductor.record(interview_id).state.attempts[-1].grade is not None
    clock[0] += 600
    list(conductor.tick(interview_id))
    assert conductor.record(interview_id).state.phase == "finished" and len(closed) == 1


def test_what_was_said_wrongly_comes_back_before_what_was_missed(store: Store, bank: Bank) -> None:
    question = bank["training-01"]
    missed, wrong = question.criteria[0].id, question.criteria[-1].id
    others = bank["nlp-10"]
    close(store, others.id, graded(others.id, **{c.id.replace("-", "_"): "not_met" for c in others.criteria}), NOON)
    rows = graded(question.id, **{missed.replace("-", "_"): "not_met", wrong.replace("-", "_"): "not_met"}).criteria
    close(store, question.id, Grade(question.id, 0.0, (rows[0], replace(rows[1], contradicted=True))), NOON)
    log = {r.criterion_id: (r.rating, r.source) for r in store.reviews.log(question.id)}
    assert log == {missed: (1, "grade"), wrong: (1, "contradicted")}
    cards = store.reviews.schedule()
    assert cards[question.id, wrong]["due"] < cards[question.id, missed]["due"]
    assert due_now(cards, bank, NOON + timedelta(hours=11)) == [], "not on the same day"
    due = due_now(cards, bank, NOON + timedelta(hours=20))
    assert due[0] == (question.id, wrong) and set(due[1:]) == {(question.id, missed)} | {
        (others.id, c.id) for c in others.criteria
    }
    assert daily_plan(store, bank, NOON + timedelta(hours=20)).due_questions[0] == question.id


def test_it_is_first_only_while_that_rating_stands(store: Store) -> None:
    rate(store, "q", "a", 1, NOON, "contradicted")
    rate(store, "q", "b", 1, NOON, "grade")
    set_interview_date(store, "")
    assert store.reviews.schedule()["q", "a"]["contradicted"], "a card that is made anew keeps it"
    rate(store, "q", "a", 3, NOON + timedelta(days=1), "grade")
    assert "contradicted" not in store.reviews.schedule()["q", "a"]
    rate(store, "q", "a", 1, NOON + timedelta(days=9), "contradicted")
    correct(store, "q", "a", 3)
    assert "contradicted" not in store.reviews.schedule()["q", "a"]
