"""Edits that are counted kind by kind are added, and compared with the total that goes with them."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.numbers.said_breakdowns import breakdowns, counted_together, false_total, is_undercut
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import verdict


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("2 substitutions, 1 insertion and 1 deletion", [4]),
        ("two substitutions plus two deletions", [4]),
        ("2 substitutions (d->b, c->t), 1 insertion (e) and no deletions", [3]),
        ("3 substitutions and 1 more", [4]),
        ("4 substitutions", []),
        ("one deletion and one insertion", []),
        ("a deletion, an insertion or a substitution", []),
        ("2 substitutions and 2 deletions, or 4 insertions and 4 deletions", [4, 8]),
    ],
)
def test_kinds_are_added(text: str, totals: list[int]) -> None:
    assert [found.total for found in breakdowns(text)] == totals
    assert len(counted_together(text, "edits")) == len(text)


@pytest.mark.parametrize("first", ["5 edits: ", "It takes 5 (", "The distance is 5, namely ", "The distance is 5: "])
def test_the_total_before_is_compared(first: str) -> None:
    assert false_total(f"{first}3 substitutions and 1 deletion")[0]
    assert false_total(f"{first}3 substitutions and 2 deletions") == ("", "")


@pytest.mark.parametrize("last", [", so 5", " = 5", " make 5", ", that makes 5 in total"])
def test_the_total_behind_is_compared(last: str) -> None:
    assert false_total(f"3 substitutions and 1 deletion{last}")[0]
    assert false_total(f"3 substitutions and 2 deletions{last}") == ("", "")


def test_fewer_that_would_do_are_found() -> None:
    assert is_undercut("with a smarter alignment 3 would do", 4)
    assert not is_undercut("with a smarter alignment 5 would do", 4)
    assert not is_undercut("with swaps allowed 3 would do", 4)
    assert not is_undercut("3 are not enough", 4)


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("1 insertion, 1 deletion and 2 substitutions", "met"),
        ("3 substitutions and 1 deletion", "met"),
        ("two substitutions and two deletions", "met"),
        ("one insertion, one deletion, and two substitutions give the distance", "met"),
        ("4 edits: 2 substitutions, 1 insertion and 1 deletion", "met"),
        ("The distance is 4: 3 substitutions and 1 deletion.", "met"),
        ("The distance is 4, with 4 substitutions and no insertions or deletions", "met"),
        ("4 substitutions, or equivalently 2 substitutions, 1 insertion and 1 deletion", "met"),
        ("The distance is 4. An insertion, a deletion and a substitution each cost 1.", "met"),
        ("Instead of 6 deletions and 6 insertions, 4 substitutions do.", "met"),
        ("4 substitutions and 1 insertion", "contradicted"),
        ("5 edits: 4 substitutions and 1 insertion", "contradicted"),
        ("It takes 6: 4 substitutions, 1 deletion and 1 insertion.", "contradicted"),
        ("2 substitutions and 2 deletions and 2 insertions", "contradicted"),
        ("three replacements & two deletions", "contradicted"),
        # a total that the edits do not add up to
        ("The distance is 4: 3 substitutions and 2 deletions.", "contradicted"),
        ("The distance is four (three substitutions, two insertions).", "contradicted"),
        ("3 substitutions and 2 deletions, so 4", "contradicted"),
        # fewer would do
        ("The distance is 4; with a smarter alignment 3 would do", ""),
        ("It is 4, but it can be done in 3.", ""),
        ("It is four. Three would not suffice.", "met"),
        ("It's 4; for cat and dog 3 would do.", "met"),
    ],
)
def test_edits_by_kind_are_the_distance_together(bank: Bank, answer: str, want: str) -> None:
    assert verdict(bank, "nlp-10", "value", answer) == want
