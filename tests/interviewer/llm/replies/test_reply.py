"""One object is found, no matter what a model writes around it."""

from __future__ import annotations

import json
import time
from typing import Literal

import pytest
from pydantic import BaseModel

from interviewer.errors import ModelReplyError
from interviewer.llm.replies.reply import read_reply


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
        f"[THINK]Perhaps {{'verdict': 'not_met'}}?[/THINK]{GOOD}",
        f"As [1] says in [0, 1), it is: {GOOD}",
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
        f"<think>It could be {GOOD}, or not",
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


@pytest.mark.parametrize(
    "text",
    [
        '{"verdict": "met",}',
        "{'verdict': 'met'}",
        '{verdict: "met"}',
        '{"verdict": "met" // because it is\n}',
        '{"verdict": /* not "not_met" */ "met"}',
        '{"verdict": "met", # it is\n "why": "line\nline\x01"}',
        '{"verdict": "met", "why": "\\alpha \\( x \\)"}',
        '{"verdict": "met", "sure": True, "else": None}',
        f'It could be {{"verdict": "not_met",}}, but: {GOOD} or {{"verdict": "not_met",}}',
        f'{{"result": {GOOD}}}',
        f'{{"response": {{"grade": {GOOD}}}, "took": 3}}',
        json.dumps({"name": "form", "arguments": GOOD}),
        f"<think>It is said.\n{GOOD}",
        f"[THINK]It is said.\n```json\n{GOOD}\n```\n",
        f"<think>It could be {{'verdict': 'not_met'}}, no: {GOOD}",
    ],
)
def test_what_small_models_write_is_read(text: str) -> None:
    assert read_reply(text, Pick, "stub") == Pick(verdict="met")


@pytest.mark.parametrize(
    "text",
    [
        '{"verdict": "met"',
        '{"why": "so", "verdict": "met',
        "{'verdict': 'met'",
        f'{{"draft": {GOOD}, "final": {{"verdict": "no',
        f'{{"draft": {GOOD}, "final": {GOOD}}}',
        '{"verdict": "met", "verdict": "not_met",}',
        '{"verdict": "not" "met"}',
        '{"why": "he said "met" here", "verdict": "not_met"}',
        "{'why': 'it's met', 'verdict': 'met'}",
        f'{{"verdict": "not_sure"}} [{GOOD}',
        f"<think>{GOOD} is what I'd say, but",
    ],
)
def test_no_verdict_is_made_up(text: str) -> None:
    with pytest.raises(ModelReplyError):
        read_reply(text, Pick, "stub")


def test_thoughts_that_were_cut_off_have_no_reply_at_their_end() -> None:
    with pytest.raises(ModelReplyError):
        read_reply(f"<think>Perhaps {GOOD}", Pick, "stub", whole=False)
    assert read_reply(f"<think>Perhaps.</think>{GOOD}", Pick, "stub", whole=False) == Pick(verdict="met")
