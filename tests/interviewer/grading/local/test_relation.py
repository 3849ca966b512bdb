"""How a pair is shown to the reader."""

from __future__ import annotations

from interviewer.grading.local.relation import CLAIM_WORDS, RELATIONS, TITLE_WORDS, claim_text


def test_a_claim_is_shown_after_its_topic_and_before_its_examples() -> None:
    assert claim_text("Momentum", "Says that it averages.") == "Momentum: Says that it averages."
    shown = claim_text("Momentum", "Says that it averages", ["it is a mean."], ["it is a sum", " a product. "])
    assert shown == "Momentum: Says that it averages. Right: it is a mean. Wrong: it is a sum; a product."


def test_long_topics_and_claims_are_cut_and_white_space_is_one_blank() -> None:
    words = [f"w{n}" for n in range(200)]
    shown = claim_text("\n ".join(words), "  ".join(words))
    assert shown == f"{' '.join(words[:TITLE_WORDS])}: {' '.join(words[:CLAIM_WORDS])}."


def test_the_order_of_the_outputs_is_the_one_that_was_trained() -> None:
    assert RELATIONS == ("silent", "says", "half", "contradicts")
