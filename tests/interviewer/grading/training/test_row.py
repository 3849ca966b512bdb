"""What a label of a pair allows."""

from __future__ import annotations

import pytest

from interviewer.grading.training.row import Row


def test_a_label_is_a_bit_for_each_relation_it_allows() -> None:
    masks = [Row("a", "b", relations, "x").mask for relations in (("silent",), ("says",), ("half",), ("contradicts",))]
    assert masks == [1, 2, 4, 8]
    assert Row("a", "b", ("silent", "contradicts"), "x").mask == 9


def test_an_unknown_relation_is_no_label() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        _ = Row("a", "b", ("maybe",), "x").mask  # type: ignore[arg-type]
