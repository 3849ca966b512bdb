"""How further Python processes are started."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PYTHON = (sys.executable, "-P")
"""This interpreter. With ``-P`` it looks for no modules in the current folder, where somebody else's ``pip.py`` or
``knowledge.py`` would run instead."""
_ROOT = Path(__file__).parents[1]


def with_own_path(env: Mapping[str, str]) -> dict[str, str]:
    """An environment in which such a process finds the same code as this one, installed or not."""
    return {**env, "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), env.get("PYTHONPATH", ""))))}
