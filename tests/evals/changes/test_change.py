"""Wordings and their gaps, and the properties of the two sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.changes.asked import ASKED, asked
from evals.changes.attributed import REJECTED, rejected
from evals.changes.change import SETS, fill
from evals.changes.denied import AFTER_SENTENCE, DENIED, denied
from evals.changes.prose import PARAGRAPHS
from evals.changes.remarks import IDLE, TALK
from evals.changes.sayings import SENTENCES
from evals.changes.speech import FRAMES, HEDGES
from evals.changes.unsure import UNSURE, unsure
from evals.changes.withdrawn import ALL_TAKEN_BACK, TAKEN_BACK
from evals.training import compound_rows
from interviewer.grading.training import frames, passage_rows, spoken
from tests.repeated import repeated

WORDINGS: dict[str, Mapping[str, tuple[str, ...]]] = {
    "denied": DENIED,
    "after a sentence": AFTER_SENTENCE,
    "asked": ASKED,
    "rejected": REJECTED,
    "unsure": UNSURE,
    "taken back": TAKEN_BACK,
    "all taken back": ALL_TAKEN_BACK,
    "talk": TALK,
    "idle": IDLE,
    "paragraphs": PARAGRAPHS,
    "sentences": SENTENCES,
    "frames": FRAMES,
    "hedges": HEDGES,
}


def pieces(wording: str) -> list[str]:
    """The text around the gaps, in lower case; single words say nothing about where a wording comes from."""
    parts = [re.sub(r"\W+", " ", part.lower()).strip() for part in re.split(r"\{\w+\}", wording)]
    return [part for part in parts if len(part.split()) > 1]


def test_a_wording_takes_what_fits_its_gap() -> None:
    assert fill("So {clause}.", "The rate is too high.") == "So the rate is too high."
    assert fill("{Clause}, no.", "the rate is too high") == "The rate is too high, no."
    assert fill("So {clause}.", "trigram with Kneser-Ney") is None
    assert fill('"{Text}" it is.', "trigram with Kneser-Ney") == '"Trigram with Kneser-Ney" it is.'
    assert fill('"{Text}" it is.', "x = y + z") is None


@pytest.mark.parametrize("kind", WORDINGS)
def test_the_two_sets_share_no_wording(kind: str) -> None:
    dev, test = (WORDINGS[kind][name] for name in SETS)
    assert repeated(dev) == [] and repeated(test) == []
    assert not {tuple(pieces(w)) for w in dev} & {tuple(pieces(w)) for w in test}


def test_there_are_at_least_twelve_ways_to_deny_in_each_set() -> None:
    for name in SETS:
        assert len(DENIED[name]) >= 12 and len(denied(name)) > len(DENIED[name])
        assert min(len(asked(name)), len(rejected(name)), len(unsure(name))) >= 7
    assert not {way.name for way in denied("dev")} & {way.name for way in denied("test")}


LEARNT = [*(Path(str(module.__file__)) for module in (frames, passage_rows, compound_rows)), spoken.FILE]


@pytest.mark.parametrize("trained", LEARNT, ids=lambda path: path.name)
@pytest.mark.parametrize("kind", WORDINGS)
def test_no_wording_stands_in_what_judges_were_trained_on(kind: str, trained: Path) -> None:
    source = trained.read_text(encoding="utf-8")
    known = re.sub(r"\W+", " ", re.sub(r"\"\s*\n\s*f?\"", "", source).lower())
    for name in SETS:
        for wording in WORDINGS[kind][name]:
            parts = pieces(wording)
            assert parts and not all(part in known for part in parts), wording
