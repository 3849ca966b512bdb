"""How many odd inputs to try: few in CI, ``VIVA_FUZZ`` of each kind at night."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

FUZZED = settings(
    max_examples=int(os.environ.get("VIVA_FUZZ", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
