"""How fast this machine is just now, so that a limit on time holds on a slow or busy one as well.

A test that something ends in time is there for what grows faster than its input, which takes minutes and not twice as long.
"""

from __future__ import annotations

import re
import time

WORDS = "the left node is worth 3, alpha = 5 at the root; " * 40
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?\b")
REFERENCE = 0.015
"""Seconds for the work below on the machine that the limits were set on."""


def limit(seconds: float) -> float:
    """A limit on CPU time, longer where the machine is slower than the reference; never shorter."""
    start = time.process_time()
    for _ in range(300):
        assert sum(float(match[0]) for match in _NUMBER.finditer(WORDS))
    return seconds * max(1.0, (time.process_time() - start) / REFERENCE)
