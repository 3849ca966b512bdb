"""Which questions an interview draws: one part of each question, and all sections in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from interviewer.conversation.conducting.conductor import Conductor
from interviewer.conversation.selection.selection import next_question, section_pool
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, all_met

SEEDS = range(120)


def drawn(
    bank: Bank, pool: Sequence[str], seed: int, most: int, minutes: float = 60.0, before: Sequence[str] = ()
) -> list[str]:
    """The questions of an interview in which each answer also speaks of another part of what was asked."""
    asked: list[str] = []
    left = minutes
    while len(asked) < most:
        stem = bank[asked[-1]].stem if asked else ""
        bridges = [(part.id, "that") for part in bank.parts(stem) if part.id not in asked] if asked else []
        choice = next_question(
            bank, pool, asked, ability=2.5, minutes_left=left, seed=seed, bridges=bridges, before=before
        )
        if choice is None:
            break
        asked.append(choice.question_id)
        left -= bank[choice.question_id].minutes
    return asked


@pytest.mark.slow
def test_no_two_parts_of_a_question_are_drawn_while_others_are_left(bank: Bank) -> None:
    pool = section_pool(bank, ())
    for seed in SEEDS:
        for minutes in (30.0, 90.0):
            asked = drawn(bank, pool, seed, 20, minutes)
            assert len(asked) >= 5 and len({bank[i].stem for i in asked}) == len(asked), seed


@pytest.mark.slow
@pytest.mark.parametrize("section", ["training", "advanced", "nlp"])
def test_nor_within_one_section(bank: Bank, section: str) -> None:
    pool = section_pool(bank, [section])
    stems = {bank[i].stem for i in pool}
    for seed in SEEDS:
        asked = drawn(bank, pool, seed, len(pool), 1000.0)
        assert sorted(asked) == sorted(pool), "a second part comes once nothing else is left"
        assert len({bank[i].stem for i in asked[: len(stems)]}) == len(stems), seed


@pytest.mark.slow
def test_five_questions_of_all_sections_are_spread_over_them(bank: Bank) -> None:
    pool = section_pool(bank, ())
    for seed in SEEDS:
        counts = Counter(bank[i].section for i in drawn(bank, pool, seed, 5))
        assert sum(counts.values()) == 5 and max(counts.values()) <= (2 if len(counts) < 5 else 1), seed
        assert len(counts) == 5


def test_every_part_has_its_turn(bank: Bank) -> None:
    """The first part of a question is not the only one that is ever asked."""
    pool = section_pool(bank, ["advanced"])
    assert {drawn(bank, pool, seed, 1)[0] for seed in range(400)} == set(pool)


def test_a_part_that_was_not_asked_before_comes_first(bank: Bank) -> None:
    pool = [part.id for part in bank.parts("advanced-04")]
    for seed in SEEDS:
        assert drawn(bank, pool, seed, 1, before=pool[:2]) == [pool[2]]


def test_all_parts_of_what_the_candidate_chose_are_asked_together(bank: Bank) -> None:
    pool = [i for i in bank if bank[i].section in {"advanced", "rl"}]
    player = Player(bank, mode="interview", minutes=240.0, pool=tuple(pool), chosen=True)
    while player.state.phase != "finished":
        player.say("an answer", **all_met(bank, player.state.attempts[-1].question_id))
    asked = [attempt.question_id for attempt in player.state.attempts]
    assert sorted(asked) == sorted(pool)
    for stem in {bank[i].stem for i in asked}:
        places = [n for n, i in enumerate(asked) if bank[i].stem == stem]
        assert places == list(range(places[0], places[0] + len(places)))
        assert [asked[n] for n in places] == sorted(asked[n] for n in places)


def test_an_interview_knows_whether_its_questions_were_chosen(light_services: Services, store: Store) -> None:
    conductor = Conductor(light_services, store.interviews, lambda: 1000.0)
    drawn_id, _ = conductor.start("interview", 30, seed=1)
    chosen_id, _ = conductor.start("interview", 30, pool=("advanced-04a", "advanced-04b"), seed=1)
    assert not conductor.record(drawn_id).state.setup.chosen
    assert conductor.record(chosen_id).state.setup.chosen
