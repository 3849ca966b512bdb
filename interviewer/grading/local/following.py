"""What is said right after a statement and may undo it: "Many say so. They are wrong.", "Hold on, that was nonsense."

Read alone, such a statement says its claim. So what speaks for a claim most is read once more together with what follows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interviewer.grading.local.reading import LogProbabilities, credit
from interviewer.grading.local.statement import Statement

LIKELY = 0.15
"""From how much expected credit a statement is read again: below it, it earns nothing anyway. A judgement, not swept."""
MOST = 2
"""Of each claim at most so many statements: the verdict rests on the best and, less, on the next best."""


def read_again(statements: Sequence[Statement], numbers: Sequence[int], read: LogProbabilities) -> list[int]:
    """The rows of what was read that are worth reading together with what follows them.

    Args:
        statements: All of the answer.
        numbers: Which of them were read, (n,).
        read: How each stands to the claim, (n, 4).
    """
    earned = credit(read)
    followed = [row for row, number in enumerate(numbers) if number + 1 < len(statements) and earned[row] >= LIKELY]
    return sorted(followed, key=lambda row: -earned[row])[:MOST]


def with_next(statements: Sequence[Statement], number: int) -> str:
    """A statement and what follows it, as one text."""
    return f"{statements[number].text} {statements[number + 1].own}"


def undone(read: LogProbabilities, rows: Sequence[int], again: LogProbabilities) -> LogProbabilities:
    """What was read, with those rows that the next words undo: they stand as both are read together.

    A statement that earns more with the next one is left alone: the next one is read itself.
    """
    out = np.array(read)
    for row, both in zip(rows, again, strict=True):
        if credit(both[None])[0] < credit(out[row : row + 1])[0]:
            out[row] = both
    return out
