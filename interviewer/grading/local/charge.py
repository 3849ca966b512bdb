"""Whether words that are read as the contrary of a point are borne out by the bank's statements that make it.

Read against the claim alone, one in ten points that people make in few words is heard as its contrary ("With async nobody waits
for the slowest worker"), most often where the words are negative. The same words read against each of the bank's statements that
make the point are contrary to most of them if they are wrong, and say one of them or none if they are right.
"""

from __future__ import annotations

import numpy as np

from interviewer.grading.local.reading import CONTRADICTS, SAYS, LogProbabilities

BORNE_OUT = 0.1
"""How much likelier, on average, words must be to contradict the statements that make a point than to say them."""


def borne_out(read: LogProbabilities) -> bool:
    """Whether a charge stands.

    Args:
        read: How the charged words relate to the bank's statements that make the point, (n, 4); without any the charge stands.
    """
    if not len(read):
        return True
    p = np.exp(read)
    return bool((p[:, CONTRADICTS] - p[:, SAYS]).mean() >= BORNE_OUT)
