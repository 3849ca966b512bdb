"""The last choices are there at the next visit, no matter what has changed meanwhile."""

from __future__ import annotations

import pytest

from interviewer.storage.store import Store
from interviewer.web.setup.choices import Choices, keep_choices, last_choices

SECTIONS = ("training", "nlp")


def test_what_was_chosen_is_kept(store: Store) -> None:
    assert last_choices(store, SECTIONS) == Choices(sections=SECTIONS)
    chosen = Choices(sections=("nlp",), minutes=15, questions=4, mode="coach", style="tough")
    keep_choices(store, chosen)
    assert last_choices(store, SECTIONS) == chosen
    assert last_choices(store, ("vision",)).sections == ("vision",), "the bank has no such section any more"


@pytest.mark.parametrize(
    "kept", ["{", "3", '{"minutes": "soon"}', '{"sections": 3}', '{"style": "rude"}', '{"minutes": null}']
)
def test_what_cannot_be_read_is_as_at_the_first_visit(store: Store, kept: str) -> None:
    store.preferences.set("last_setup", kept)
    assert last_choices(store, SECTIONS) == Choices(sections=SECTIONS)


def test_numbers_stay_within_what_the_sliders_offer(store: Store) -> None:
    store.preferences.set("last_setup", '{"minutes": 900, "questions": -3, "mode": "x"}')
    last = last_choices(store, SECTIONS)
    assert (last.minutes, last.questions, last.mode) == (90, 0, "interview")
