"""Runs one answer's code: loads it when needed, and again if a call ended the process."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import TracebackType

from interviewer.grading.forms.sandbox.inside.values import Value
from interviewer.grading.forms.sandbox.messages import Argument, CodeFaultError, Definition, Fault, Place, Result
from interviewer.grading.forms.sandbox.sandbox import Sandbox
from interviewer.grading.forms.sandbox.session import Session

MOST_ENDS = 2
"""After this many calls that ended the process, no more are made: each costs up to four seconds."""
NOT_GIVEN = re.compile(r"missing \d+ required (?:positional|keyword)")
"""Matches Python's message if a function needs more arguments than it was given."""


class Bench:
    """An answer's code, ready to be called. Use it as a context manager; places become invalid when a call ends the process.

    Attributes:
        failed: The fault of top-level code outside the definitions.

    Args:
        stop: Set by another thread to end the run at once.
    """

    def __init__(self, sandbox: Sandbox, source: str, stop: threading.Event | None = None) -> None:
        self.source = source
        self._sandbox = sandbox
        self._stop = stop or threading.Event()
        self._deadline = time.monotonic() + sandbox.limits.wall_seconds
        self._session: Session | None = None
        self._ends = 0
        self._last: Fault | None = None
        self.definitions: tuple[Definition, ...] = ()
        self.printed = ""
        self.failed: Fault | None = None

    def __enter__(self) -> Bench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    def load(self) -> None:
        """Run the answer's top level in a new process.

        Raises:
            CodeFaultError: It does not run, or too many calls ended the process.
            NoSandboxError: The process does not start.
        """
        self._drop()
        if self._last is not None and (self._ends >= MOST_ENDS or self._last.kind == "stopped"):
            raise CodeFaultError(self._last)
        self._session = Session(self._sandbox, self._stop, self._deadline)
        with _Watching(self):
            self._session.seed(0)
            found = self._session.load(self.source, lenient=True)
            self.failed = self._session.failed
            for item in [d for d in found if d.kind == "class"]:
                # a static method is treated as a function with a dot in its name
                inner = self._session.describe(Place().at(item.name))
                found += tuple(
                    replace(m, name=f"{item.name}.{m.name}")
                    for m in inner
                    if [p.name for p in m.parameters][:1] != ["self"]
                )
            self.definitions = found

    def call(
        self,
        function: Place,
        args: Sequence[Argument] = (),
        named: Mapping[str, Argument] | None = None,
        trace: bool = False,
    ) -> Result:
        """Call a function; see ``Session.call``."""
        session = self._ready()
        with _Watching(self):
            return session.call(function, args, named, trace)

    def read(self, place: Place) -> Value:
        """Read a value inside the process; see ``Session.read``."""
        session = self._ready()
        with _Watching(self):
            return session.read(place)

    def put(self, place: Place, value: Argument) -> None:
        """Replace a value inside the process; see ``Session.put``."""
        session = self._ready()
        with _Watching(self):
            session.put(place, value)

    def seed(self, seed: int) -> None:
        """Seed the global generators."""
        session = self._ready()
        with _Watching(self):
            session.seed(seed)

    def methods(self, place: Place) -> tuple[Definition, ...]:
        """The methods of one of the answer's objects."""
        session = self._ready()
        with _Watching(self):
            return session.describe(place)

    @property
    def printed_so_far(self) -> str:
        """What the code has printed, truncated."""
        return (self._session.printed if self._session else "") or self.printed

    def _ready(self) -> Session:
        if self._session is None:
            self.load()
        assert self._session is not None
        return self._session

    def note(self, fault: Fault) -> None:
        """Record a fault, and drop the process if the fault ended it."""
        if fault.fatal:
            self._ends += 1
            self._last = fault
            self._drop()

    def _drop(self) -> None:
        if self._session is not None:
            self.printed = self._session.printed or self.printed
            self._session.close()
            self._session = None


def place_of(name: str) -> Place:
    """The place of one of the answer's functions; a static method has its class before a dot."""
    return Place().at(*name.split("."))


class _Watching:
    """Tells the bench about any fault raised inside."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, CodeFaultError):
            self._bench.note(error.fault)
