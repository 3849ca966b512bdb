"""Logs as lines of JSON, for machines that collect them: what happened and where, never what anybody wrote."""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from typing import TextIO

from interviewer.hidden import without_secrets

FIELDS = ("method", "route", "status", "ms")
"""Fields a record may have besides its message."""
OURS = ("viva", "interviewer", "knowledge", "prompts", "evals")
"""Prefixes of the names of our own loggers."""


class JsonLines(logging.Formatter):
    """Formats a record as one line, without anything that may quote an answer.

    For an error it has the type and the place, but not the message. A library's message is kept only if its values are filled in
    separately: a complete message may contain what somebody wrote, so only its place is logged.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg)[:200] if is_fixed(record) else "a library's message",
        }
        if not is_fixed(record):
            line["where"] = [f"{record.filename}:{record.lineno} {record.funcName}"]
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and (error := record.exc_info[1]) is not None:
            frames = traceback.extract_tb(error.__traceback__)
            line["error"] = type(error).__name__
            line["where"] = [
                f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-8:]
            ]
        return json.dumps(line, ensure_ascii=False)


def is_fixed(record: logging.LogRecord) -> bool:
    """Whether a record's message cannot depend on what was said: our own messages don't, and neither do those with placeholders."""
    return record.name.partition(".")[0] in OURS or bool(record.args)


def hide_secrets() -> None:
    """Keep keys and passwords in the settings out of every record, no matter what logs it: errors of libraries repeat them."""
    logging.setLogRecordFactory(_made)


def hide_secrets_of_faults() -> None:
    """Keep them out of the traceback of what ends this program, or one of its threads, as well."""
    sys.excepthook = lambda kind, error, trace: print_fault(error)
    threading.excepthook = lambda ended: print_fault(ended.exc_value)


def print_fault(error: BaseException | None) -> None:
    """Print an error's traceback without keys and passwords; nothing if the program was only told to end."""
    if error is not None and not isinstance(error, SystemExit):
        print(without_secrets("".join(traceback.format_exception(error))), end="", file=sys.stderr)


def _made(*args: object, **values: object) -> logging.LogRecord:
    record = logging.LogRecord(*args, **values)  # type: ignore[arg-type]
    try:
        said = record.getMessage()
    except (TypeError, ValueError):  # the values do not fit the message; logging would print both
        said = f"{record.msg} {record.args}"
    if (hidden := without_secrets(said)) != said:
        record.msg, record.args = hidden, ()
    if record.exc_info and record.exc_info[0] is not None:
        told = "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        if (hidden := without_secrets(told)) != told:
            record.exc_text = hidden  # formatters take this instead of formatting the error again
    return record


def log_as_json() -> None:
    """Send every record to standard error as a line of JSON, those of requests among them.

    Errors that a library would print itself, or that end a thread, are logged like this, too: printed, they would quote what was said.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("viva").setLevel(logging.INFO)
    traceback.print_exc = _log_instead_of_printing  # type: ignore[assignment]
    sys.excepthook = lambda kind, error, trace: _log_fault(error)
    threading.excepthook = lambda ended: _log_fault(ended.exc_value)


def _log_instead_of_printing(limit: int | None = None, file: TextIO | None = None, chain: bool = True) -> None:
    """What ``traceback.print_exc`` does in this mode; into a file it prints as ever."""
    if file is not None and file is not sys.stderr:
        traceback.print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)
    else:
        _log_fault(sys.exc_info()[1])


def _log_fault(error: BaseException | None) -> None:
    logging.getLogger("viva.fault").error("a fault that nothing handled", exc_info=error)
