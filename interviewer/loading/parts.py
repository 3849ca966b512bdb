"""How far the models are loaded: each is loaded once, timed, and gives a reason if it could not be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from interviewer.errors import ModelMissingError, UnavailableError, VivaError
from knowledge.errors import KnowledgeError

_Loaded = TypeVar("_Loaded")
EMBEDDINGS, JUDGE, INDEX, CHAT = "embeddings", "judge", "index", "language model"
"""The names of the parts, by which they are looked up."""


@dataclass(frozen=True)
class Part:
    """How far one part is loaded.

    Attributes:
        state: ``waiting``, ``loading``, ``ready``, ``off`` or ``failed``.
        seconds: How long loading took.
        missing: Whether it failed because its files have not been fetched.
    """

    name: str
    state: str = "waiting"
    detail: str = ""
    seconds: float = 0.0
    missing: bool = False


class Parts:
    """The parts by name, in the order they are shown."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parts = {name: Part(name) for name in names}

    def all(self) -> tuple[Part, ...]:
        """How far each part is."""
        return tuple(self._parts.values())

    def part(self, name: str) -> Part:
        """How far one part is."""
        return self._parts[name]

    def put(self, name: str, state: str, detail: str = "", seconds: float = 0.0, *, missing: bool = False) -> None:
        """Record how far a part is."""
        self._parts[name] = replace(self._parts[name], state=state, detail=detail, seconds=seconds, missing=missing)

    def load(self, name: str, work: Callable[[], str]) -> None:
        """Load a part; what the work returns is shown next to its name.

        A fault that the user can fix is recorded. One of our own is recorded and raised.
        """
        start = time.monotonic()
        self.put(name, "loading")
        try:
            detail = work()
        except (VivaError, KnowledgeError) as error:
            missing = isinstance(error, ModelMissingError)
            self.put(name, "failed", str(error), time.monotonic() - start, missing=missing)
            return
        except (OSError, ImportError, MemoryError) as error:
            detail = f"{type(error).__name__}: {str(error)[:200]}; run 'viva doctor'"
            self.put(name, "failed", detail, time.monotonic() - start)
            return
        except Exception:
            self.put(name, "failed", "a fault of Viva's own; the log has its traceback", time.monotonic() - start)
            raise
        if self.part(name).state == "loading":
            self.put(name, "ready", detail, time.monotonic() - start)


def loaded(part: _Loaded | None, name: str) -> _Loaded:
    """A part after waiting for it.

    Raises:
        UnavailableError: It was not loaded after all.
    """
    if part is None:
        raise UnavailableError(f"the {name} is not loaded; run 'viva doctor'")
    return part
