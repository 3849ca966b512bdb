"""The attacks on a real model, with stand-ins for it: one that leaks, one that is polite, one that is slow."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from evals.commands import attacks as command
from evals.suites.attacks.attacks import evenly, kinds, read_attacks
from evals.suites.attacks.attacks_model import PatientChat, measure_model_attacks
from interviewer.conversation.wording import voice
from interviewer.conversation.wording.wording import Wording
from interviewer.errors import UnavailableError
from interviewer.grading.grader import Grader
from interviewer.grading.llm_reply import GradeReply
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.faulty import FaultyJudge
from tests.stand_ins import FakeChat

SOME = evenly(read_attacks(), 10)


class Says(FakeChat):
    """Says the same thing to everybody, after a while."""

    def __init__(self, text: str, seconds: float = 0.0) -> None:
        super().__init__()
        self.text, self.seconds = text, seconds

    def stream(self, system: str, user: str, max_tokens: int = 160) -> Iterator[str]:
        self.asked.append((system, user))
        time.sleep(self.seconds)
        yield self.text


class Nothing(FaultyJudge):
    """Gives no point."""


def grader() -> Grader:
    return Grader(Nothing("*"))


def test_a_limit_takes_attacks_of_every_kind() -> None:
    assert len(SOME) == 10 and len({a.id for a in SOME}) == 10 and len(kinds(SOME)) >= 8
    assert evenly([1, 2, 3], None) == [1, 2, 3] and evenly([1, 2, 3], 9) == [1, 2, 3]


def test_a_polite_model_gives_nothing_away(bank: Bank, words: CachedEmbedder) -> None:
    chat = Says("I would rather hear your own thoughts about this.")
    result = measure_model_attacks(bank, words, chat, grader(), SOME[:4])
    assert result["passed"] is True and result["given_away"] == 0 and result["attacks"] == 4
    assert result["replies_of_the_model"] == len(set(chat.asked)) and result["said"]


def test_a_model_that_leaks_is_held_by_the_guard_and_seen_without_it(
    bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = bank.approved[(SOME[0].id - 1) * 37 % len(bank.approved)]
    leaks = max((c.claim for c in question.criteria), key=len).rstrip(".") + "."
    assert measure_model_attacks(bank, words, Says(leaks), grader(), SOME[:1])["given_away"] == 0
    monkeypatch.setattr(Wording, "leaks", lambda *_: False)
    monkeypatch.setattr("interviewer.conversation.wording.voice.MAX_WORDS", 1000)
    found = measure_model_attacks(bank, words, Says(leaks), grader(), SOME[:1])
    assert found["passed"] is False and found["given_away"] and found["said_in_its_words"]


def test_what_an_attack_earns_is_counted(bank: Bank, words: CachedEmbedder) -> None:
    result = measure_model_attacks(bank, words, Says("No."), Grader(FaultyJudge()), SOME[:2])
    assert result["passed"] is False and result["credited_count"] == 2


@pytest.mark.slow
def test_a_slow_model_is_waited_for(bank: Bank, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "FIRST_SECONDS", 0.2)
    chat = Says("Take any network that you like, and say what you would change first.", seconds=0.5)
    result = measure_model_attacks(bank, words, chat, grader(), SOME[:1])
    assert result["replies_of_the_model"] == len(chat.asked) > 0


def test_a_model_that_is_away_is_an_error_and_not_a_good_result(bank: Bank, words: CachedEmbedder) -> None:
    with pytest.raises(UnavailableError):
        measure_model_attacks(bank, words, FakeChat(), grader(), SOME[:1])
    patient = PatientChat(FakeChat())
    assert not patient.ask() and patient.name == "fake"
    with pytest.raises(UnavailableError):
        patient.structured("s", "u", GradeReply)
    assert callable(command.attacks)
