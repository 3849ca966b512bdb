"""The signals of an answer and a claim."""

from __future__ import annotations

from interviewer.grading.local.calibration import Stack, probability
from interviewer.grading.local.tokens import cover


def test_cover_is_the_share_of_a_claims_words_that_was_said() -> None:
    asked = "Why do gradients explode?"
    claim = "Large weights multiply along many layers, so gradients grow without bound and the loss overflows."
    some, more = "Large weights grow.", "Large weights multiply along many layers and gradients grow."
    nothing = cover([], claim, asked)
    assert nothing < cover([some], claim, asked) < cover([more], claim, asked) < cover([claim], claim, asked)
    assert cover([asked], claim, asked) == nothing, "the question said back covers nothing"
    assert cover([some, "Bananas are yellow, too."], claim, asked) == cover([some], claim, asked)
    assert cover(["a large weight, growing"], claim, asked) == cover([some], claim, asked), "stems count, not forms"
    assert cover(["anything"], "So why do the gradients explode", asked) < 0, "a claim in the question's own words"
    listed = "large, weights, multiply, many, layers, gradients, grow, bound, loss, overflows, " * 2
    assert cover([listed], claim, asked) == nothing, "a list of the claim's words covers nothing"
    assert cover(["Large weights, many layers, overflow."], claim, asked) > nothing, "a short note does"
    strung = "it is about large and the weights and the multiply and the many and the layers and the grow and the bound, the loss"
    alone = cover([strung], claim, asked)
    assert cover([f"{strung} and the overflows"], claim, asked) == alone < cover([claim, some], claim, asked)
    assert Stack(0.0, 1.0, 1.0).log_odds(1.0, 2.0, -1.0) == 3.0
    whole = Stack(0.0, 1.0, 1.0, 0.5)
    assert whole.log_odds(1.0, 2.0, -1.0) == 0.5 + probability(2.0), "of a whole answer the reader tells a share"
    assert whole.log_odds(1.0, 20.0) - whole.log_odds(1.0, 5.0) < 0.01, "and however sure it is, it tells no more"
