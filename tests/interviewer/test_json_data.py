"""Reading values of JSON that are not known yet."""

from __future__ import annotations

import pytest

from interviewer.json_data import number_of, object_of, objects_of, text_of


def test_what_is_no_object_holds_nothing() -> None:
    assert object_of({"a": 1}) == {"a": 1}
    assert object_of(None) == {} and object_of([{"a": 1}]) == {} and object_of("a") == {}
    assert objects_of([{"a": 1}, 2, {"b": 3}]) == [{"a": 1}, {"b": 3}]
    assert objects_of({"a": 1}) == [] and objects_of("ab") == [] and objects_of(None) == []


def test_a_number_stays_as_it_is_and_may_be_written_as_text() -> None:
    assert number_of(0.5) == 0.5 and number_of("0.5") == 0.5
    assert isinstance(number_of(3), int)
    with pytest.raises(ValueError, match="many"):
        number_of("many")
    for wrong in (None, [1], {"a": 1}):
        with pytest.raises(TypeError, match="is not a number"):
            number_of(wrong)


def test_a_field_that_is_missing_or_no_text_is_named() -> None:
    assert text_of({"id": "a"}, "id") == "a"
    for data in ({}, {"id": 1}, {"id": None}):
        with pytest.raises(ValueError, match="field 'id' is missing or not text"):
            text_of(data, "id")
