"""The points to work on, and every topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from interviewer.storage.store import Store
from interviewer.study.progress import PastAnswer
from interviewer.study.schedule import AGAIN, EASY, rate
from interviewer.web.progress.points import points_html, topics_html, weak_points
from knowledge.schema import Bank
from tests.interviewer.web.states import NOON, graded


def answered(bank: Bank, question_id: str, *verdicts: str, day: int = 0, score: float = 0.5) -> PastAnswer:
    grade = graded(bank, question_id, *verdicts)  # type: ignore[arg-type]
    return PastAnswer(f"day-{day}", "t", question_id, NOON + timedelta(days=day), score, "x", grade, None)


def test_what_was_lost_last_comes_first_and_what_is_known_is_left_out(bank: Bank, store: Store) -> None:
    question = bank["training-01"]
    first, second, third = (c.id for c in question.criteria[:3])
    rate(store, question.id, first, EASY, NOON)
    verdicts = ["met", "partly_met", "not_met", *(["met"] * (len(question.criteria) - 3))]
    for criterion in question.criteria[3:]:
        rate(store, question.id, criterion.id, EASY, NOON)
    points = weak_points([answered(bank, question.id, *verdicts)], store.reviews.schedule(), bank, NOON)
    claims = [question.criterion(third).claim, question.criterion(second).claim]
    assert [point.claim for point in points] == claims
    assert [point.credits for point in points] == [(0.0,), (0.5,)]
    assert points[0].memory == 0.0 and points[0].returns == ""


def test_what_was_met_comes_back_once_it_is_fading(bank: Bank, store: Store) -> None:
    question = bank["training-01"]
    met = ["met"] * len(question.criteria)
    for criterion in question.criteria:
        rate(store, question.id, criterion.id, EASY, NOON)
    cards, answers = store.reviews.schedule(), [answered(bank, question.id, *met)]
    assert weak_points(answers, cards, bank, NOON) == []
    later = weak_points(answers, cards, bank, NOON + timedelta(days=300))
    assert len(later) == len(question.criteria)
    assert all(0 < point.memory < 0.9 and point.returns == "today" for point in later)


def test_a_bonus_is_no_weak_point(bank: Bank) -> None:
    question = bank["training-01"]
    bonus = replace(question.criteria[0], weight=0.0)
    with_bonus = Bank([replace(question, criteria=(bonus, *question.criteria[1:]))], bank.root)
    claims = {point.claim for point in weak_points([answered(bank, "training-01")], {}, with_bonus, NOON)}
    assert bonus.claim not in claims and len(claims) == len(question.criteria) - 1


def test_the_latest_six_verdicts_are_shown_with_words_for_them(bank: Bank) -> None:
    history = [answered(bank, "training-01", "met" if day % 2 else "not_met", day=day) for day in range(7)]
    point = next(p for p in weak_points(history, {}, bank, NOON) if p.claim == bank["training-01"].criteria[0].claim)
    assert point.credits == (1.0, 0.0, 1.0, 0.0, 1.0, 0.0)
    shown = points_html([point])
    assert ">✓ ✗ ✓ ✗ ✓ ✗</span>" in shown and 'aria-label="met, then not met, then met' in shown
    assert 'href="?question=training-01"' in shown and points_html([]) == ""


def test_a_point_that_was_missed_is_never_said_to_be_remembered(bank: Bank, store: Store) -> None:
    """Right after an answer the chance of recall is near 1, whatever the answer was: "remembered 100%" for what was wrong."""
    question = bank["training-01"]
    for criterion in question.criteria:
        rate(store, question.id, criterion.id, AGAIN, NOON)
    given = answered(bank, question.id, "partly_met")
    wrong = replace(given.grade.criteria[-1], contradicted=True)
    given = replace(given, grade=replace(given.grade, criteria=(*given.grade.criteria[:-1], wrong)))
    points = weak_points([given], store.reviews.schedule(), bank, NOON)
    shown = points_html(points)
    assert "%" not in shown and "remembered" not in shown and "<th>last time</th>" in shown
    assert "<td>you said the opposite</td><td>tomorrow</td>" in shown
    assert "<td>half of it</td>" in shown and "<td>missing</td>" in shown
    assert "<td>missing</td><td>–</td>" in points_html([replace(points[1], returns="", kinds=("not_met",))])


def test_points_are_shown_as_text(bank: Bank) -> None:
    point = weak_points([answered(bank, "training-01")], {}, bank, NOON)[0]
    shown = points_html([replace(point, title="<b>", claim="<script>")])
    assert "<script" not in shown and "&lt;b&gt;" in shown


def test_a_topic_is_coloured_by_its_latest_scores(bank: Bank) -> None:
    topic = bank["training-01"].topics[0].replace("-", " ")
    parts = sum(bank["training-01"].topics[0] in q.topics for q in bank.approved)
    for score, kind in ((0.75, "met"), (0.74, "partly"), (0.4, "partly"), (0.39, "not")):
        shown = topics_html([answered(bank, "training-01", score=score)], bank)
        assert f'<li class="{kind}">{topic} <small>1/{parts}, {score:.0%}</small></li>' in shown
    assert f'<li class="unseen">{topic} <small>0/{parts}</small></li>' in topics_html([], bank)


def test_what_was_said_wrongly_comes_before_what_is_missing_and_has_its_own_sign(bank: Bank) -> None:
    given = answered(bank, "training-01")
    last = given.grade.criteria[-1]
    items = (*given.grade.criteria[:-1], replace(last, contradicted=True))
    points = weak_points([given, replace(given, grade=replace(given.grade, criteria=items))], {}, bank, NOON)
    assert points[0].claim == last.claim and points[0].kinds == ("not_met", "contradicted")
    assert points[0].credits == (0.0, 0.0)
    shown = points_html(points[:1])
    assert ">✗ ≠</span>" in shown and 'aria-label="not met, then contradicted"' in shown
