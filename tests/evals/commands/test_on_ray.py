"""``--ray`` against a real Ray: every suite that grades sets gives the same result as on one machine."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.suites.agreement import on_ray as spreading
from interviewer.json_data import JsonObject, JsonValue, object_of
from interviewer.loading import services as services_module
from interviewer.loading.services import Services
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.workers.opened_light import OPENED, WordJudge, open_for_suite
from tests.stand_ins import WordEmbedder

HAS_RAY = importlib.util.find_spec("ray") is not None
pytestmark = [
    pytest.mark.server,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(not HAS_RAY and "CI" not in os.environ, reason="no Ray here; CI installs it"),
]
TIMES = {"seconds", "seconds_per_answer"}


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A judge that goes by words, here and on the workers."""
    from interviewer.llm import embedder

    def build(*_: object) -> CachedEmbedder:
        return CachedEmbedder(WordEmbedder(), tmp_path / "vectors.db")

    monkeypatch.setattr(services_module, "build_embedder", build)
    monkeypatch.setattr(embedder, "build_embedder", build)
    monkeypatch.setattr(Services, "judge", lambda self: WordJudge())
    monkeypatch.setattr(Services, "_load_judge", lambda self: "words")
    monkeypatch.setattr(spreading, "open_grader", open_for_suite)
    monkeypatch.setenv(OPENED, str(tmp_path / "opened"))


def timeless(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {name: timeless(each) for name, each in value.items() if name not in TIMES}
    return [timeless(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def measured(tmp_path: Path) -> Callable[..., JsonObject]:
    def run(*words: str) -> JsonObject:
        out = tmp_path / f"{len(words)}.json"
        assert main([*words, "--json", str(out)]) in (0, 1)
        return object_of(timeless(json.loads(out.read_text())))

    return run


@pytest.mark.parametrize(
    "suite",
    [
        ["near-twins", "--no-model"],
        ["beliefs", "--no-model"],
        ["grading", "--no-model", "--split", "dev"],
        ["said-back", "--no-model"],
        ["robustness", "--no-model", "--count", "3"],
        ["truth", "--no-model", "--count", "3"],
    ],
    ids=lambda suite: suite[0],
)
def test_a_suite_on_ray_comes_to_the_same(
    suite: list[str], measured: Callable[..., JsonObject], tmp_path: Path
) -> None:
    alone = measured(*suite)
    assert alone["judge"] == "words"
    spread = measured(*suite, "--ray")
    assert spread == alone
    workers = {int(line) for line in (tmp_path / "opened").read_text().split()}
    assert workers and os.getpid() not in workers, "the judge was opened in a process of its own"
