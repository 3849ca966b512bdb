"""The statements of an answer that are about a claim, read together.

A point can be spread over two or three sentences, and a later sentence can take back an earlier one. Reading them one by one
detects neither.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.statement import Statement

TOGETHER = 6
"""Most statements in a passage. 4, 6 and 8 order strangers' answers equally well; longer passages do better on answers
written to trick the judge, which are therefore not an independent test of this number."""


def speaking(silence: NDArray[np.float64], most: int = TOGETHER) -> list[int]:
    """The statements that say most about a claim, in the order they were said.

    Args:
        silence: How likely each statement is silent about the claim, (n,), or any measure that decreases the more it says.
    """
    return sorted(int(n) for n in np.argsort(silence, kind="stable")[:most])


def passage(statements: Sequence[Statement], chosen: Collection[int]) -> str:
    """Some statements as one text, in order.

    A statement that directly follows another chosen one is used as it is; any other with the context it depends on.
    """
    numbers = sorted(chosen)
    return " ".join(statements[n].own if n - 1 in numbers else statements[n].text for n in numbers)
