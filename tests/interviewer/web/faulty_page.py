"""The light page; an answer with FAULT in it makes everything that reads it fail, with the answer in the error message."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

from interviewer.web.desk import Desk
from interviewer.web.forms.entered import Entered
from interviewer.web.snapshot import View

say = Desk.say


def faulty(
    self: Desk,
    interview_id: str,
    text: str,
    confidence: float | None = None,
    entered: Entered | None = None,
    place: str = "",
) -> Iterator[View]:
    if "FAULT" not in text:
        yield from say(self, interview_id, text, confidence, entered, place)
        return
    logging.getLogger("some.library").warning(f"cannot read {text}")
    logging.getLogger("some.library").warning("cannot read %s", text)
    thread = threading.Thread(target=int, args=(text,))
    thread.start()
    thread.join()
    raise RuntimeError(f"cannot read {text}") from ValueError(text)


if __name__ == "__main__":
    from tests.interviewer.web.light_page import serve

    Desk.say = faulty  # type: ignore[method-assign]
    serve()
