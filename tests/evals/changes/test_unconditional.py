"""A condition is dropped if the claim says that it is one."""

from __future__ import annotations

import random

from evals.changes.unconditional import condition_dropped, unconditional

CLAIM = "Says that the two agree only for plain gradient descent"


def test_what_holds_under_a_condition_is_claimed_of_all() -> None:
    text = "the penalty is the same as decay only with plain gradient descent"
    assert condition_dropped(text, CLAIM) == "The penalty is the same as decay, always and in every case."
    (way,) = unconditional(CLAIM)
    assert way.change(text, random.Random(0)) == condition_dropped(text, CLAIM)


def test_not_where_the_claim_knows_no_condition() -> None:
    text = "the penalty is the same as decay only with plain gradient descent"
    assert condition_dropped(text, "Says that the two agree") is None
    assert condition_dropped("the penalty is the same only if you like", CLAIM) is None
    assert condition_dropped("weight decay when in doubt", CLAIM) is None
