"""The sandbox for tests that run code: bubblewrap, which CI installs. Elsewhere the tests are skipped without it."""

from __future__ import annotations

import os

import pytest

from interviewer.grading.forms.sandbox.sandbox import Sandbox, SandboxLimits, bubblewrap_fault

QUICK = SandboxLimits(cpu_seconds=3, wall_seconds=10.0, call_seconds=1.5)
SANDBOX = Sandbox("bubblewrap", QUICK)
needs_walls = pytest.mark.skipif(
    bool(bubblewrap_fault()) and "CI" not in os.environ, reason="no working bubblewrap here; CI installs it"
)
