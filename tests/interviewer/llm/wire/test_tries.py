from __future__ import annotations

import email.utils
import time

import httpx
import openai
import pytest

from interviewer.llm.wire.tries import MOST_WAIT, seconds_asked, wait_before_next


def fault(status: int, code: str = "", words: str = "", **headers: str) -> openai.APIStatusError:
    request = httpx.Request("POST", "http://127.0.0.1/v1")
    response = httpx.Response(status, headers={n.replace("_", "-"): v for n, v in headers.items()}, request=request)
    return openai.APIStatusError("no", response=response, body={"code": code, "message": words})  # type: ignore[arg-type]


def test_waits_grow_to_a_bound() -> None:
    assert [wait_before_next(fault(500), number) for number in (1, 2, 3, 9)] == [0.5, 1.0, 2.0, 8.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 422, 501])
def test_what_is_refused_is_not_tried_again(status: int) -> None:
    assert wait_before_next(fault(status, retry_after="1"), 1) is None


def test_the_wait_that_is_asked_for_is_kept_within_a_bound() -> None:
    assert wait_before_next(fault(429, retry_after="3"), 1) == 3
    assert wait_before_next(fault(429, retry_after_ms="250"), 1) == 0.25
    assert wait_before_next(fault(429, retry_after=str(MOST_WAIT + 1)), 1) is None
    assert wait_before_next(fault(429, retry_after="soon"), 1) == 0.5
    assert wait_before_next(fault(429, "insufficient_quota"), 1) is None
    later = seconds_asked(fault(503, retry_after=email.utils.formatdate(time.time() + 9, usegmt=True)))
    assert later is not None and 7 < later <= 9


def test_a_request_that_is_too_much_for_a_minute_waits_as_long_as_it_is_told_to() -> None:
    words = "Request too large for stub on tokens per minute (TPM): Limit 6000, Requested 9000"
    assert wait_before_next(fault(413, words=words, retry_after="3"), 1) == 3
    assert wait_before_next(fault(413, words=words), 1) is None
    assert wait_before_next(fault(413, words="Payload too large", retry_after="3"), 1) is None


@pytest.mark.parametrize("wrong_by", [-86_400, 86_400])
def test_a_time_of_the_servers_clock_is_read_by_its_clock_and_not_by_ours(wrong_by: float) -> None:
    told = {"date": time.time() + wrong_by, "retry_after": time.time() + wrong_by + 9}
    headers = {name: email.utils.formatdate(moment, usegmt=True) for name, moment in told.items()}
    asked = seconds_asked(fault(503, **headers))
    assert asked is not None and 8 <= asked <= 10
