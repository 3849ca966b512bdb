"""Picks the bank statements that are shown with a claim, by cosine to the statement being read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from knowledge.search.embeddings import BankEmbedder

TOO_ALIKE = 0.93
"""Cosine from which two statements are paraphrases; if one is left out, so is the other. A judgement, not swept."""


def nearest(
    statement: str, texts: Sequence[str], embedder: BankEmbedder, count: int, leave_out: Collection[str] = ()
) -> tuple[str, ...]:
    """The texts nearest to a statement, nearest first, without the statement itself and its paraphrases."""
    left = [text for text in texts if text not in leave_out]
    if not left or count <= 0:
        return ()
    cosines = embedder.embed_known(left) @ embedder.embed_known([statement])[0]
    order = sorted(range(len(left)), key=lambda n: -float(cosines[n]))
    return tuple([left[n] for n in order if not leave_out or cosines[n] < TOO_ALIKE][:count])


def most_alike(statement: str, texts: Sequence[str], embedder: BankEmbedder) -> float:
    """The greatest cosine of a statement to some texts; -1 if there are none."""
    if not texts:
        return -1.0
    return float((embedder.embed_known(texts) @ embedder.embed_known([statement])[0]).max())
