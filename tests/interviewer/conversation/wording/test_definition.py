"""What a term of the question means, in the bank's own words, where that gives nothing away."""

from __future__ import annotations

import pytest

from interviewer.conversation.talk.clarifying import asked_term
from interviewer.conversation.wording.definition import definition
from interviewer.conversation.wording.wording import Wording
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

TEXTS = (
    "Compare the two.\n\n- **Pooling** (max) is a layer that keeps the largest value of a window. It is cheap.",
    "The Nash equilibrium is a pair of strategies that neither player can improve alone. A stride is 2 here.",
)


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("pooling", "Pooling (max) is a layer that keeps the largest value of a window."),
        ("nash equilibrium", "The Nash equilibrium is a pair of strategies that neither player can improve alone."),
        ("Nash equilibria", ""),
        ("stride", ""),
        ("dropout", ""),
        ("", ""),
        ("s", ""),
        ("a(b", ""),
    ],
)
def test_a_sentence_that_says_what_a_term_is(term: str, told: str) -> None:
    assert definition(term, TEXTS) == told


@pytest.mark.parametrize(
    ("request_", "term"),
    [
        ("what does Winograd mean here?", "Winograd"),
        ("What do you mean by learned weights?", "learned weights"),
        ("is it big?", ""),
    ],
)
def test_the_term_that_is_asked_about(request_: str, term: str) -> None:
    assert asked_term(request_) == term


def clarified(bank: Bank, words: CachedEmbedder, request: str, passages: tuple[str, ...]) -> str:
    question = bank["training-06a"]
    wording = Wording(lambda: None, lambda: words, lambda about, question_id: passages)
    return list(wording.clarify(question, request, question.criteria))[-1]


def test_a_term_is_explained_by_the_bank_unless_that_gives_a_point_away(bank: Bank, words: CachedEmbedder) -> None:
    told = "A zebra is a striped animal that lives on grass."
    assert clarified(bank, words, "what does zebra mean?", (told,)) == told
    claim = bank["training-06a"].criterion("clipping").satisfied_by[0]
    leaking = f"A zebra is the thing that {claim}."
    assert clarified(bank, words, "what does zebra mean?", (leaking,)) != leaking
    assert "“zebra”" in clarified(bank, words, "what does zebra mean?", ())
