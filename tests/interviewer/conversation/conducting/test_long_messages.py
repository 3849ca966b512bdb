"""A message with a key held down, or with a word said a thousand times, is answered as soon as any other."""

from __future__ import annotations

import time

import pytest

from interviewer.loading.services import Services
from interviewer.storage.store import Store
from tests.interviewer.conversation.coached import close_one, coach
from tests.pace import limit

LENGTH = 20_000
RUNS = (
    " ",
    "\n",
    "\t",
    "\n ",
    "1 ",
    "a",
    "a ",
    "the ",
    "and ",
    "so ",
    "not ",
    "you mean ",
    "can you ",
    "?",
    "? ",
    ". ",
    ", ",
    "... ",
    "'",
    '"',
    "(",
    "- ",
    "* ",
    "=",
    "$",
    "`",
    "#",
    "| ",
    "no ",
    "hint ",
    "hm ",
    "wait ",
)
SAID = ("", "can I have a hint", "I disagree about the second point because")


@pytest.mark.slow
@pytest.mark.parametrize("run", RUNS)
def test_whatever_is_held_down_is_answered_soon(light_services: Services, store: Store, run: str) -> None:
    for words in SAID:
        conductor, interview_id = coach(light_services, store)
        for closed in (False, True):
            if closed:
                if conductor.record(interview_id).phase != "answering":
                    break
                close_one(conductor, interview_id)
            start = time.process_time()
            list(conductor.say(interview_id, f"{words} {(run * LENGTH)[:LENGTH]} {words}".strip()))
            assert time.process_time() - start < limit(3), (words, run, closed)
