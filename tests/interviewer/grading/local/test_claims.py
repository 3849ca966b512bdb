"""What an answer is read against."""

from __future__ import annotations

import numpy as np

from interviewer.grading.local.claims import PART_WORDS, claims_of, parts_of
from knowledge.schema import Criterion
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.grading.local.stand_in import question
from tests.stand_ins import WordEmbedder


def test_a_claim_holds_the_banks_phrases_of_both_sides(words: CachedEmbedder) -> None:
    claims = claims_of(question(), words)
    assert list(claims.points) == ["clipping", "symptom"]
    (clipping,) = claims.points["clipping"]
    assert clipping.owner == "clipping" and clipping.title == "Exploding gradients"
    assert clipping.right == ("I clip the gradient norm", "cap their length before the step")
    assert clipping.wrong == ("clipping makes gradients larger",), "what contradicts it, and no near miss"
    assert clipping.about.shape == (4, 256), "the claim and all that speaks of it"


def test_a_belief_is_a_claim_whose_correction_says_the_contrary(words: CachedEmbedder) -> None:
    (belief,) = claims_of(question(), words).beliefs
    assert belief.owner == "relu" and belief.right == ("with ReLU gradients cannot explode",)
    assert belief.wrong == (
        "ReLU does not saturate for positive inputs",
        "ReLU helps against vanishing gradients only.",
    )


def test_the_examples_shown_are_those_nearest_to_what_is_read(words: CachedEmbedder) -> None:
    (clipping,) = claims_of(question(), words).points["clipping"]
    head = "Exploding gradients: Says that gradients are clipped."
    near, other = words.embed(["you cap the length", "clip the norm"])
    assert clipping.shown_with(near) == f"{head} Right: cap their length before the step."
    assert clipping.shown_with(other) == f"{head} Right: I clip the gradient norm."
    (wrong,) = words.embed(["it makes the gradients larger"])
    shown = clipping.shown_with(wrong)
    assert shown.startswith(f"{head} Right: ") and shown.endswith(" Wrong: clipping makes gradients larger.")


def test_a_point_without_phrases_is_shown_alone(words: CachedEmbedder) -> None:
    bare = question(criteria=(Criterion("only", "Says that gradients are\n  clipped"),), misconceptions=())
    claims = claims_of(bare, words)
    (only,) = claims.points["only"]
    assert only.shown_with(words.embed(["I clip"])[0]) == "Exploding gradients: Says that gradients are clipped."
    assert only.right_vectors.shape == only.wrong_vectors.shape == (0, 256) and claims.beliefs == ()


def test_what_is_asked_is_known_as_a_whole_and_by_sentence(words: CachedEmbedder) -> None:
    asked = claims_of(question(question="**Think** of an RNN. What helps?"), words).asked
    expected = words.embed(["Think of an RNN. What helps?", "Think of an RNN.", "What helps?"])
    assert np.allclose(asked, expected)


def test_a_long_claim_is_read_in_parts_and_a_short_one_whole() -> None:
    long = " ".join(f"Sentence {n} of the claim has some eight words." for n in range(6))
    made = question(criteria=(Criterion("all", long), Criterion("one", "First this. Then that.")))
    assert parts_of(made, made.criteria[0]) == tuple(
        f"Sentence {n} of the claim has some eight words." for n in range(6)
    )
    assert parts_of(made, made.criteria[1]) == ("First this. Then that.",)
    whole = question(criteria=(Criterion("ref", question().reference),))
    assert len(parts_of(whole, whole.criteria[0])) == 2, "the reference answer itself, however short"


def test_a_claim_of_one_endless_sentence_is_read_in_stretches_that_lose_no_word() -> None:
    claim = " ".join(f"w{n}" for n in range(150))
    made = question(criteria=(Criterion("all", claim),))
    parts = parts_of(made, made.criteria[0])
    assert [len(part.split()) for part in parts] == [PART_WORDS, PART_WORDS, 30] and " ".join(parts) == claim


def test_a_bank_is_embedded_once(words: CachedEmbedder) -> None:
    inner = words._inner
    assert isinstance(inner, WordEmbedder)
    first = claims_of(question(), words)
    calls = inner.calls
    again = claims_of(question(), words)
    assert inner.calls == calls > 0
    assert np.array_equal(first.points["clipping"][0].about, again.points["clipping"][0].about)


def test_a_question_without_a_title_is_read_with_its_own_words(words: CachedEmbedder) -> None:
    (clipping,) = claims_of(question(title=""), words).points["clipping"]
    shown = clipping.shown_with(words.embed(["anything"])[0])
    assert shown.startswith("How do you notice exploding gradients, and what helps?: Says that gradients are clipped.")
