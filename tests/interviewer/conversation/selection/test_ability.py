"""The estimate of ability: what moves it, how sure it is, and that an interview finds it."""

from __future__ import annotations

import random

import pytest

from evals.suites.interviews.ability import measure_ability
from interviewer.conversation.selection.ability import PRIOR_MEAN, estimate, learnt_difficulties
from interviewer.conversation.selection.outcomes import outcomes_of
from interviewer.conversation.selection.selection import next_question
from interviewer.conversation.state.past_outcome import Outcome
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import CriterionVerdict, Grade
from knowledge.schema import Bank


def test_nothing_known_is_the_prior_and_answers_narrow_it() -> None:
    none, some, many = estimate([]), estimate([Outcome("q", 3, 0.8)] * 2), estimate([Outcome("q", 3, 0.8)] * 12)
    assert none.mean == PRIOR_MEAN and none.error > some.error > many.error and many.answers == 12
    more = estimate([Outcome("q", 3, 0.8)] * 5)
    assert none.words == "nothing known yet"
    said = [made.words.rsplit(", ", 1)[1] for made in (some, more, many)]
    assert said == ["a first guess)", "fairly sure)", "sure)"]


@pytest.mark.parametrize("difficulty", [1, 3, 5])
def test_good_answers_lift_it_and_hard_questions_more(difficulty: int) -> None:
    low, high = (estimate([Outcome("q", difficulty, s)] * 4).mean for s in (0.1, 0.9))
    assert low < high
    assert estimate([Outcome("q", 5, 0.7)] * 4).mean > estimate([Outcome("q", 1, 0.7)] * 4).mean


def test_extremes_stay_finite() -> None:
    for score in (0.0, 1.0):
        made = estimate([Outcome("q", 3, score, 6)] * 200)
        assert -6 < made.mean < 11 and 0 < made.error < 1
    assert estimate([Outcome("q", 3, 7.0), Outcome("q", 3, -1.0, 0)]).error > 0


def test_difficulty_is_learnt_from_outcomes_but_held_near_its_authors() -> None:
    rng = random.Random(0)
    rows = []
    for who in range(60):
        rows += [(str(who), Outcome(f"q{n}", 3, rng.choice((0.6, 0.7, 0.8)))) for n in range(8)]
        rows.append((str(who), Outcome("harder than said", 3, rng.choice((0.1, 0.2, 0.3)))))
    learnt = learnt_difficulties(rows)
    assert learnt["harder than said"] > 3.8 > learnt["q0"] and learnt["harder than said"] < 6
    assert learnt_difficulties([("a", Outcome("q", 3, 0.0))])["q"] < 3.6
    assert learnt_difficulties([]) == {}


@pytest.mark.slow
def test_twenty_minutes_find_a_candidate_better_than_questions_drawn_at_random(bank: Bank) -> None:
    result = measure_ability(bank, repeats=3)
    assert result["chosen"]["rank_correlation"]["value"] >= 0.9
    assert result["error_less_than_uniform_by"]["value"] > 0
    assert result["chosen"]["sections_touched"] > result["uniform"]["sections_touched"]


def test_what_was_learnt_of_a_question_moves_what_is_asked_and_what_it_tells(bank: Bank) -> None:
    pool = [q.id for q in bank.in_section("rl")]

    def asked_with(difficulties: dict[str, float]) -> list[str]:
        choices = [
            next_question(bank, pool, (), ability=2.5, minutes_left=30, seed=seed, difficulties=difficulties)
            for seed in range(60)
        ]
        return [choice.question_id for choice in choices if choice]

    asked = asked_with({})
    often = max(set(asked), key=asked.count)
    moved = asked_with({often: 5.0})
    assert len(asked) == len(moved) == 60
    assert asked.count(often) >= 12 and moved.count(often) <= asked.count(often) / 3
    grade = Grade("rl-01", 0.8, tuple(CriterionVerdict(c.id, c.claim, 1.0, "met") for c in bank["rl-01"].criteria))
    attempt = QuestionAttempt("rl-01", "said", grade, closed=True)
    easy, hard = outcomes_of([attempt], bank), outcomes_of([attempt], bank, {"rl-01": 4.9})
    assert hard[0].difficulty == 4.9 and estimate(hard).mean > estimate(easy).mean


def test_candidates_are_not_all_asked_the_same_and_none_is_asked_the_same_again(bank: Bank) -> None:
    first = [next_question(bank, list(bank), (), ability=2.5, minutes_left=30, seed=seed) for seed in range(100)]
    assert None not in first and len({choice.question_id for choice in first if choice}) >= 15
    before: list[str] = []
    for interview in range(4):
        asked: list[str] = []
        left = 30.0
        while choice := next_question(
            bank, list(bank), asked, ability=2.5, minutes_left=left, seed=interview, before=before
        ):
            asked.append(choice.question_id)
            left -= bank[choice.question_id].minutes
        assert len(asked) >= 5 and not set(asked) & set(before)
        before += asked


def test_where_all_was_asked_the_oldest_comes_first(bank: Bank) -> None:
    pool = [q.id for q in bank.in_section("rl")]
    for seed in range(20):
        order = list(pool)
        random.Random(seed).shuffle(order)
        again = next_question(bank, pool, (), ability=2.5, minutes_left=30, seed=seed, before=order)
        assert again is not None and order.index(again.question_id) < len(order) * 0.75
