"""The calibration's file: what is read of it, what is refused, and how a fit is named."""

from __future__ import annotations

import hashlib
import json

import pytest

from interviewer.errors import UnavailableError
from interviewer.grading.local import calibration
from interviewer.grading.local.calibration import load_calibration, read_calibration, source_text
from interviewer.grading.local.reader import WEIGHTS, read_config
from interviewer.grading.local.verdict import MEASURED, OUTCOMES
from interviewer.json_data import JsonValue
from knowledge.schema import Criterion
from tests.interviewer.grading.local.stand_in import question


@pytest.fixture
def data() -> dict[str, JsonValue]:
    kept: dict[str, JsonValue] = json.loads(source_text())
    return kept


def inside(data: dict[str, JsonValue], part: str) -> dict[str, JsonValue]:
    found = data[part]
    assert isinstance(found, dict)
    return found


def test_the_shipped_calibration_fits_what_is_measured() -> None:
    fitted = load_calibration()
    for likely in (fitted.shown, fitted.bare):
        assert likely.weights.shape == (len(OUTCOMES), len(MEASURED)) and likely.bias.shape == (len(OUTCOMES),)
    for thresholds in (fitted.points, fitted.whole):
        assert all(0 < value < 1 for value in vars(thresholds).values())
        assert thresholds.partly <= thresholds.met
    assert 0.5 < fitted.belief < 1 and 0.5 < fitted.taken_back < 1


def test_every_fit_has_a_version_of_its_own(data: dict[str, JsonValue]) -> None:
    text = source_text()
    assert load_calibration().sha256 == hashlib.sha256(text.encode()).hexdigest()
    inside(data, "points")["met"] = 0.625
    other = read_calibration(json.dumps(data))
    assert load_calibration().version == load_calibration().sha256[:8] != other.version
    assert other.points.met == 0.625 and other.belief == load_calibration().belief


@pytest.mark.parametrize("part", ["measures", "outcomes"])
@pytest.mark.parametrize("damage", ["renamed", "reordered", "missing", "none"])
def test_a_fit_of_other_measures_is_refused(part: str, damage: str, data: dict[str, JsonValue]) -> None:
    names = data[part]
    assert isinstance(names, list)
    if damage == "renamed":
        names[1] = "distance"
    elif damage == "reordered":
        names.reverse()
    elif damage == "missing":
        names.pop()
    else:
        del data[part]
    with pytest.raises(UnavailableError, match="fitted on other measures") as error:
        read_calibration(json.dumps(data))
    assert "\n" not in str(error.value) and "evals fit" in str(error.value)


@pytest.mark.parametrize("name", ["shown", "bare", "points", "whole", "belief", "taken_back"])
def test_a_fit_that_lacks_a_number_is_refused(name: str, data: dict[str, JsonValue]) -> None:
    del data[name]
    with pytest.raises(UnavailableError, match=f"lacks '{name}'") as error:
        read_calibration(json.dumps(data))
    assert "\n" not in str(error.value) and "install Viva again" in str(error.value)


@pytest.mark.parametrize(
    ("part", "name"), [("points", "contradicted"), ("whole", "met"), ("shown", "weights"), ("bare", "bias")]
)
def test_a_part_that_lacks_a_number_is_refused_too(part: str, name: str, data: dict[str, JsonValue]) -> None:
    del inside(data, part)[name]
    with pytest.raises(UnavailableError, match=f"lacks .*{name}") as error:
        read_calibration(json.dumps(data))
    assert "\n" not in str(error.value)


def test_what_it_was_fitted_on_does_not_decide(data: dict[str, JsonValue]) -> None:
    data["fitted_on"] = {"split": "none"}
    assert read_calibration(json.dumps(data)).points == load_calibration().points


def test_a_fit_on_another_reader_is_refused(data: dict[str, JsonValue], monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = str(read_config(WEIGHTS)["sha256"])[:8]
    assert load_calibration().reader == shipped
    for said, told in (({"reader": "0badc0de"}, "0badc0de"), ({}, "unknown")):
        data["fitted_on"] = said
        with monkeypatch.context() as patch:
            patch.setattr(calibration, "source_text", lambda: json.dumps(data))
            with pytest.raises(UnavailableError, match=f"on reader {told}, but reader {shipped}") as error:
                load_calibration.__wrapped__()
        assert "\n" not in str(error.value) and "install Viva again" in str(error.value)


@pytest.mark.parametrize("text", ["", "[]", "7", "null", '{"measures": 5}', '{"measures": {}, "outcomes": []}'])
def test_what_is_no_calibration_is_one_clear_line(text: str) -> None:
    with pytest.raises(UnavailableError, match="calibration cannot be read") as error:
        read_calibration(text)
    assert "\n" not in str(error.value)


def test_a_part_that_is_no_object_is_refused(data: dict[str, JsonValue]) -> None:
    data["points"] = [0.5]
    with pytest.raises(UnavailableError, match=r"damaged number .*'points' is not an object"):
        read_calibration(json.dumps(data))


def test_a_point_with_phrases_of_the_bank_goes_by_a_fit_of_its_own() -> None:
    fitted = load_calibration()
    assert fitted.likelihoods(question().criteria[0]) is fitted.shown
    assert fitted.likelihoods(Criterion("bare", "Says that gradients are clipped")) is fitted.bare


def test_a_claim_of_several_points_goes_by_shares() -> None:
    fitted = load_calibration()
    long, whole = Criterion("all", " ".join(["word"] * 41)), Criterion("ref", question().reference)
    assert fitted.thresholds(question(), question().criteria[0]) is fitted.points
    assert fitted.thresholds(question(), long) is fitted.thresholds(question(), whole) is fitted.whole
