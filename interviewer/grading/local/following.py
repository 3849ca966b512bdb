"""Words right after a statement that may undo it: "Many say so. They are wrong.", "Hold on, that was nonsense."

Read by itself, such a statement makes its claim. So the strongest statements for a claim are read again together with what
follows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interviewer.grading.local.reading import LogProbabilities, credit
from interviewer.grading.local.statement import Statement

LIKELY = 0.15
"""Expected credit from which a statement is read again: below this it earns nothing anyway. A judgement, not swept."""
MOST = 2
"""Most statements per claim: the verdict rests on the best and, less so, on the next best."""


def read_again(statements: Sequence[Statement], numbers: Sequence[int], read: LogProbabilities) -> list[int]:
    """The rows worth reading again together with what follows them, unless that is off the topic.

    Args:
        statements: All statements of the answer.
        numbers: Indices of those that were read, (n,).
        read: Log-probabilities of each one's relation to the claim, (n, 4).
    """
    earned = credit(read)
    after = [next(iter(statements[number + 1 : number + 2]), None) for number in numbers]
    followed = [row for row, item in enumerate(after) if item and not item.off_topic and earned[row] >= LIKELY]
    return sorted(followed, key=lambda row: -earned[row])[:MOST]


def with_next(statements: Sequence[Statement], number: int) -> str:
    """A statement and what follows it, as one text."""
    return f"{statements[number].text} {statements[number + 1].own}"


def undone(read: LogProbabilities, rows: Sequence[int], again: LogProbabilities) -> LogProbabilities:
    """The readings; where the next words take a statement back, its row is replaced by the reading of both together.

    A statement that earns more together with the next one is left unchanged: the next one is read by itself.
    """
    out = np.array(read)
    for row, both in zip(rows, again, strict=True):
        if credit(both[None])[0] < credit(out[row : row + 1])[0]:
            out[row] = both
    return out
