"""What each user of a shared page has for themselves: a store, a conductor and a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from interviewer.bootstrap import App, conductor_of
from interviewer.conversation.conducting.conductor import Conductor
from interviewer.storage.store import Store


class Owners:
    """What belongs to the user of the current request.

    Args:
        who: Gives the owner of the current request; "" on a single-user page.
        files: A folder for files that anybody can download; each owner's folder is in it.
    """

    def __init__(self, app: App, who: Callable[[], str], files: Path) -> None:
        self._app = app
        self._who = who
        self._files = files
        self._conductors: dict[str, Conductor] = {"": app.conductor}

    @property
    def conductor(self) -> Conductor:
        """Runs their interviews."""
        owner = self._who()
        if owner not in self._conductors:
            self._conductors[owner] = conductor_of(self._app.services, self._app.store.of(owner))
        return self._conductors[owner]

    @property
    def store(self) -> Store:
        """Their store, with nobody else's data."""
        owner = self._who()
        return self._app.store.of(owner) if owner else self._app.store

    @property
    def folder(self) -> Path:
        """The folder for files that only they can download."""
        return self._folder_of(self._who())

    @property
    def may_administer(self) -> bool:
        """Whether they can change the bank and run evals: always on a single-user page, otherwise if the settings name them."""
        settings = self._app.settings
        return not settings.needs_sign_in or self._who() in settings.admin_names

    def may_fetch(self, owner: str, path: str) -> bool:
        """Whether a file in Gradio's cache is a copy of one made for this owner, or for everybody."""
        from gradio.processing_utils import hash_file

        asked = Path(path)
        made = (folder / asked.name for folder in (self._folder_of(owner), self._files))
        return any(each.is_file() and hash_file(each) == asked.parent.name for each in made)

    def _folder_of(self, owner: str) -> Path:
        if not owner:
            return self._files
        folder = self._files / hashlib.sha256(owner.encode()).hexdigest()[:32]
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder
