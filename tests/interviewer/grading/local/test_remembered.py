"""No pair is read twice while it is remembered."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.remembered import RememberedReader
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import FITTED
from tests.interviewer.grading.local.test_judge import CLIPS, IDLE, RULES, SYMPTOM, judged
from tests.stand_ins import RuleReader

A, B, C = ("clipped", "I clip their norm"), ("clipped", "soup"), ("symptom", "it is NaN")


def test_rows_come_in_the_order_asked_whether_read_or_remembered() -> None:
    plain, reader = RuleReader(*RULES), RuleReader(*RULES)
    remembered = RememberedReader(reader)
    remembered.log_probabilities([B])
    asked = [A, B, C, A]
    assert np.array_equal(remembered.log_probabilities(asked), plain.log_probabilities(asked))
    assert reader.pairs == [B, A, C]


def test_nothing_is_read_where_all_is_known_or_nothing_is_asked() -> None:
    remembered = RememberedReader(reader := RuleReader(*RULES))
    assert remembered.log_probabilities([]).shape == (0, 4) and reader.calls == 0
    remembered.log_probabilities([A])
    assert remembered.log_probabilities([A]).shape == (1, 4) and reader.calls == 1


def test_the_one_used_longest_ago_is_forgotten() -> None:
    remembered = RememberedReader(reader := RuleReader(*RULES), most=2)
    for pair in (A, B, A, C):
        remembered.log_probabilities([pair])
    remembered.log_probabilities([A, C, B])
    assert reader.pairs == [A, B, C, B]


def test_more_at_once_than_is_kept_is_still_answered() -> None:
    remembered = RememberedReader(RuleReader(*RULES), most=1)
    assert remembered.log_probabilities([A, B, C]).shape == (3, 4)


def test_a_reader_that_fails_leaves_nothing_behind() -> None:
    class Broken(RuleReader):
        broken = True

        def log_probabilities(self, pairs):  # type: ignore[no-untyped-def]
            if self.broken:
                raise RuntimeError("no model")
            return super().log_probabilities(pairs)

    remembered = RememberedReader(reader := Broken(*RULES))
    with pytest.raises(RuntimeError):
        remembered.log_probabilities([A])
    reader.broken = False
    assert np.array_equal(remembered.log_probabilities([A]), RuleReader(*RULES).log_probabilities([A]))


def test_several_threads_read_what_one_would() -> None:
    remembered = RememberedReader(RuleReader(*RULES), most=8)
    pairs = [("clipped", f"I clip their norm to {n}") for n in range(16)] + [C, B]
    right = RuleReader(*RULES).log_probabilities(pairs)
    wrong: list[int] = []

    def read() -> None:
        wrong.append(sum(not np.array_equal(remembered.log_probabilities(pairs), right) for _ in range(30)))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [0, 0, 0, 0]


def test_after_a_follow_up_only_what_is_new_is_read(words: CachedEmbedder) -> None:
    judge = LocalJudge(words, reader := RuleReader(*RULES), FITTED)  # type: ignore[arg-type]
    first = f"{IDLE} {SYMPTOM}"
    judged(judge, first)
    reader.pairs.clear()
    whole = f"{first} {CLIPS}"
    both = judged(judge, whole, since=len(first))
    assert reader.pairs and all(CLIPS in statement for _, statement in reader.pairs)
    alone = judged(LocalJudge(words, RuleReader(*RULES), FITTED), whole, since=len(first))  # type: ignore[arg-type]
    assert both == alone
