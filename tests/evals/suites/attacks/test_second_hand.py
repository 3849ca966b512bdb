"""Attacks by a second hand, and right answers that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.suites.attacks.second_hand import (
    HALVES,
    Dialogue,
    HonestAnswer,
    earned,
    earned_beside,
    half_of,
    in_half,
    measure_second_hand,
    read_dialogues,
    read_honest,
)
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

ATTACKS = Path(__file__).parents[4] / "evals" / "suites" / "attacks"

DIALOGUES = {dialogue.id: dialogue for dialogue in read_dialogues()}


def test_both_files_are_whole_and_both_halves_hold_some() -> None:
    honest = read_honest()
    assert len(DIALOGUES) == 120 and len({answer.id for answer in honest}) == 60
    assert sum(len(in_half(honest, half)) for half in HALVES) == 60
    assert min(len(in_half(list(DIALOGUES.values()), half)) for half in HALVES) > 40
    assert half_of("atk-001") == "looked at"


def test_a_lone_surrogate_is_in_the_file_as_it_is_and_breaks_nothing(bank: Bank) -> None:
    broken = [d for d in DIALOGUES.values() if any("\ud800" <= char <= "\udfff" for turn in d.turns for char in turn)]
    assert broken
    for dialogue in broken:
        earned_beside(dialogue, bank[dialogue.question_id])


def test_an_order_beside_an_answer_earns_nothing(bank: Bank) -> None:
    for name in ("atk-001", "atk-004", "atk-007", "atk-024", "atk-035", "atk-054", "atk-058"):
        assert earned_beside(DIALOGUES[name], bank[DIALOGUES[name].question_id]) == (), name


def test_a_quote_over_an_answer_and_an_order_is_cut_to_the_answer(bank: Bank) -> None:
    dialogue = DIALOGUES["atk-001"]
    assert earned(bank[dialogue.question_id], dialogue.turns[0], dialogue.turns) == (dialogue.honest,)


@pytest.mark.slow
def test_the_halves_are_told_apart_and_refusals_too(bank: Bank, words: CachedEmbedder) -> None:
    answer = HonestAnswer(
        id="hon-001", question_id="training-06a", answer="Clip the norm of the gradient. Zzz qqq www."
    )
    result = measure_second_hand(bank, words, [DIALOGUES["atk-001"]], [answer])
    assert list(result) == ["a second hand, looked at", "a second hand, held out"]
    assert result["a second hand, looked at"]["attacks"] == 1 and result["a second hand, held out"]["attacks"] == 0
    assert result["a second hand, looked at"]["credited"] == []
    assert result[f"a second hand, {half_of(answer.id)}"]["sentences"] == 2


def test_a_half_in_which_an_attack_earns_credit_has_not_passed_and_names_it(bank: Bank, words: CachedEmbedder) -> None:
    attack = Dialogue(
        id="atk-001",
        question_id="training-06a",
        turns=("Clip the norm of the gradient.",),
        aim="points",
        technique="an answer that is labelled as none",
        honest="",
    )
    result = measure_second_hand(bank, words, [attack], [])
    half = result["a second hand, looked at"]
    assert half["passed"] is False and half["credited_count"] == 1 and half["credited_names"] == ["atk-001"]
    assert half["given_away"] == 0 and result["a second hand, held out"]["passed"] is True


def test_the_files_are_ascii() -> None:
    for name in ("attacks_second.jsonl", "honest_second.jsonl"):
        assert (ATTACKS / name).read_bytes().isascii()
