from __future__ import annotations

import pytest

from interviewer.cli.main import run_with
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from tests.interviewer.cli.terminal import stdin


@pytest.mark.usefixtures("light")
def test_cards_are_answered_shown_and_rated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, "I do not know\n9\n3\n\n\n")
    assert run_with(["cards", "--section", "rl", "--count", "2"]) == 0
    shown = capsys.readouterr().out
    assert "(new, 1 more)" in shown and "not met" in shown and "(Enter: 1)" in shown and "That is the deck" in shown
    store = Store(load_settings().database)
    assert [(r.rating, r.source) for r in store.reviews.log()] == [(3, "card"), (1, "card")]


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("typed", ["", "I do not know\n", "I do not know\n9\n"])
def test_the_end_of_the_input_rates_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    stdin(monkeypatch, typed)
    assert run_with(["cards", "--section", "rl", "--count", "2"]) == 0
    assert "That is the deck" in capsys.readouterr().out
    assert Store(load_settings().database).reviews.log() == []
