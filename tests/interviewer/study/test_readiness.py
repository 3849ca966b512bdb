"""How ready a candidate is, how sure that is, and what would raise it most."""

from __future__ import annotations

import pytest

from interviewer.conversation.selection.ability import Ability, estimate
from interviewer.conversation.selection.readiness import FEWEST_ANSWERS, LEVELS, WIDEST, readiness
from interviewer.conversation.state.past_outcome import Outcome
from interviewer.storage.store import Store
from interviewer.study.readiness import set_target_level, target_level
from knowledge.schema import Bank

PARTS = {"training": 44, "rl": 8}


def test_who_is_at_the_level_earns_a_pass_and_who_is_above_it_more() -> None:
    at = readiness("mid-level", {s: Ability(3.0, 0.2, 20) for s in PARTS}, PARTS)
    assert at.score == pytest.approx(0.69, abs=0.01) and at.low < at.score < at.high and 0.3 < at.chance < 0.6
    above = readiness("junior", {s: Ability(3.5, 0.2, 20) for s in PARTS}, PARTS)
    assert above.chance > 0.95 and above.raise_in == "" and above.unknown == ()
    assert readiness("senior", {s: Ability(3.0, 0.2, 20) for s in PARTS}, PARTS).score < at.score


def test_the_less_is_known_the_wider_it_is_and_what_is_unknown_is_named() -> None:
    sure = readiness("mid-level", {"training": Ability(2, 0.2, 20), "rl": Ability(2, 0.2, 20)}, PARTS)
    vague = readiness("mid-level", {"training": Ability(2, 0.2, 20), "rl": Ability()}, PARTS)
    assert vague.high - vague.low > sure.high - sure.low and vague.unknown == ("rl",) and vague.answers == 20


def test_what_would_raise_it_most_is_where_most_points_are_lost() -> None:
    weak = readiness("mid-level", {"training": Ability(2.5, 0.3, 9), "rl": Ability(0.5, 0.3, 9)}, PARTS)
    assert weak.raise_in == "training", "a little in the large section is more than much in the small one"
    assert 0 < weak.gain < 0.7
    assert readiness("mid-level", {"training": Ability(3.5, 0.3, 9), "rl": Ability(1, 0.3, 9)}, PARTS).raise_in == "rl"


def test_the_level_is_kept_and_a_wrong_one_is_not(store: Store) -> None:
    assert target_level(store) == "mid-level"
    set_target_level(store, "senior")
    set_target_level(store, "emperor")
    assert target_level(store) == "senior" and set(LEVELS) == {"junior", "mid-level", "senior"}


def widest(bank: Bank, answers: int) -> float:
    """Half of the interval at the level where it is widest, for average answers spread as the bank is."""
    parts = {section: len(bank.in_section(section)) for section in bank.sections}
    each = {section: round(answers * part / sum(parts.values())) for section, part in parts.items()}
    able = {s: estimate([Outcome(f"{s}{n}", 3.0, 0.7, 5) for n in range(count)]) for s, count in each.items()}
    found = [readiness(level, able, parts) for level in LEVELS]
    return max((ready.high - ready.low) / 2 for ready in found)


def test_the_fewest_answers_are_those_that_can_tell_a_pass_from_a_fail(bank: Bank) -> None:
    assert widest(bank, FEWEST_ANSWERS) <= WIDEST < widest(bank, FEWEST_ANSWERS - 5)
