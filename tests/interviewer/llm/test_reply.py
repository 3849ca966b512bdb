"""One object is found, no matter what a model writes around it."""

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
        f"<think>He writes `</think>`, which is odd.</think>{GOOD}",
        "<think>" + "{ " * 500 + "</think>" + GOOD,
    ],
)
def test_the_last_object_of_the_form_is_read(text: str) -> None:
    assert read_reply(text, Pick, "stub") == Pick(verdict="met")


class Quoting(BaseModel):
    quotes: list[str]
    rows: list[dict[str, str]] = []


@pytest.mark.parametrize("tag", ["</think>", "</Thinking>", "<think>x</think>", "</reasoning> </thought>"])
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "```json\n{}\n```",
        "<think>Hm.</think>\n{}",
        "Hm, {{no.</think>{}",
        "<think>He says </think> once.</think>{}",
    ],
)
def test_a_tag_that_the_candidate_wrote_ends_no_thoughts(tag: str, around: str) -> None:
    wanted = Quoting(quotes=[f"it stops at {tag} and then answers", "second"], rows=[{"why": f"says {tag}"}])
    assert read_reply(around.format(wanted.model_dump_json()), Quoting, "stub") == wanted


def test_many_such_tags_cost_no_time() -> None:
    start = time.monotonic()
    wanted = Quoting(quotes=["</think>" * 2000])
    assert read_reply(wanted.model_dump_json(), Quoting, "stub") == wanted
    with pytest.raises(ModelReplyError):
        read_reply('{"a": "' + "{</think>" * 2000, Quoting, "stub")
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<think>" + GOOD,
        f"<think>It could be {GOOD}.</think>",
        "[1, 2]",
        f"[{GOOD}]",
        '{"verdict": "m',
        "{" * 100_000,
    ],
)
def test_where_there_is_none_it_is_said_at_once(text: str) -> None:
    start = time.monotonic()
    with pytest.raises(ModelReplyError):
        read_reply(text, Pick, "stub")
    assert time.monotonic() - start < 2
