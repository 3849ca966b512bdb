"""The other client of endpoints: every failure is bounded in time and reported in one line without the key; nothing is scored."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from interviewer.grading.grader import Grader
from interviewer.grading.local.judge import LocalJudge
from interviewer.json_data import JsonObject, JsonValue
from interviewer.llm.embedder import build_bare_embedder
from interviewer.llm.endpoint.endpoint_embedder import AT_ONCE, SHORTEST, EndpointEmbedder
from interviewer.settings import load_settings
from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.llm.endpoint.test_fault_matrix import ANSWER, FAULTS, KEY, TIMEOUT, Fault, replying
from tests.interviewer.llm.stub import Answered, Body, Endpoint
from tests.stand_ins import RuleReader, WordEmbedder

pytestmark = pytest.mark.slow

UNREADABLE = "sent a reply that cannot be read"
OTHERS = dict.fromkeys(("cut JSON", "cut short", "wrong schema", "empty", "no choices", "not JSON at all"), UNREADABLE)
"""Faults that are a chat's: to this client they are bodies of another protocol."""


def sent(*vectors: JsonValue) -> JsonObject:
    rows = [{"object": "embedding", "index": place, "embedding": vector} for place, vector in enumerate(vectors)]
    return {"object": "list", "data": rows, "model": "stub"}


WRONG: dict[str, tuple[Fault, str]] = {
    "no object": (replying([1, 2]), UNREADABLE),
    "no data": (replying({"object": "list"}), UNREADABLE),
    "null data": (replying({"data": None}), UNREADABLE),
    "rows that are none": (replying({"data": [1]}), UNREADABLE),
    "rows without vectors": (replying({"data": [{"index": 0}]}), UNREADABLE),
    "a null vector": (replying(sent(None)), UNREADABLE),
    "words": (replying(sent(["a", "b"])), UNREADABLE),
    "an empty vector": (replying(sent([])), UNREADABLE),
    "rows in rows": (replying(sent([[0.1], [0.2]])), UNREADABLE),
    "not a number": (replying(sent([0.1, float("nan")])), UNREADABLE),
    "no finite number": (replying(json.dumps(sent([0.1, 0.25])).replace("0.25", "1e999").encode()), UNREADABLE),
    "too few": (replying(sent()), "sent 0 vectors for 1 texts; check VIVA_EMBEDDING_MODEL"),
    "too many": (replying(sent([0.1], [0.2])), "sent 2 vectors for 1 texts; check VIVA_EMBEDDING_MODEL"),
    "an error with status 200 as a string": (replying({"error": f"no credit on {KEY}"}), "it says: no credit on …"),
}


def said_of(name: str) -> str:
    _, said = ALL[name]
    for setting in ("BASE_URL", "API_KEY", "MODEL"):
        said = said.replace(f"VIVA_LLM_{setting}", f"VIVA_EMBEDDING_{setting}")
    return OTHERS.get(name, said)


ALL = {**FAULTS, **WRONG}


def embedder_of(endpoint: Endpoint, fault: Fault | None = None, retries: int = 0) -> EndpointEmbedder:
    url = (fault(endpoint) if fault else None) or endpoint.url
    return EndpointEmbedder("stub", url, KEY, TIMEOUT, retries)


@pytest.fixture(scope="module", autouse=True)
def imported() -> None:
    import openai  # noqa: F401  # its import takes a second, and is no part of a call


def by_words(body: Body) -> Answered:
    return 200, sent(*WordEmbedder().embed(body["input"]).tolist())


@pytest.mark.parametrize("name", ALL)
def test_embedding_over_a_failing_endpoint(endpoint: Endpoint, name: str) -> None:
    embedder = embedder_of(endpoint, ALL[name][0])
    start = time.monotonic()
    with pytest.raises(VectorStoreError) as caught:
        embedder.embed(["a text"])
    assert time.monotonic() - start < TIMEOUT + 4
    told = str(caught.value)
    assert said_of(name) in told and "\n" not in told and KEY not in told and "VIVA_LLM_BASE" not in told
    if name not in {"refused", "bad certificate", "TLS to a plain port"}:
        endpoint.raw, endpoint.headers, endpoint.answer = None, {}, by_words
        assert embedder.embed(["a text"]).shape == (1, 256), "it is used again once it works"


@pytest.mark.parametrize("name", ["401", "drip", "refused", "500", "not JSON at all", "not a number"])
def test_a_grade_over_a_failing_endpoint_is_none_and_can_be_had_later(
    endpoint: Endpoint, bank: Bank, name: str, tmp_path: Path
) -> None:
    embedder = CachedEmbedder(embedder_of(endpoint, ALL[name][0]), tmp_path / "vectors.db")
    judge = LocalJudge(embedder, RuleReader())  # type: ignore[arg-type]
    start = time.monotonic()
    grade = Grader(judge).grade(bank["training-02"], ANSWER)
    assert time.monotonic() - start < TIMEOUT + 4
    assert not grade.judged and {KEY in c.reason or "\n" in c.reason for c in grade.ungraded} == {False}
    assert all(said_of(name) in c.reason for c in grade.ungraded)
    if name != "refused":
        endpoint.raw, endpoint.answer = None, by_words
        assert Grader(judge).grade(bank["training-02"], ANSWER).judged


def test_vectors_come_back_in_the_order_of_the_texts_and_of_length_one(endpoint: Endpoint) -> None:
    rows: list[JsonObject] = [{"index": 1, "embedding": [0, 5]}, {"index": 0, "embedding": [3, 4]}]
    endpoint.answer = lambda body: (200, {"data": rows})
    found = embedder_of(endpoint).embed(["a", "b"])
    assert found.dtype == np.float32 and np.allclose(found, [[0.6, 0.8], [0, 1]])
    rows[:] = [{"embedding": [3, 4]}, {"embedding": [0, 0]}]
    assert np.allclose(embedder_of(endpoint).embed(["a", "b"]), [[0.6, 0.8], [0, 0]])
    assert embedder_of(endpoint).embed([]).shape == (0, 0)


def test_only_what_every_server_knows_is_sent(endpoint: Endpoint) -> None:
    endpoint.answer = by_words
    embedder_of(endpoint).embed(["a text"])
    assert endpoint.bodies == [{"model": "stub", "input": ["a text"]}]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (413, "batch size 64 > maximum allowed batch size 32"),
        (422, "too many inputs"),
        (400, "at most 20 texts"),
        (400, ""),
    ],
)
def test_a_server_that_takes_fewer_texts_is_sent_fewer(endpoint: Endpoint, status: int, words: str) -> None:
    def picky(body: Body) -> Answered:
        return by_words(body) if len(body["input"]) <= 20 else (status, {"error": {"message": words}})

    endpoint.answer = picky
    texts = [f"text number {number}" for number in range(3 * AT_ONCE)]
    embedder = embedder_of(endpoint)
    assert np.allclose(embedder.embed(texts), WordEmbedder().embed(texts), atol=1e-6)
    refused = [body for body in endpoint.bodies if len(body["input"]) > 20]
    assert len(refused) == 2, "what was learnt is kept"
    embedder.embed(texts)
    assert len([body for body in endpoint.bodies if len(body["input"]) > 20]) == 2


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (413, "`inputs` must have less than 512 tokens. Given: 900"),
        (500, "input (900 tokens) is too large to process. increase the physical batch size"),
        (400, "This model's maximum context length is 512 tokens"),
    ],
)
def test_a_text_that_is_too_long_is_cut_as_local_models_do(endpoint: Endpoint, status: int, words: str) -> None:
    def picky(body: Body) -> Answered:
        fits = all(len(text) <= 1000 for text in body["input"])
        return by_words(body) if fits else (status, {"error": {"message": words}})

    endpoint.answer = picky
    short, long = "short one", "word " * 700
    found = embedder_of(endpoint).embed([short, long, short])
    assert np.allclose(found, WordEmbedder().embed([short, "word", short]), atol=1e-6)


def test_cutting_ends(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (413, {"error": {"message": "too long"}})
    with pytest.raises(VectorStoreError, match="use one with a longer context"):
        embedder_of(endpoint).embed(["x" * 100_000] * 64)
    assert len(endpoint.bodies) < 20 and len(endpoint.bodies[-1]["input"][0]) <= SHORTEST


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500])
def test_a_refusal_of_another_kind_is_asked_once(endpoint: Endpoint, status: int) -> None:
    endpoint.answer = lambda body: (status, {"error": {"message": "token limit of your account"}})
    with pytest.raises(VectorStoreError):
        embedder_of(endpoint).embed(["x" * 1000] * 10)
    assert len(endpoint.bodies) == 1


def test_a_passing_fault_is_tried_again_and_a_wrong_key_is_not(endpoint: Endpoint) -> None:
    replies: Iterator[tuple[int, Any]] = iter([(503, {"error": {"message": "loading"}}), by_words({"input": ["a"]})])
    endpoint.answer = lambda body: next(replies)
    assert embedder_of(endpoint, retries=2).embed(["a"]).shape == (1, 256) and len(endpoint.bodies) == 2
    endpoint.bodies.clear()
    with pytest.raises(VectorStoreError):
        embedder_of(endpoint, FAULTS["401"][0], retries=2).embed(["a"])
    assert len(endpoint.bodies) == 1


def test_the_settings_make_it(endpoint: Endpoint) -> None:
    endpoint.answer = by_words
    settings = load_settings(embedding_base_url=endpoint.url, embedding_model="stub", embedding_api_key=KEY)
    embedder = build_bare_embedder(settings)
    assert embedder.name == "stub" and embedder.embed(["a text"]).shape == (1, 256)
