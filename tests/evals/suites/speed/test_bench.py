"""The bench: what it times is what answers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from evals.results.ledger import RecordedResult, ResultsLedger
from evals.results.render import TABLES
from evals.suites.speed import bench
from evals.suites.speed.bench import FirstToken
from interviewer.conversation.wording.wording import Wording
from interviewer.grading.llm_reply import GradeReply
from interviewer.llm.usage import Usage
from interviewer.settings import load_settings
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import FakeChat


def test_the_moment_of_the_first_word_is_kept(bank: Bank, words: CachedEmbedder) -> None:
    clock = FirstToken(FakeChat("What would you do to the gradient before the update?"))
    question = bank["training-06a"]
    said = Wording(clock.chat, lambda: words).probe(question, question.criteria[0], "I'd lower it.", question.criteria)
    assert clock.first is not None and said.endswith("?")


def test_it_stands_in_for_the_model_in_everything_else() -> None:
    clock = FirstToken(FakeChat({"criteria": []}))
    assert clock.name == "fake" and clock.take_usage().calls == 0
    assert clock.structured("be brief", "an answer", GradeReply).criteria == []


def test_the_peak_of_answers_one_by_one_is_taken_before_the_batch_and_the_whole_peak_after_it(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    peaks = [4000]

    def batch(*_: object) -> dict[str, int]:
        peaks.append(5500)
        return {"answers": 100}

    models = SimpleNamespace(**dict.fromkeys(("load", "learn_bank", "require_chat", "require_embedder"), lambda: None))
    monkeypatch.setattr(bench, "open_services", lambda _: SimpleNamespace(**vars(models), bank=bank, reader=None))
    monkeypatch.setattr(bench, "grader_of", lambda _: SimpleNamespace(grade=lambda *_: SimpleNamespace(usage=Usage())))
    monkeypatch.setattr(bench, "long_answers", lambda bank: [(bank["training-06a"], "I would clip it.")])
    monkeypatch.setattr(bench, "_seconds_if_read_ahead", lambda *_: 0.5)
    monkeypatch.setattr(bench, "choose_probe", lambda *_: None)
    monkeypatch.setattr(bench, "batch_throughput", batch)
    monkeypatch.setattr(bench, "_peak_memory_mb", lambda: peaks[-1])
    found = bench.embedded(load_settings())
    assert found["peak_memory_one_by_one_mb"] == 4000 and found["peak_memory_mb"] == 5500
    kept = RecordedResult.of({"suite": "bench", "page_to_bare_ratio": 1.1, **found}, "bench", {}, None)
    table = TABLES["bench"](ResultsLedger((kept,)))
    assert "| peak memory of all models, answers one by one | 4000 MB |" in table
    assert "| the same, if it was read while it was written | 0.50 (0.50 to 0.50) s" in table
    assert "| peak memory of all models, a hundred answers at once | 5500 MB |" in table
