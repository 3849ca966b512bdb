"""The words that would give a point away, as stems."""

from __future__ import annotations

import re

from knowledge.schema import Criterion

_STEM = 7
"""Words that agree in this many first letters count as forms of one word, such as "regularises" and "regularisation"."""


def _stems(text: str) -> set[str]:
    # Porter stems, as elsewhere, would change 2 in 100 of what the guard decides on the bank's own sentences
    return {word[:_STEM] for word in re.findall(r"[a-z]{5,}", text.lower())}


_COMMON = _stems(
    "gradient network weights training learning model function example layer layers value values output input there which "
    "would about where"
)
"""Words that give nothing away."""


def new_terms(text: str, criterion: Criterion, allowed: str) -> list[str]:
    """Content words of a criterion (in its claim and in several paraphrases) that a text adds to what was allowed."""
    counts: dict[str, int] = {}
    for paraphrase in criterion.satisfied_by:
        for stem in _stems(paraphrase):
            counts[stem] = counts.get(stem, 0) + 1
    telling = {s for s, n in counts.items() if n >= 2} & _stems(criterion.claim)
    return sorted((telling & _stems(text)) - _stems(allowed) - _COMMON)
