"""Runs never overwrite shipped files: what they fit is written elsewhere, measured, and put in place afterwards."""

from __future__ import annotations

from pathlib import Path

import evals
import interviewer
import knowledge
import prompts
from interviewer.errors import UsageError

_PACKAGES = (evals, interviewer, knowledge, prompts)


def require_elsewhere(out: Path) -> Path:
    """Returns the path if it is outside everything that is shipped.

    Raises:
        UsageError: It is inside one of Viva's packages, possibly through a link.
    """
    for package in _PACKAGES:
        for folder in package.__path__:
            if out.resolve().is_relative_to(Path(folder).resolve()):
                raise UsageError(
                    f"--out {out} is inside {package.__name__}/, which is shipped; write it elsewhere and measure it first"
                )
    return out


def wanted(out: Path | None, suite: str, what: str) -> Path:
    """Where a suite writes: the path given with ``--out``, which is required.

    Raises:
        UsageError: It is missing, or inside one of Viva's packages.
    """
    if out is None:
        raise UsageError(f"{suite} needs --out {what}; what is shipped is never overwritten")
    return require_elsewhere(out)
