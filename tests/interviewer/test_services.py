from __future__ import annotations

import threading

import pytest

from interviewer.services import Services, is_loading
from interviewer.settings import load_settings


def test_loading_is_known_while_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    services, wait = Services(load_settings()), threading.Event()
    monkeypatch.setattr(services, "_load_and_learn", wait.wait)
    monkeypatch.setattr("interviewer.services._LOADING", "loading of this test")  # others may be at it still
    assert not is_loading()
    services.start()
    assert is_loading()
    wait.set()
    assert services._thread is not None
    services._thread.join()
    assert not is_loading()
