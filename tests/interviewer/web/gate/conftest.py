"""A page with two accounts, as it is served behind a proxy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from interviewer.storage import passwords
from interviewer.storage.passwords import hash_password
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.people import asking
from interviewer.web.serve import launch_page
from tests.interviewer.web.gate.person import PASSWORD, PUBLIC, Person


@pytest.fixture
def page(
    light_services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Person, Person, Store, Desk]]:
    monkeypatch.setattr(passwords, "_ROUNDS", 4)
    settings = load_settings(public_url=PUBLIC, port=0)
    for name in ("ada", "bob"):
        store.accounts.add(name, hash_password(PASSWORD))
    app = App(settings, light_services, store, conductor_of(light_services, store))
    desk = Desk(app, asking)
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(desk.files / "gradio"))
    blocks, url = launch_page(desk)
    yield Person(url, blocks, "ada"), Person(url, blocks, "bob"), store, desk
    blocks.close(verbose=False)
