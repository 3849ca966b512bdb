"""What training puts around answers is not what the robustness suite attacks with."""

from __future__ import annotations

import random

from evals.suites.robustness import ATTACKS
from knowledge.schema import Bank


def test_training_wordings_and_attacks_do_not_share_a_line(bank: Bank) -> None:
    from evals.training.pairs import FOREIGN, WRAPPINGS

    question = bank["training-01"]
    inserted = [
        change("", question, random.Random(0)).strip()
        for name, change in ATTACKS.items()
        if name not in ("rubric echoed", "reference echoed", "keywords")
    ]
    for line in (*WRAPPINGS, *FOREIGN):
        assert not any(line in text or (len(text) > 3 and text in line) for text in inserted), line
