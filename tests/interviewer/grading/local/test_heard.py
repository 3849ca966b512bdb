"""Which statements of an answer only repeat what the interviewer said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from interviewer.grading.local.claims import Claims, claims_of
from interviewer.grading.local.heard import ECHO_OF_A_HINT, ECHO_OF_THE_QUESTION, cut, heard_in
from interviewer.grading.rubric.asked import as_asked
from knowledge.schema import Criterion, Question
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.test_claims import question

HINT = "What does a unit put out on 8 inputs?"


def at(*cosines: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Unit vectors with these cosines to the first axis."""
    return np.asarray([[c, np.sqrt(1 - c * c)] for c in cosines], dtype=np.float32)


def claims(words: CachedEmbedder, of_question: Sequence[float] = (), hints: Sequence[str] = ()) -> Claims:
    """The claims of a question; the first axis is what was asked, and what was hinted."""
    made = claims_of(question(criteria=(Criterion("only", "Says so"),), misconceptions=()), words)
    first = np.asarray([[1.0, 0.0]], dtype=np.float32)
    none = np.zeros((0, 2), dtype=np.float32)
    return replace(
        made,
        asked=first if of_question else np.asarray([[0.0, -1.0]], dtype=np.float32),
        hinted=tuple(hints),
        hinted_vectors=np.repeat(first, len(hints), axis=0) if hints else none,
    )


def kept(made: Claims, text: str, cosine: float) -> list[str]:
    plain, statements = cut(question(), text)
    return [item.own for item in heard_in(plain, statements, at(*[cosine] * len(statements)), made).statements]


@pytest.mark.parametrize(("above", "left"), [(-0.02, 1), (0.02, 0)])
def test_words_of_the_question_and_of_hints_have_limits_of_their_own(
    words: CachedEmbedder, above: float, left: int
) -> None:
    text = "A unit puts out something on its inputs."
    assert len(kept(claims(words, of_question=(1,)), text, ECHO_OF_THE_QUESTION + above)) == left
    assert len(kept(claims(words, hints=[HINT]), text, ECHO_OF_A_HINT + above)) == left


def test_a_number_of_ones_own_is_more_than_a_repetition(words: CachedEmbedder) -> None:
    made = claims(words, hints=[HINT])
    assert kept(made, "It puts out something on 8 inputs.", 0.95) == []
    assert kept(made, "It puts out 0 on 8 inputs.", 0.95) == ["It puts out 0 on 8 inputs."]


def test_only_hints_that_were_given_count(words: CachedEmbedder) -> None:
    whole = question(hints=(HINT,))
    made: list[Question] = [as_asked(whole), as_asked(whole, said=[HINT])]
    assert [HINT in claims_of(one, words).hinted for one in made] == [False, True]
