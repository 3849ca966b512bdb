"""The application as it is put together, with models that are fakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.bootstrap import open_app, opened_settings
from interviewer.errors import UsageError
from interviewer.settings import Settings


def test_everything_is_opened_and_nothing_is_loaded(settings: Settings) -> None:
    app = open_app(settings)
    assert app.store.interviews.count() == 0 and app.bank["training-01"].section == "training"
    assert {part.state for part in app.services.parts()} == {"waiting"}
    app.close()


def test_settings_are_opened_with_a_home_that_can_be_written(tmp_path: Path) -> None:
    settings = opened_settings(home=tmp_path / "home", llm="off")
    assert settings.home.is_dir() and settings.llm == "off"
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write to"):
        opened_settings(home=tmp_path / "file" / "home")
