"""The application as it is put together, with models that are fakes."""

from __future__ import annotations

from interviewer.bootstrap import open_app
from interviewer.settings import Settings


def test_everything_is_opened_and_nothing_is_loaded(settings: Settings) -> None:
    app = open_app(settings)
    assert app.store.interviews.count() == 0 and app.bank["training-01"].section == "training"
    assert {part.state for part in app.services.parts()} == {"waiting"}
    app.close()
