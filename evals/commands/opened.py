"""Opens the application for a suite, with its models but with a temporary database, so that a user's is never touched."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from interviewer.bootstrap import App, open_app, opened_settings
from interviewer.storage.store import Store
from knowledge.schema import Bank


@contextmanager
def opened(bank: Bank, model: bool = False) -> Iterator[App]:
    """The application with everything loaded.

    Args:
        model: Use the language model from the settings; otherwise none.

    Raises:
        UsageError: A setting is wrong.
    """
    settings = opened_settings(llm=None if model else "off")
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(f"sqlite:///{scratch}/viva.db")
        try:
            app = open_app(settings, bank, store)
            app.services.load()
            yield app
        finally:
            store.close()
