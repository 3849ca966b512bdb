"""The dialogue suite: scripted candidates play to the end, and what gives a point away is found."""

from __future__ import annotations

import random

import pytest

from evals.labelled.gold import gold_answers
from evals.suites.interviews.candidates import KINDS, Candidate, seconds_to_say
from evals.suites.interviews.dialogue import aimed, judged, play, transcript
from interviewer.conversation.state.state import Turn
from interviewer.grading.local.reader import Reader
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.probes import probes_of
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

pytestmark = pytest.mark.embedded


@pytest.mark.parametrize("kind", ["silent", "asks for the answer", "adversarial"])
def test_a_candidate_plays_to_the_end_by_the_rules(
    light_services: Services, store: Store, bank: Bank, real_embedder: CachedEmbedder, real_reader: Reader, kind: str
) -> None:
    gold = {q: [a for a in gold_answers(bank) if a.question_id == q] for q in list(bank)[:5]}
    light_services.__dict__["reader"] = real_reader
    minutes = 3.0 if kind == "adversarial" else 6.0  # each of these messages is a long one to read
    one = play(light_services, store, Candidate(kind, bank, gold, random.Random(1)), "coach", 13, minutes)
    assert one.state.phase == "finished" and one.faults == []
    result = judged(bank, real_embedder, real_reader, [one])
    assert result["faults"] == [] and result["interviews"] == 1
    asked = [turn for turn, _ in one.said if turn.kind == "probe"]
    assert asked or kind == "adversarial", "nothing to measure"
    assert not asked or result["aim"]["value"] >= 0.95
    assert result["minutes_used"]["most"] < 8
    if kind == "asks for the answer":
        assert result["watched"]["hint"] >= 3 and result["watched"]["clarify"] >= 1
    assert f"# {kind.capitalize()} candidate" in transcript(one, bank)


def test_what_gives_a_point_away_is_a_leak_and_a_question_is_none(
    light_services: Services, store: Store, bank: Bank, real_embedder: CachedEmbedder, real_reader: Reader
) -> None:
    light_services.__dict__["reader"] = real_reader
    one = play(light_services, store, Candidate("silent", bank, {}, random.Random(1)), "interview", 13, 3.0)
    question = bank["training-06a"]
    open_points = tuple(c.id for c in question.criteria)
    clipping = question.criterion("clipping")

    def leaks(text: str, unmet: tuple[str, ...] = open_points) -> list[str]:
        one.said = [(Turn("interviewer", "probe", text, 0.0, question.id, "clipping"), unmet)]
        return [row["criterion"] for row in judged(bank, real_embedder, real_reader, [one])["leaked"]]

    assert "clipping" in leaks(clipping.satisfied_by[0])
    assert "clipping" in leaks(f"So, would you not say this: {clipping.claim}?")
    assert leaks(clipping.probe) == [] and leaks("Tell me more about that.") == []
    assert "clipping" not in leaks(clipping.satisfied_by[0], tuple(i for i in open_points if i != "clipping"))


def test_a_probe_is_known_by_what_it_is_about(bank: Bank, real_embedder: CachedEmbedder) -> None:
    question = bank["training-06a"]
    assert all(aimed(question, text, real_embedder) == c.id for c in question.criteria for text in probes_of(c))


def test_every_kind_says_something_at_every_turn(bank: Bank, light_services: Services, store: Store) -> None:
    from interviewer.conversation.conducting.conductor import Conductor

    conductor = Conductor(light_services, store.interviews)
    _, steps = conductor.start("interview", 20, seed=1)
    state = steps[-1].state
    for kind in KINDS:
        text = Candidate(kind, bank, {}, random.Random(2)).reply(state)
        assert text and seconds_to_say(text) > 15
