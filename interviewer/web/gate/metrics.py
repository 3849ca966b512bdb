"""Metrics for monitoring: requests, how long they took, and what is loaded."""

from __future__ import annotations

import json
import logging
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from interviewer.loading.parts import Part
from interviewer.web.gate.responses import Answer
from interviewer.web.gate.rules import API, is_static

BOUNDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Bounds of the histogram's buckets in seconds: from the page's own response time to a slow model's."""
_KIND = b"text/plain; version=0.0.4; charset=utf-8"
_LOG = logging.getLogger("viva.requests")


class Numbers:
    """Counts requests by purpose; the metrics contain no names and nothing anybody wrote."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()

    def observe(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count one request, and log it if requests are logged."""
        route, method = route_of(path), method if method in {"GET", "HEAD", "POST", "OPTIONS"} else "other"
        with self._lock:
            self._requests[method, route, status] += 1
            self._buckets[route, bisect_left(BOUNDS, seconds)] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]
        if route != "static":
            _LOG.info(
                "request", extra={"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
            )

    def text(self, parts: Sequence[Part]) -> str:
        """Everything in Prometheus' text format."""
        out = ["# HELP viva_requests_total Requests by route and status.", "# TYPE viva_requests_total counter"]
        with self._lock:
            for (method, route, status), count in sorted(self._requests.items()):
                out.append(f'viva_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}')
            out += ["# HELP viva_request_seconds How long requests took.", "# TYPE viva_request_seconds histogram"]
            for route in sorted(self._seconds):
                so_far = 0
                for place, bound in enumerate([*map(str, BOUNDS), "+Inf"]):
                    so_far += self._buckets[route, place]
                    out.append(f'viva_request_seconds_bucket{{route="{route}",le="{bound}"}} {so_far}')
                out.append(f'viva_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
                out.append(f'viva_request_seconds_count{{route="{route}"}} {so_far}')
        out += ["# HELP viva_part_ready Whether a heavy part is loaded.", "# TYPE viva_part_ready gauge"]
        out += [f'viva_part_ready{{part="{part.name}"}} {int(part.state == "ready")}' for part in parts]
        return "\n".join(out) + "\n"


def route_of(path: str) -> str:
    """The purpose of a path, as one of a few words: paths can contain ids, and every new label costs the monitor memory."""
    if is_static(path):
        return "static"
    known = {"/": "page", "/login": "login", "/logout": "logout", "/healthz": "health", "/metrics": "metrics"}
    if path in known:
        return known[path]
    start = f"{API}/"
    names = ("queue/join", "queue/data", "upload", "file=", "heartbeat", "cancel", "reset")
    return next((name.rstrip("=") for name in names if path.startswith(start + name)), "other")


def metrics_answer(numbers: Numbers, parts: Sequence[Part], grading: str = "") -> Answer:
    """The response to ``/metrics``.

    Args:
        grading: The grading metrics, in the same format.
    """
    return Answer(200, (numbers.text(parts) + grading).encode(), _KIND)


def health_answer(parts: Sequence[Part], fault: str = "") -> Answer:
    """The response to ``/healthz``: 200 while interviews can be stored, otherwise 503. It reveals only states."""
    told = {"status": "failing" if fault else "ok", "parts": {part.name: part.state for part in parts}}
    return Answer(503 if fault else 200, (json.dumps(told) + "\n").encode(), b"application/json")
