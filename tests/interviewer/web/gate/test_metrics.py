"""Numbers for a monitor, health, and logs: what happened, and never what was said or who said it."""

from __future__ import annotations

import json
import logging

import pytest

from interviewer.loading.parts import Part
from interviewer.log import JsonLines
from interviewer.web.gate.metrics import Numbers, health_answer, metrics_answer, route_of

SECRET = "zebra-crossing"


def test_requests_are_counted_by_few_words() -> None:
    numbers = Numbers()
    for seconds in (0.001, 0.03, 100.0):
        numbers.observe("POST", "/gradio_api/queue/join", 200, seconds)
    numbers.observe("GET", f"/gradio_api/file=/tmp/{SECRET}", 404, 0.1)
    numbers.observe(SECRET, f"/{SECRET}", 404, 0.1)
    text = metrics_answer(numbers, [Part("judge", "ready"), Part("index", "failed", SECRET)]).body.decode()
    assert 'viva_requests_total{method="POST",route="queue/join",status="200"} 3' in text
    assert 'viva_request_seconds_bucket{route="queue/join",le="0.005"} 1' in text
    assert 'viva_request_seconds_bucket{route="queue/join",le="+Inf"} 3' in text
    assert 'viva_request_seconds_count{route="queue/join"} 3' in text
    assert 'viva_part_ready{part="judge"} 1' in text and 'viva_part_ready{part="index"} 0' in text
    assert SECRET not in text and text.endswith("\n")


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "page"),
        ("/assets/x.js", "static"),
        ("/gradio_api/heartbeat/abc", "heartbeat"),
        ("/x", "other"),
        ("/login", "login"),
    ],
)
def test_a_path_is_one_of_few_words(path: str, route: str) -> None:
    assert route_of(path) == route


def test_health_tells_states_alone() -> None:
    good = health_answer([Part("judge", "loading", SECRET)])
    assert good.status == 200 and json.loads(good.body) == {"status": "ok", "parts": {"judge": "loading"}}
    bad = health_answer([], f"the database {SECRET} is gone")
    assert bad.status == 503 and SECRET not in bad.body.decode()


def test_a_log_line_has_the_place_of_a_fault_and_not_its_words() -> None:
    try:
        raise ValueError(f"the answer {SECRET} is odd")
    except ValueError as error:
        record = logging.LogRecord(
            "viva.page", logging.ERROR, "x.py", 1, "the page failed", (), (ValueError, error, error.__traceback__)
        )
    line = JsonLines().format(record)
    told = json.loads(line)
    assert told["error"] == "ValueError" and told["event"] == "the page failed" and "\n" not in line
    assert any("test_metrics.py" in where for where in told["where"]) and SECRET not in line
    request = logging.LogRecord("viva.requests", logging.INFO, "x.py", 1, "request", (), None)
    request.__dict__ |= {"method": "GET", "route": "page", "status": 200, "ms": 1.5, "answer": SECRET}
    assert json.loads(JsonLines().format(request))["ms"] == 1.5 and SECRET not in JsonLines().format(request)
