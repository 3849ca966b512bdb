from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from interviewer.grading.grade import CriterionGrade, Evidence, Grade
from interviewer.storage.store import Store
from interviewer.study.drill import drill_order
from interviewer.study.schedule import ratings_of
from knowledge.schema import Bank


def close(store: Store, question_id: str, grade: Grade, now: datetime) -> None:
    store.reviews.add(ratings_of(question_id, grade, now))


def item(bank: Bank, question_id: str, criterion_id: str, verdict: str, quote: str = "said it") -> CriterionGrade:
    c = bank[question_id].criterion(criterion_id)
    evidence = (Evidence(quote, 0, len(quote)),) if verdict in {"met", "partly_met"} else ()
    return CriterionGrade(c.id, c.claim, c.weight, verdict, 0.9, evidence)  # type: ignore[arg-type]


def test_drill_brings_back_what_was_missed_first(bank: Bank, store: Store) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)

    def graded(question_id: str, verdict: str) -> Grade:
        return Grade(
            question_id, 0.0, tuple(item(bank, question_id, c.id, verdict) for c in bank[question_id].criteria)
        )

    close(store, "training-01", graded("training-01", "met"), now)
    close(store, "training-02", graded("training-02", "not_met"), now)
    close(store, "training-05", graded("training-05", "ungraded"), now)
    cards = store.reviews.cards()
    assert not any(key[0] == "training-05" for key in cards)
    later = now + timedelta(days=1)
    pool = ["training-01", "training-02", "training-05"]
    assert drill_order(bank, pool, cards, later) == ["training-02", "training-05", "training-01"]


def test_drill_brings_back_what_was_said_wrongly_before_what_was_missed(bank: Bank, store: Store) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    pool = ["training-01", "training-02", "training-05"]
    for question_id in pool:
        items = [item(bank, question_id, c.id, "not_met") for c in bank[question_id].criteria]
        items[0] = replace(items[0], contradicted=question_id == "training-05")
        close(store, question_id, Grade(question_id, 0.0, tuple(items)), now)
    assert drill_order(bank, pool, store.reviews.cards(), now + timedelta(days=1))[0] == "training-05"
