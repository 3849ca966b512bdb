"""Which follow-ups are likely to come next."""

from __future__ import annotations

from interviewer.conversation.probing.likely import likely_probe, likely_probes
from interviewer.conversation.state.state import QuestionAttempt, WordProbe
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player


def ids(bank: Bank, attempt: QuestionAttempt, most: int = 9) -> list[tuple[str, int]]:
    return [(one.criterion_id, one.go) for one in likely_probes(bank[attempt.question_id], attempt, most)]


def test_before_an_answer_the_heaviest_points_come_first(bank: Bank) -> None:
    question = bank["training-15"]
    found = ids(bank, QuestionAttempt(question.id))
    weights = [question.criterion(name).weight for name, _ in found]
    assert weights == sorted(weights, reverse=True) and len(found) == len(question.criteria)
    assert all(go == 1 for _, go in found)
    assert len(ids(bank, QuestionAttempt(question.id), most=2)) == 2


def test_what_is_asked_next_is_among_the_first_two(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    player.say("something vague")
    for verdict in ("met", "not_met"):
        attempt = player.state.attempts[-1]
        first_two = ids(bank, attempt)[:2]
        turns = player.say("vague again", **{attempt.probing.replace("-", "_"): verdict})
        probe = next(turn for turn in turns if turn.kind == "probe")
        assert (probe.criterion_id, player.state.attempts[-1].probed.count(probe.criterion_id)) in first_two


def test_nothing_is_likely_once_all_follow_ups_are_used(bank: Bank) -> None:
    attempt = QuestionAttempt("training-06a", probed=("clipping", "clipping", "gradient-norms"))
    assert ids(bank, attempt) == []


def test_what_was_taken_back_was_not_heard(bank: Bank) -> None:
    question = bank["training-06a"]
    attempt = QuestionAttempt(question.id, "The rate is too low. No wait, I take that back: it is too high.")
    assert "too low" not in likely_probe(question, attempt, "clipping", 1).heard


def test_the_words_belong_to_what_the_machine_asks(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    assert not isinstance(player.state.pending, WordProbe)
    assert ids(bank, player.state.attempts[-1])
