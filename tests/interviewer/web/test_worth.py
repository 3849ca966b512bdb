"""What a point counts for, on its card."""

from __future__ import annotations

from dataclasses import replace

from interviewer.web.verdicts import shown_verdicts
from tests.interviewer.web.test_verdicts import BONUS, MET, PARTLY, attempted


def test_a_card_says_what_its_point_counts_for_as_a_person_would() -> None:
    heavy, light = replace(MET, weight=2), replace(PARTLY, weight=1)
    assert [card.worth for card in shown_verdicts(attempted(heavy, light, closed=True))] == ["counts double", ""]
    alike = shown_verdicts(attempted(heavy, replace(light, weight=2), BONUS, closed=True))
    assert [card.worth for card in alike] == ["", "", "bonus"], "where all weigh the same there is nothing to say"
