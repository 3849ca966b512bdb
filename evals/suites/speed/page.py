"""``python -m evals page``: the page in a browser, with a judge that takes no time and one that takes two seconds.

Everything goes through the real page in a real browser: its own process, its own endpoint, Gradio's queue, and what the browser
draws. ``bench`` measures the embedded models.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from evals.suites.speed.page_axe import SCREENS, broken_rules
from evals.suites.speed.page_browser import LAPTOP, PHONE, SentTurn, Weight, chromium, send_answers, weigh
from evals.suites.speed.page_stub import page_stub
from evals.suites.speed.served import bare, viva, wait_until_loaded
from interviewer.bars import item_bar
from interviewer.json_data import JsonObject, JsonValue

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST_SHIFT = 0.02
"""The most layout shift while one reply streams, as a share of the window; for a whole visit, below .1 counts as good."""
MOST_RATIO = 1.3
"""The highest ratio of Viva's start-up time to that of a bare chat page."""
_READY = {"viva": "#btn-start", "bare": "textarea"}


def measure_page(delays: Sequence[float], turns: int, starts: int) -> JsonObject:
    """Waits, layout shift, findings of axe-core, sizes and start-up; passed if shift and start-up stay within their limits and
    nothing is found.

    Args:
        delays: Seconds the stub model takes to reply.
        turns: Answers sent for each delay.
        starts: How often each page is started for the start-up time.

    Raises:
        UnavailableError: There is no browser, or a page does not start.
    """
    runs: list[JsonObject] = []
    sent: list[SentTurn] = []
    with item_bar("page", len(delays) + starts + 2) as step, chromium() as browser:
        for delay in delays:
            with (
                page_stub(delay) as endpoint,
                tempfile.TemporaryDirectory() as home,
                viva(_settings(home, endpoint)) as served,
            ):
                wait_until_loaded(served)
                here = send_answers(browser, served.url, turns, LAPTOP)
                phone = send_answers(browser, served.url, max(1, turns // 4), PHONE)
            runs.append({"delay": delay, **_waits(here), "shift": _shift(here), "phone_shift": _shift(phone)})
            sent += [*here, *phone]
            step()
        found = _findings(browser)
        step()
        sizes = _sizes(browser)
        step()
        own, plain = _start_up(starts, step)
    most = max(turn.shift for turn in sent)
    ratio = round(own / plain, 2)
    return {
        "turns": turns,
        "runs": list(runs),
        "most_shift": round(most, 4),
        "moved": sorted({turn.moved for turn in sent if turn.shift > MOST_SHIFT}),
        "axe": found,
        "sizes": sizes,
        "start": {"viva_seconds": round(own, 2), "bare_seconds": round(plain, 2)},
        "page_to_bare_ratio": ratio,
        "passed": most <= MOST_SHIFT and ratio <= MOST_RATIO and not found["rules"],
    }


def _findings(browser: Browser) -> JsonObject:
    """How many elements break a rule of axe-core in each view, by screen, and which rules."""
    counts: dict[str, JsonValue] = {}
    rules: set[str] = set()
    with page_stub(0.0) as endpoint:
        for screen, (viewport, scheme) in SCREENS.items():
            with tempfile.TemporaryDirectory() as home, viva(_settings(home, endpoint)) as served:
                wait_until_loaded(served)
                found = broken_rules(browser, served.url, viewport, scheme)
            counts[screen] = {view: len(broken) for view, broken in found.items()}
            rules.update(rule for broken in found.values() for rule in broken)
    return {"findings": counts, "rules": [*sorted(rules)]}


def _settings(home: str, endpoint: str) -> dict[str, str]:
    return {
        "VIVA_HOME": home,
        "VIVA_LLM": "api",
        "VIVA_LLM_BASE_URL": endpoint,
        "VIVA_LLM_MODEL": "stub",
        "VIVA_LLM_API_KEY": "stub",
    }


def _waits(sent: Sequence[SentTurn]) -> JsonObject:
    return {
        "first_words_seconds": _percentiles([turn.words for turn in sent]),
        "verdict_seconds": _percentiles([turn.verdict for turn in sent]),
    }


def _percentiles(values: Sequence[float]) -> JsonObject:
    return {"p50": round(float(np.percentile(values, 50)), 3), "p95": round(float(np.percentile(values, 95)), 3)}


def _shift(sent: Sequence[SentTurn]) -> JsonObject:
    """The largest shift in one turn: without input, and including what moved right after a press."""
    return {
        "most": round(max(turn.shift for turn in sent), 4),
        "most_with_input": round(max(turn.shift_in_all for turn in sent), 4),
    }


def _sizes(browser: Browser) -> JsonObject:
    with tempfile.TemporaryDirectory() as home, viva({"VIVA_HOME": home, "VIVA_LLM": "off"}) as served:
        own = weigh(browser, served.url, _READY["viva"])
    with bare() as served:
        plain = weigh(browser, served.url, _READY["bare"])
    return {"viva": _weight(own), "bare": _weight(plain)}


def _weight(weight: Weight) -> JsonObject:
    return {"kilobytes": round(weight.bytes / 1000), "requests": weight.requests, "nodes": weight.nodes}


def _start_up(starts: int, step: Callable[[], None]) -> tuple[float, float]:
    """Median seconds from process start to a page that answers, for ours and a bare one, in turn, so that load affects both."""
    own: list[float] = []
    plain: list[float] = []
    for number in range(starts + 1):
        with tempfile.TemporaryDirectory() as home, viva({"VIVA_HOME": home, "VIVA_LLM": "off"}) as served:
            seconds = served.seconds
        with bare() as served:
            other = served.seconds
        if number:  # the first start of each only warms the disk cache
            own.append(seconds)
            plain.append(other)
            step()
    return statistics.median(own), statistics.median(plain)
