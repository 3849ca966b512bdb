"""Fitting the classifier of talk, on a stand-in embedder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.labelled.talk import TalkLine
from evals.training.talk import MOST_TAKEN, fit_talk
from interviewer.conversation.understanding.talk_model import read_talk_model
from interviewer.errors import UsageError
from tests.stand_ins import WordEmbedder


def lines(writer: str = "a") -> list[TalkLine]:
    rows = [TalkLine(f"nudge me along {n}", "hint", writer, f"h{n}") for n in range(20)]
    rows += [TalkLine(f"let us stop {n}", "end", writer, f"e{n}") for n in range(20)]
    return rows + [TalkLine(f"gradients vanish {n}", "answer", "gold" if n % 2 else writer, f"g{n}") for n in range(40)]


def test_what_was_fitted_reads_what_it_has_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(fit_talk(lines(), WordEmbedder(64), width=64)), encoding="utf-8")
    model, embedder = read_talk_model(path, width=64), WordEmbedder(64)
    read = {text: model.heard(text, embedder.embed([text])[0]) for text in ("nudge me now", "let us stop it")}
    assert read == {"nudge me now": "hint", "let us stop it": "end"}
    assert model.heard("gradients vanish here", embedder.embed(["gradients vanish here"])[0]) is None
    assert model.embedder == "words"


@pytest.mark.slow
def test_the_threshold_is_above_the_answers_it_was_chosen_on() -> None:
    # one answer in twenty talks like talk, so that a share of .005 allows for none of them
    odd = [TalkLine("nudge me along anyway", "answer", "a", "odd")]
    plain, careful = fit_talk(lines(), WordEmbedder(64)), fit_talk([*lines(), *odd], WordEmbedder(64))
    assert careful["threshold"] > plain["threshold"]  # type: ignore[operator]
    assert MOST_TAKEN == 0.005


def test_an_embedder_of_another_width_is_refused() -> None:
    with pytest.raises(UsageError, match="the embeddings have 64 numbers, but 384 are needed"):
        fit_talk(lines(), WordEmbedder(64), width=384)


def test_there_must_be_talk_and_answers() -> None:
    with pytest.raises(UsageError, match="needs both talk and answers"):
        fit_talk([line for line in lines() if line.intent == "answer"], WordEmbedder(64))


def test_two_intents_have_a_row_each() -> None:
    data = fit_talk([line for line in lines() if line.intent != "end"], WordEmbedder(64))
    assert data["intents"] == ["answer", "hint"] and len(data["weights"]) == 2  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_candidate_is_asked_from_below_the_threshold_and_the_pieces_are_kept() -> None:
    odd = [TalkLine("nudge me along anyway", "answer", "a", "odd")]
    data = fit_talk([*lines(), *odd], WordEmbedder(64))
    assert 0 < data["asks_from"] <= data["threshold"]  # type: ignore[operator]
    assert set(data["pieces"]) == {"scales", "table"}  # type: ignore[arg-type]


@pytest.mark.slow
def test_what_it_is_chosen_on_is_by_a_writer_who_was_left_out() -> None:
    # a third writer's answers sound like the others' talk: only a model that has not learnt from them is wrong about all
    odd = [TalkLine(f"nudge me along {n} and stop", "answer", "c", f"c{n}") for n in range(100, 120)]
    without = [*lines("a"), *lines("b")]
    assert fit_talk([*without, *odd], WordEmbedder(64))["threshold"] > 0.9  # type: ignore[operator]
