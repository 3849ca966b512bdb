"""Logs as lines of JSON, for machines that collect them: what happened and where, never what anybody wrote."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

FIELDS = ("method", "route", "status", "ms")
"""Fields a record may have besides its message."""


class JsonLines(logging.Formatter):
    """Formats a record as one line. For an error it has the type and the place but not the message, which may quote an answer."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg)[:200],
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and (error := record.exc_info[1]) is not None:
            frames = traceback.extract_tb(error.__traceback__)
            line["error"] = type(error).__name__
            line["where"] = [
                f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-8:]
            ]
        return json.dumps(line, ensure_ascii=False)


def log_as_json() -> None:
    """Send every record to standard error as a line of JSON, those of requests among them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("viva").setLevel(logging.INFO)
