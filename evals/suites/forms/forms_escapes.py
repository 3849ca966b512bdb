"""Code that tries to leave the sandbox, exhaust the machine or forge results, and the outcome of each attempt."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.labelled.gold import GOLD, read_lines
from interviewer.grading.forms.code.code import CodeForm
from interviewer.grading.forms.sandbox.messages import CodeFaultError, Place
from interviewer.grading.forms.sandbox.sandbox import Sandbox, SandboxLimits
from interviewer.grading.forms.sandbox.session import Session
from interviewer.json_data import JsonObject, text_of
from knowledge.schema import Bank

ESCAPES = GOLD / "code" / "escapes.jsonl"
QUICK = SandboxLimits(cpu_seconds=2, wall_seconds=6.0, call_seconds=1.0)
"""Short limits, so that all attempts take half a minute."""
SECRET = "SECRET"
"""What a leak would contain: it is in a file on the host and in the host's environment."""
MOST_SECONDS = 12.0
"""An attempt that takes longer than this has blocked the service."""


@dataclass(frozen=True)
class Attempt:
    """One attempt.

    Attributes:
        kind: ``ends`` must fail in one of the expected ways, ``leaks`` must reveal nothing, ``forges`` must earn nothing.
        code: The code, with ``@CANARY@`` for the path of a secret file on the host, and ``@PID@`` for the id of this process.
    """

    id: str
    kind: str
    code: str
    expected: tuple[str, ...] = ()


@dataclass(frozen=True)
class EscapeOutcome:
    """The outcome of an attempt: whether it was contained, how it ended, in words, and how long it took."""

    attempt: Attempt
    contained: bool
    what: str
    seconds: float


def attempts() -> list[Attempt]:
    """All attempts."""
    return read_lines(ESCAPES, _attempt)


def try_escape(attempt: Attempt, bank: Bank, limits: SandboxLimits = QUICK) -> EscapeOutcome:
    """Run an attempt inside bubblewrap. It is contained if it ends as it should, in time, and leaves this machine unchanged."""
    start = time.monotonic()
    with _canary() as canary:
        code = attempt.code.replace("@CANARY@", str(canary)).replace("@PID@", str(os.getpid()))
        sandbox = Sandbox("bubblewrap", limits)
        before = _children()
        good, what = _forge(code, bank, sandbox) if attempt.kind == "forges" else _run(attempt, code, sandbox)
        seconds = time.monotonic() - start
        unharmed = canary.read_text() == SECRET and _children() <= before
    return EscapeOutcome(attempt, good and unharmed and seconds < MOST_SECONDS, what, seconds)


def _run(attempt: Attempt, code: str, sandbox: Sandbox) -> tuple[bool, str]:
    try:
        with Session(sandbox) as session:
            names = [d.name for d in session.load(code)]
            value = session.call(Place().at("f")).value if "f" in names else None
    except CodeFaultError as error:
        fine = error.fault.kind in attempt.expected if attempt.kind == "ends" else SECRET not in error.fault.message
        return fine and bool(error.fault.message), f"{error.fault.kind}: {error.fault.text}"
    if attempt.kind == "leaks":
        return SECRET not in str(value), f"gave {str(value)[:80]!r}"
    return False, f"ran to its end and gave {str(value)[:80]!r}"


def _forge(code: str, bank: Bank, sandbox: Sandbox) -> tuple[bool, str]:
    report = CodeForm(lambda: sandbox).report(bank["training-03a"], f"```python\n{code}\n```")
    # code that passes the weights on does keep something, so meeting only that criterion is not a forgery
    earned = [
        d.criterion_id for d in report.decided if d.verdict != "not_met" and d.criterion_id != "keeps-intermediates"
    ]
    return bool(report.decided) and not earned, f"earned {', '.join(earned) or 'nothing'}"


@contextmanager
def _canary() -> Iterator[Path]:
    """A secret in a temporary file and in the environment, until the block ends; gives the path of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "secret.txt"
        path.write_text(SECRET)
        os.environ["VIVA_ESCAPE_SECRET"] = SECRET
        try:
            yield path
        finally:
            del os.environ["VIVA_ESCAPE_SECRET"]


def _children() -> int:
    """How many child processes this process has."""
    found = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found += stat.read_text().rpartition(")")[2].split()[1] == str(os.getpid())
        except OSError:
            continue  # it has ended in the meantime
    return found


def _attempt(data: JsonObject) -> Attempt:
    expected = data.get("expected")
    kinds = tuple(str(kind) for kind in expected) if isinstance(expected, list) else ()
    return Attempt(text_of(data, "id"), text_of(data, "kind"), text_of(data, "code"), kinds)


def measure_escapes(bank: Bank) -> JsonObject:
    """How many attempts were contained, and which were not."""
    outcomes = [try_escape(attempt, bank) for attempt in attempts()]
    return {
        "attempts": len(outcomes),
        "contained": sum(o.contained for o in outcomes),
        "not_contained": [f"{o.attempt.id}: {o.what}" for o in outcomes if not o.contained],
        "seconds": round(sum(o.seconds for o in outcomes), 1),
    }
