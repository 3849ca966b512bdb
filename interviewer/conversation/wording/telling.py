"""Whether a text would give a point away: by its meaning, and by words, as stems."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.schema import Criterion
from knowledge.search.embeddings import CachedEmbedder

LEAK_SIMILARITY = 0.62
"""From this cosine to the claim or a paraphrase of an unmet criterion, a text gives the criterion away."""
ALLOWED_AHEAD = 0.05
"""How much nearer than the allowed wording a text must be to give a criterion away, where that wording is near itself. By hand."""
_PIECE_ENDS = re.compile(r"(?<=[.!?;])\s+")
"""Where a piece ends that is compared: unlike in ``sentences``, after "e.g.", too, so that nothing hides in a long sentence."""
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


def says_one_of(unmet: Sequence[Criterion], text: str, allowed: str, embedder: CachedEmbedder) -> bool:
    """Whether a piece of a text means about the same as a criterion, and is nearer to it than the allowed wording.

    Raises:
        VectorStoreError: The texts cannot be compared.
    """
    said = embedder.embed([piece for piece in _PIECE_ENDS.split(text) if piece.strip()])
    base = embedder.embed([allowed])
    for criterion in unmet:
        known = embedder.embed_known([criterion.claim, *criterion.satisfied_by])
        bound = max(LEAK_SIMILARITY, float((base @ known.T).max()) + ALLOWED_AHEAD)
        if float((said @ known.T).max()) > bound:
            return True
    return False
