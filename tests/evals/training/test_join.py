"""How signals and reader are joined."""

from __future__ import annotations

import numpy as np
import pytest

from evals.labelled.gold import LabelledAnswer
from evals.training.join import Point, fit_half, join_whole, rows_to_join
from evals.training.pairs import whole_question
from interviewer.grading.local.calibration import Measured, Stack
from interviewer.grading.local.tokens import cover
from interviewer.grading.non_answers import IDLE_TALK
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder


def test_whole_references_are_joined_from_both_sources_alike() -> None:
    rng = np.random.default_rng(4)

    def source(count: int, useful: int) -> tuple[np.ndarray, np.ndarray]:
        y = rng.random(count)
        x = rng.normal(0, 1, (count, 3))
        x[:, useful] += 4 * (y - 0.5)
        return x, y

    one, two = source(200, 0), source(2000, 2)
    alone, together = join_whole([one])[0], join_whole([one, two])[0]
    assert alone.signals > 3 * abs(alone.cover)
    assert 0.5 < together.signals / together.cover < 2, "ten times the answers count no more"
    met, partly = join_whole([one, two])[1:]
    assert 0 < partly < met < 1


def test_what_is_made_by_half_is_learnt_from_what_the_reader_says_of_it() -> None:
    rng = np.random.default_rng(5)
    earns = rng.choice([0.0, 0.5, 1.0], 600)
    points = [
        Point(Measured(0.0, (4 * (e - 0.5), 3.0 * (e == 0.5) + rng.normal(-1.5, 1)), margin=rng.normal()), e)
        for e in earns
    ]
    found = fit_half(points, Stack(0.0, 0.0, 1.0))
    assert found.reader > 0.5 and found.doubt > 1 and abs(found.margin) < 0.5
    sure = found.log_odds(1.5, 0.5, 0.0)
    assert sure > 1 > -1 > found.log_odds(-1.5, 0.99, 0.0)


@pytest.mark.embedded
def test_the_join_is_fitted_on_what_production_sees(bank: Bank, real_embedder: CachedEmbedder) -> None:
    whole = Bank([whole_question(bank["training-06a"])], bank.root)
    said = "The loss turns NaN when gradients grow, so I clip them by their norm."
    idle = f"{said} {' '.join(IDLE_TALK[:3])}"
    rows = [
        rows_to_join(whole, [LabelledAnswer("1", "training-06a", text, 0.5, {})], real_embedder)[0][0]
        for text in (said, idle)
    ]
    claim = whole["training-06a"].criteria[0].claim
    assert rows[0][2] == pytest.approx(cover([said], claim, whole["training-06a"].question), abs=1e-6)
    assert rows[1][2] == pytest.approx(rows[0][2], abs=0.2), "idle talk covers nothing more"
