"""The statements of an answer that speak of a claim, read together.

A point may be made over two or three sentences, and a later one may take back an earlier one. Read one by one, neither is
heard.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.local.statement import Statement

TOGETHER = 6
"""At most so many statements make a passage. 4, 6 and 8 order strangers' answers equally well; the longer ones order answers
written to trick the judge better, so that those are no fresh measure of this number."""


def speaking(silence: NDArray[np.float64], most: int = TOGETHER) -> list[int]:
    """The statements that are least silent about a claim, in the order in which they were said.

    Args:
        silence: How likely each statement is silent about the claim, (n,), or anything that falls as it speaks more.
    """
    return sorted(int(n) for n in np.argsort(silence, kind="stable")[:most])


def passage(statements: Sequence[Statement], chosen: Collection[int]) -> str:
    """Some statements as one text, in order.

    One that follows another chosen one stands as it was said; any other with what it leans on.
    """
    numbers = sorted(chosen)
    return " ".join(statements[n].own if n - 1 in numbers else statements[n].text for n in numbers)
