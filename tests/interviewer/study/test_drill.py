from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.state.setup import Drilled
from interviewer.conversation.state.stored import TODAYS_PLAN
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.drill import choose_drill, drill_order
from interviewer.study.schedule import ratings_of
from knowledge.schema import Bank
from knowledge.search.retriever import Hit


class Asked(TypedDict, total=False):
    """What a drill may be asked for by."""

    due: bool
    topic: str
    section: str
    only: str


def close(store: Store, question_id: str, grade: Grade, now: datetime) -> None:
    store.reviews.add(ratings_of(question_id, grade, now))


def item(bank: Bank, question_id: str, criterion_id: str, verdict: str, quote: str = "said it") -> CriterionVerdict:
    c = bank[question_id].criterion(criterion_id)
    evidence = (Evidence(quote, 0, len(quote)),) if verdict in {"met", "partly_met"} else ()
    return CriterionVerdict(c.id, c.claim, c.weight, verdict, 0.9, evidence)  # type: ignore[arg-type]


def test_drill_brings_back_what_was_missed_first(bank: Bank, store: Store) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)

    def graded(question_id: str, verdict: str) -> Grade:
        return Grade(
            question_id, 0.0, tuple(item(bank, question_id, c.id, verdict) for c in bank[question_id].criteria)
        )

    close(store, "training-01", graded("training-01", "met"), now)
    close(store, "training-02", graded("training-02", "not_met"), now)
    close(store, "training-05", graded("training-05", "ungraded"), now)
    cards = store.reviews.schedule()
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
    assert drill_order(bank, pool, store.reviews.schedule(), now + timedelta(days=1))[0] == "training-05"


@pytest.mark.parametrize(
    ("asked", "kind", "called"),
    [
        ({"due": True}, "today", TODAYS_PLAN),
        ({"topic": TODAYS_PLAN}, "topic", TODAYS_PLAN),
        ({"section": "nlp"}, "section", "nlp"),
        ({"topic": " nlp "}, "topic", "nlp"),
        ({"only": "nlp-10"}, "one", ""),
    ],
)
def test_what_a_drill_is_about_is_known_whatever_it_is_called(
    asked: Asked, kind: Drilled, called: str, bank: Bank, store: Store, light_services: Services
) -> None:
    hits = [Hit(bank["nlp-10"], 0.9, 0.9, "")]
    chosen = choose_drill(store, bank, lambda *_: hits, 5, **asked)
    assert (chosen.kind, chosen.topic) == (kind, called or bank["nlp-10"].short_title)
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    interview_id, _ = conductor.start_drill(chosen.pool, chosen.topic, chosen.kind)
    setup = conductor.record(interview_id).state.setup
    assert (setup.drilled, setup.topic, setup.drill) == (kind, chosen.topic, True)


def test_an_interview_drills_nothing(store: Store, light_services: Services) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    interview_id, _ = conductor.start("coach", 30, pool=("training-06a",), seed=1)
    assert conductor.record(interview_id).state.setup.drilled == ""
