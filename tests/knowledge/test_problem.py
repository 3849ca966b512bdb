"""A fault of a bank file is a record in parts; where it is shown decides what the parts are called."""

from __future__ import annotations

from pathlib import Path

from knowledge.errors import FieldName, Problem

TWICE = Problem(Path("a.md"), 3, ("a probe is given twice in ", FieldName("probe")), "criteria", "probe")


def test_the_file_names_the_criterion_and_spells_a_field_as_it_is_there() -> None:
    assert str(TWICE) == "a.md:3: criterion 'probe': a probe is given twice in probe"


def test_another_place_has_its_own_names_for_fields_and_for_nothing_else() -> None:
    assert TWICE.said({"probe": "follow-up"}) == "a probe is given twice in follow-up"
    assert Problem(Path("a.md"), 3, "a probe").said({"a probe": "follow-up"}) == "a probe"


def test_faults_are_in_order_of_file_line_and_words() -> None:
    rows = [Problem(Path(name), line, what) for name, line, what in (("b", 1, "x"), ("a", 2, "x"), ("a", 2, "w"))]
    assert [str(problem) for problem in sorted(rows)] == ["a:2: w", "a:2: x", "b:1: x"]
