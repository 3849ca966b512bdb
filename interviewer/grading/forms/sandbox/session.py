"""A session with the sandboxed process: calls go in, plain values come out, and every way it can end is a clear fault."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

from interviewer.grading.forms.sandbox.inside.values import Json, NotReadableError, Value, decode
from interviewer.grading.forms.sandbox.messages import (
    Argument,
    CodeFaultError,
    Definition,
    Fault,
    FaultKind,
    Place,
    Result,
    argument_json,
    definitions_of,
    place_json,
)
from interviewer.grading.forms.sandbox.reply import MAX_REPLY_BYTES, read_reply
from interviewer.grading.forms.sandbox.sandbox import NoSandboxError, Sandbox

START_SECONDS = 30.0
"""Time for Python and NumPy to start; it takes a tenth of a second on an idle machine."""
DRAIN_SECONDS = 0.2
"""How long to wait for the last output of a process that has ended."""
SYNTAX = frozenset({"SyntaxError", "IndentationError", "TabError"})
_SHOWN_OUTPUT = 2000
"""How much of what the code prints is kept, in bytes. By hand."""


class Session:
    """One process in the sandbox, from start to end. Use it as a context manager.

    Attributes:
        failed: What failed at the answer's top level, if its definitions were enough.

    Args:
        stop: Set by another thread to end the run at once.

    Raises:
        NoSandboxError: The process does not start.
    """

    def __init__(self, sandbox: Sandbox, stop: threading.Event | None = None, deadline: float | None = None) -> None:
        self._limits = sandbox.limits
        self._stop = stop or threading.Event()
        self._deadline = deadline or time.monotonic() + sandbox.limits.wall_seconds
        self._printed = bytearray()
        self._printed_bytes = 0
        self._buffer = bytearray()
        self.failed: Fault | None = None
        self._process: subprocess.Popen[bytes]
        self._folder: tempfile.TemporaryDirectory[str] | None
        self._process, self._folder = sandbox.start()
        try:
            hello = self._reply(time.monotonic() + START_SECONDS)
        except CodeFaultError as error:
            said = bytes(self._printed).decode(errors="replace").strip().splitlines()
            self.close()
            if error.fault.kind == "stopped":
                raise
            raise NoSandboxError(f"the sandbox does not start: {said[-1] if said else error.fault.message}") from error
        self.filtered = hello.get("filtered") is True

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def printed(self) -> str:
        """What the code printed, truncated."""
        return bytes(self._printed).decode(errors="replace")[:_SHOWN_OUTPUT]

    def load(self, source: str, lenient: bool = False) -> tuple[Definition, ...]:
        """Run the answer's top level; returns the functions and classes it defines.

        Args:
            lenient: Accept its definitions if something else at the top level fails; ``failed`` says what.

        Raises:
            CodeFaultError: It does not run.
        """
        reply = self._ask({"op": "load", "source": source, "lenient": lenient})
        said, line = reply.get("failed"), reply.get("line")
        if isinstance(said, str):
            self.failed = Fault("raised", " ".join(said.split())[:300], line if isinstance(line, int) else 0)
        return definitions_of(reply)

    def describe(self, place: Place) -> tuple[Definition, ...]:
        """The methods of one of the answer's objects.

        Raises:
            CodeFaultError: The process is gone.
        """
        return definitions_of(self._ask({"op": "describe", "of": place_json(place)}))

    def call(
        self,
        function: Place,
        args: Sequence[Argument] = (),
        named: Mapping[str, Argument] | None = None,
        trace: bool = False,
    ) -> Result:
        """Call a function.

        Args:
            trace: Record each array that a line assigns to a name.

        Raises:
            CodeFaultError: It raises, takes too long, or ends the process.
        """
        reply = self._ask(
            {
                "op": "call",
                "of": place_json(function),
                "args": [argument_json(a) for a in args],
                "named": {name: argument_json(a) for name, a in (named or {}).items()},
                "trace": trace,
            }
        )
        ref, after, steps = reply.get("ref"), reply.get("after"), reply.get("steps")
        if not isinstance(ref, int) or not isinstance(after, list) or not isinstance(steps, list):
            raise self._unreadable()
        noted = [(s.get("line"), s.get("value")) for s in steps[:100] if isinstance(s, dict)]
        return Result(
            place=Place(ref),
            value=self._value(reply),
            after=tuple(self._decoded(item) for item in after[:40]),
            steps=tuple((line, self._decoded(value)) for line, value in noted if isinstance(line, int)),
            returned=returned if isinstance(returned := reply.get("returned"), int) else 0,
            names=self._decoded(reply.get("locals", {"t": "none"})),
        )

    def read(self, place: Place) -> Value:
        """Read a value inside.

        Raises:
            CodeFaultError: There is no such value.
        """
        return self._value(self._ask({"op": "read", "of": place_json(place)}))

    def put(self, place: Place, value: Argument) -> None:
        """Replace a value inside.

        Raises:
            CodeFaultError: It cannot be replaced.
        """
        self._ask({"op": "put", "of": place_json(place), "value": argument_json(value)})

    def seed(self, seed: int) -> None:
        """Seed the global generators of NumPy and Python.

        Raises:
            CodeFaultError: The process is gone.
        """
        self._ask({"op": "seed", "seed": seed})

    def close(self) -> None:
        """End the process and everything in it."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        if self._folder is not None:
            self._folder.cleanup()

    def _ask(self, request: Json) -> Json:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
        except (BrokenPipeError, ValueError):
            raise self._ended() from None
        until = min(self._deadline, time.monotonic() + self._limits.call_seconds)
        reply = self._reply(until)
        if reply.get("ok") is True:
            return reply
        name, message, line = (reply.get(key) for key in ("error", "message", "line"))
        kind: FaultKind = "syntax" if name in SYNTAX else "raised"
        if name == "ModuleNotFoundError":
            message = f"{message}; only NumPy and Python's own modules can be imported here"
        text = f"{name}: {message}" if message else str(name)
        fault = Fault(kind, " ".join(text.split())[:300], line if isinstance(line, int) else 0)
        raise CodeFaultError(fault, self._decoded(reply.get("reached", {"t": "none"})))

    def _reply(self, until: float) -> Json:
        """The next line from the process, collecting its printed output meanwhile."""
        assert self._process.stdout is not None and self._process.stderr is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            selector.register(self._process.stderr, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                if self._stop.is_set():
                    raise self._killed(Fault("stopped", "the run was stopped"))
                left = until - time.monotonic()
                if left <= 0:
                    seconds = min(self._limits.call_seconds, self._limits.wall_seconds)
                    raise self._killed(Fault("time", f"it does not end within {seconds:g} seconds"))
                for key, _ in selector.select(min(left, 0.1)):
                    self._take_in(key.fd, selector)
        line, _, rest = bytes(self._buffer).partition(b"\n")
        self._buffer = bytearray(rest)
        try:
            return read_reply(line)
        except NotReadableError:
            raise self._unreadable() from None

    def _take_in(self, fd: int, selector: selectors.BaseSelector) -> None:
        assert self._process.stdout is not None and self._process.stderr is not None
        data = os.read(fd, 1 << 16)
        if fd == self._process.stdout.fileno():
            if not data:
                self._drain()
                raise self._ended()
            self._buffer += data
            if len(self._buffer) > MAX_REPLY_BYTES:
                raise self._killed(Fault("output", "its result is too large to be read"))
            return
        if not data:
            selector.unregister(fd)
            return
        self._printed_bytes += len(data)
        self._printed += data[: max(0, _SHOWN_OUTPUT - len(self._printed))]
        if self._printed_bytes > self._limits.output_bytes:
            size = self._limits.output_bytes >> 20
            raise self._killed(Fault("output", f"it prints more than {size} MB, so it was ended"))

    def _drain(self) -> None:
        """Collect the last output of the process: one stream may end before the other."""
        assert self._process.stderr is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stderr, selectors.EVENT_READ)
            while selector.get_map() and selector.select(DRAIN_SECONDS):
                self._take_in(self._process.stderr.fileno(), selector)

    def _ended(self) -> CodeFaultError:
        """The fault for a process that ended unasked."""
        try:
            code = self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            return self._killed(Fault("unreadable", "it closed the channel for its results"))
        number = -code if code < 0 else code - 128
        if number in (signal.SIGXCPU, signal.SIGKILL):
            return CodeFaultError(Fault("time", "it uses more processor time or memory than a run is allowed"))
        if number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL):
            return CodeFaultError(Fault("ended", "it crashed Python, as endless recursion does"))
        return CodeFaultError(Fault("ended", "it ends the process before there is a result"))

    def _unreadable(self) -> CodeFaultError:
        return self._killed(Fault("unreadable", "what it sends back is not a result"))

    def _killed(self, fault: Fault) -> CodeFaultError:
        self.close()
        return CodeFaultError(fault)

    def _value(self, reply: Json) -> Value:
        return self._decoded(reply.get("value"))

    def _decoded(self, data: object) -> Value:
        try:
            return decode(data)
        except NotReadableError:
            raise self._unreadable() from None
