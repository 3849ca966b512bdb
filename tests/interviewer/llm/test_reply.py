"""One object is found in whatever a model writes around it."""

from __future__ import annotations

import time
from typing import Literal

import pytest
from pydantic import BaseModel

from interviewer.errors import ModelReplyError
from interviewer.llm.reply import read_reply


class Pick(BaseModel):
    verdict: Literal["met", "not_met"]


GOOD = '{"verdict": "met"}'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here is my grading:\n```\n{GOOD}\n```\nLet me know if {{you}} want more.",
        f'<think>It could be {{"verdict": "not_met"}}, no.</think>\n\n{GOOD}',
        f'It could be {{"verdict": "not_met"}}, no.</think>{GOOD}',
        f"<THINKING>\nHm.\n</THINKING>{GOOD}",
        f"The form is {{verdict}}, so: {GOOD}",
        f'{{"verdict": "not_met"}}\nOn second thought:\n{GOOD}',
        f"{GOOD}\n{{}}",
    ],
)
def test_the_last_object_of_the_form_is_read(text: str) -> None:
    assert read_reply(text, Pick, "stub") == Pick(verdict="met")


@pytest.mark.parametrize("text", ["", "<think>" + GOOD, "[1, 2]", f"[{GOOD}]", '{"verdict": "m', "{" * 100_000])
def test_where_there_is_none_it_is_said_at_once(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(ModelReplyError):
        read_reply(text, Pick, "stub")
    assert time.monotonic() - start < 2
