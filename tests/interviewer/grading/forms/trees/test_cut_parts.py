"""The parts of a sentence about pruning, each read after what the parts before it have left."""

from __future__ import annotations

import pytest

from interviewer.grading.forms.trees.claim import CutClaim
from interviewer.grading.forms.trees.cut_parts import PartReader, claims_of, without_reason
from interviewer.grading.forms.trees.game_tree import read_game_tree

TREE = read_game_tree("[[[3, 5], [2, 6]], [[1, 4], [5, 9]]]")
FIVE, NINE, LAST = (1, 1, 0), (1, 1, 1), (1, 1)


def reader(**before: object) -> PartReader:
    """A reader that has learnt this from the parts before."""
    return PartReader(TREE, "", **before)  # type: ignore[arg-type]


def told(claim: CutClaim | None) -> tuple[object, bool] | None:
    return (claim.paths, claim.cut) if claim else None


def test_the_tree_is_one_in_which_the_last_max_node_is_pruned() -> None:
    assert TREE.pruned_leaves == {FIVE, NINE}


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("the last max node is cut", ((LAST,), True)),
        ("the 9 is never visited", ((NINE,), True)),
        ("nothing is pruned", ((), False)),
        ("the 6 is visited", (((0, 1, 1),), False)),
        ("the last max node does not matter", ((LAST,), True)),
        ("the 6 does not matter", None),
        ("the last max node", None),
    ],
)
def test_a_part_by_itself(part: str, says: tuple[object, bool] | None) -> None:
    assert told(reader().read(part)) == says


def test_only_is_kept() -> None:
    claims = [reader().read(f"{only}the last max node is cut") for only in ("only ", "")]
    assert [claim and claim.only for claim in claims] == [True, False]


def test_a_side_by_itself_counts_for_the_parts_after_it() -> None:
    reading = reader()
    assert reading.read("right") is None and reading.side == "on the right "
    assert told(reading.read("the second max node is cut")) == ((LAST,), True)
    assert reading.read("on the left the first max node") is None and reading.side == ""


def test_what_is_only_named_is_what_the_next_part_is_about() -> None:
    reading = reader()
    assert reading.read("the last max node") is None and reading.named == [LAST]
    assert told(reading.read("is never visited")) == ((LAST,), True)
    assert reader().read("is never visited") is None, "nothing was named"


def test_so_begins_something_new_unless_they_are_what_is_pruned() -> None:
    for before, part, named in (
        ([LAST], "so they are cut", [LAST]),
        ([LAST], "so we stop", []),
        ([(0, 0)], "so they are cut", []),
    ):
        reading = reader(named=list(before))
        reading.read(part)
        assert reading.named == named, part


def test_what_was_announced_needs_no_verb() -> None:
    assert told(reader(announced=True).read("the last max node")) == ((LAST,), True)
    reading = reader()
    reading.read("pruned")
    assert reading.announced
    reading.read("hm")
    assert not reading.announced


def test_as_well_says_the_same_as_before() -> None:
    for last in (True, False):
        assert told(reader(last=last).read("the 9 too")) == ((NINE,), last)
    assert reader().read("the 9 too") is None, "nothing was said before"


def test_after_a_cut_a_bare_verb_says_that_the_rest_is_looked_at() -> None:
    assert told(reader(last=True).read("the 5 is")) == ((FIVE,), False)
    assert reader(last=False).read("the 5 is") is None


def test_that_nothing_is_pruned_is_kept() -> None:
    reading = reader()
    reading.read("nothing is pruned")
    assert reading.denied and reading.last is False


def test_the_rest_is_what_is_left_of_a_node() -> None:
    assert told(reader().read("on the right the rest is cut")) == ((LAST,), True)


def test_a_reason_is_left_out_where_a_cut_is_said_without_it() -> None:
    assert without_reason("it is cut because alpha is 3").strip() == "it is cut"
    assert without_reason("as alpha is 3 it is cut") == "as alpha is 3 it is cut"


def test_a_claim_quotes_the_part_as_it_was_written() -> None:
    sentence = "The 6 is visited, but the last max node is never visited."
    claims = [*claims_of(sentence, TREE)]
    assert [told(claim) for claim in claims] == [(((0, 1, 1),), False), ((LAST,), True)]
    assert all(claim.quote in sentence for claim in claims)
