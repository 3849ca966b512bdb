"""Graders that understand nothing. A real grader has to beat them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.labelled.gold import LabelledAnswer
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder


def floor_guesses(
    bank: Bank, answers: Sequence[LabelledAnswer], embedder: BankEmbedder | None
) -> dict[str, NDArray[np.float64]]:
    """Scores from an answer's length and from its similarity to the reference answer, each of shape (n,), from 0 to 1.

    Args:
        embedder: For the similarity of embeddings; if it is None, similarity is measured by word overlap only.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [answer.answer for answer in answers]
    references = [bank[answer.question_id].reference for answer in answers]
    lengths = np.asarray([float(len(text.split())) for text in texts])
    table = TfidfVectorizer(sublinear_tf=True).fit([*texts, *references])
    words = np.asarray(table.transform(texts).multiply(table.transform(references)).sum(axis=1)).ravel()
    guesses = {"length": lengths / max(lengths.max(), 1), "tf_idf_to_reference": words / max(words.max(), 1e-9)}
    if embedder is not None:
        near = np.sum(embedder.embed(texts) * embedder.embed(references), axis=1).clip(0, 1)
        guesses["similarity_to_reference"] = near.astype(np.float64)
    return guesses
