"""How what is known of a point becomes a verdict; values are derived by hand."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from interviewer.errors import UnavailableError
from interviewer.grading.local.calibration import (
    Half,
    Measured,
    Stack,
    load_calibration,
    probability,
    read_calibration,
    source_text,
)
from interviewer.grading.local.signals import FEATURES, Signals, half_margin
from interviewer.grading.local.vectors import question_vectors
from knowledge.schema import Bank, Criterion, Question
from knowledge.search.embeddings import CachedEmbedder

FITTED = replace(
    load_calibration(),
    with_reader=Stack(0.5, 1.0, 2.0),
    half=Half(-2.0, 1.0, 3.0, 10.0),
    bare_half=Half(-1.0, 1.0, 0.0),
    met=0.6,
    half_from=0.4,
    partly=0.3,
    whole_met=0.8,
    whole_partly=0.2,
)


def with_halves(bank: Bank) -> tuple[Question, Criterion]:
    """The first criterion of the bank that says what meets it partly."""
    return next((q, c) for q in bank.values() for c in q.criteria if c.partly_satisfied_by)


def test_half_is_likelier_the_more_open_it_is_whether_a_point_is_met(bank: Bank) -> None:
    criterion = with_halves(bank)[1]
    known = Measured(0.0, (1.0, 0.5), margin=0.1)
    # -2 + 0.5 + 3 * 4 * 0.25 + 10 * 0.1 = 2.5
    assert FITTED.half_of(criterion, known, 0.5) == pytest.approx(probability(2.5))
    # 4 * 0.9 * 0.1 = 0.36
    assert FITTED.half_of(criterion, known, 0.9) == pytest.approx(probability(-2 + 0.5 + 3 * 0.36 + 1))
    silent = replace(criterion, partly_satisfied_by=())
    assert FITTED.half_of(silent, known, 0.5) == pytest.approx(probability(-1 + 0.5)), (
        "a bank that says nothing of halves"
    )
    assert FITTED.half_of(criterion, Measured(0.0), 0.5) is None, "nothing was read"


def test_signals_decide_alone_where_nothing_was_read(bank: Bank) -> None:
    question = bank["training-01"]
    criterion = question.criteria[0]
    assert FITTED.log_odds(question, criterion, Measured(0.7)) == 0.7
    assert FITTED.log_odds(question, criterion, Measured(0.7, (1.0, 9.0))) == pytest.approx(0.5 + 0.7 + 2.0)


@pytest.mark.parametrize(
    ("p", "half", "verdict"),
    [
        (0.7, 0.1, "met"),
        (0.7, 0.2, "met"),  # 0.2 < 0.4 * (0.7 - 0.1)
        (0.7, 0.3, "met"),  # 0.3 >= 0.4 * (0.7 - 0.15), but 0.7 - 0.15 > 1/2
        (0.6, 0.3, "partly_met"),  # 0.3 >= 0.4 * (0.6 - 0.15)
        (0.45, 0.15, "not_met"),  # 0.15 < 0.4 * (0.55 - 0.075)
        (0.1, 0.3, "not_met"),  # 0.3 < 0.4 * (0.9 - 0.15)
        (0.1, 0.4, "partly_met"),  # 0.4 >= 0.4 * (0.9 - 0.2)
        (0.6, None, "met"),
        (0.59, None, "partly_met"),
        (0.29, None, "not_met"),
    ],
)
def test_a_point_is_partly_met_where_that_is_likely_enough(
    bank: Bank, p: float, half: float | None, verdict: str
) -> None:
    question = bank["training-01"]
    assert FITTED.verdict(question, question.criteria[0], p, half) == verdict


@pytest.mark.parametrize(("p", "verdict"), [(0.8, "met"), (0.5, "partly_met"), (0.19, "not_met")])
def test_a_whole_reference_goes_by_the_share_that_was_said(bank: Bank, p: float, verdict: str) -> None:
    whole = Criterion("all", " ".join(["word"] * 41))
    assert [FITTED.verdict(bank["training-01"], whole, p, half) for half in (None, 0.9)] == [verdict] * 2


def test_the_margin_compares_halves_with_what_is_right_or_wrong(bank: Bank, words: CachedEmbedder) -> None:
    question, criterion = with_halves(bank)
    place = question.criteria.index(criterion)
    item = question_vectors(question, words).criteria[place]
    half, right = item.criterion.partly_satisfied_by[0], item.criterion.satisfied_by[0]
    assert half_margin(item, words.embed([half])) > 0 > half_margin(item, words.embed([right]))
    others = np.concatenate([item.satisfied, item.not_satisfied])
    said = words.embed([half])
    assert half_margin(item, said) == pytest.approx(1.0 - float((said @ others.T).max()), abs=1e-5)
    bare = replace(question, criteria=(replace(item.criterion, partly_satisfied_by=()),))
    assert half_margin(question_vectors(bare, words).criteria[0], said) == 0.0


def test_every_fit_has_a_version_of_its_own() -> None:
    text = source_text()
    other = read_calibration(text.replace('"met": 0.52', '"met": 0.53'))
    assert load_calibration().version == load_calibration().sha256[:8] != other.version
    assert other.met == 0.53


@pytest.mark.parametrize("damage", ["renamed", "reordered", "missing", "none"])
def test_a_fit_of_other_signals_is_refused(damage: str) -> None:
    data = json.loads(source_text())
    if damage == "renamed":
        data["features"][3] = "distance"
    elif damage == "reordered":
        data["features"].reverse()
    elif damage == "missing":
        data["features"].pop()
    else:
        del data["features"]
    with pytest.raises(UnavailableError, match="fitted on other signals") as error:
        read_calibration(json.dumps(data))
    assert "\n" not in str(error.value)


def test_a_fit_that_lacks_a_number_is_refused_and_an_old_one_is_read() -> None:
    data = json.loads(source_text())
    data.pop("misconception", None)
    assert read_calibration(json.dumps(data)).met == load_calibration().met
    assert read_calibration(json.dumps({**data, "misconception": 0.75})).met == load_calibration().met
    del data["whole_met"]
    with pytest.raises(UnavailableError, match="lacks 'whole_met'"):
        read_calibration(json.dumps(data))


def test_signals_are_named_and_in_the_order_that_was_fitted() -> None:
    made = Signals(**{name: float(n) for n, name in enumerate(reversed(FEATURES))})
    assert made.values.tolist() == [float(n) for n in reversed(range(len(FEATURES)))]
    assert list(FEATURES) == json.loads(source_text())["features"]
    with pytest.raises(TypeError):
        Signals(*range(len(FEATURES)))  # type: ignore[call-arg,misc]
