"""``viva bank import --draft``: a model's reply becomes a draft, or one line that says why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interviewer.cli.main import run_with
from interviewer.errors import UnavailableError
from interviewer.services import Services
from knowledge.authoring.review import drafts
from knowledge.search.embeddings import CachedEmbedder

KEY: dict[str, Any] = {"reference_answer": "Yeast makes gas.", "criteria": [{"claim": "Says that yeast makes gas"}]}


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    source = tmp_path / "list.md"
    source.write_text("## Dough\n\n1. Why does dough rise?\n2. What is gluten?\n3. Why salt?\n")
    return source


def drafting_with(chat: Any, monkeypatch: pytest.MonkeyPatch, words: CachedEmbedder) -> None:
    def load_chat(self: Services) -> str:
        self._chat, self._chat_ready = chat, True
        return "fake"

    monkeypatch.setattr(Services, "_load_embedder", lambda self: setattr(self, "_embedder", words) or "words")
    monkeypatch.setattr(Services, "_load_chat", load_chat)


def test_drafts_are_written_and_what_does_not_fit_is_named(
    questions: Path,
    tmp_path: Path,
    words: CachedEmbedder,
    fake_chat: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chat = fake_chat(KEY, {"reference_answer": "x", "criteria": "none"}, {"reference_answer": " ", "criteria": []})
    drafting_with(chat, monkeypatch, words)
    out = tmp_path / "bank"
    assert run_with(["bank", "import", str(questions), "--out", str(out), "--draft", "--no-duplicates"]) == 0
    said = capsys.readouterr()
    assert "not drafted: dough-02: fake sent a draft that does not fit: criteria" in said.err
    assert "not drafted: dough-03: the reply has no reference answer" in said.err
    assert "3 drafts wait for a person" in said.out
    first, second, third = drafts(out)
    assert first.reference == "Yeast makes gas." and first.criteria[0].id == "that-yeast-makes-1"
    assert not second.reference and not third.criteria
    assert "Why does dough rise?" in chat.asked[0][1]


def test_a_model_that_cannot_be_reached_ends_drafting_with_code_3(
    questions: Path,
    tmp_path: Path,
    words: CachedEmbedder,
    fake_chat: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drafting_with(fake_chat(UnavailableError("the endpoint is away")), monkeypatch, words)
    out = tmp_path / "bank"
    assert run_with(["bank", "import", str(questions), "--out", str(out), "--draft", "--no-duplicates"]) == 3
    assert "the endpoint is away" in capsys.readouterr().err
    assert len(drafts(out)) == 3


def test_drafting_without_a_model_says_so(
    questions: Path, tmp_path: Path, words: CachedEmbedder, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(Services, "_load_embedder", lambda self: setattr(self, "_embedder", words) or "words")
    out = tmp_path / "bank"
    assert run_with(["bank", "import", str(questions), "--out", str(out), "--draft", "--no-duplicates"]) == 3
    assert "set to off" in capsys.readouterr().err
