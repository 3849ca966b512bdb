"""Excerpts that make sense by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.report.excerpt import SEEN_ABOVE, announced, excerpt, once, without_excerpt
from knowledge.schema import Bank, Question, is_prose

REFERENCE = """The score is a product:

$$a = b \\cdot c$$

with $b$ the first and $c$ the second.

**Two things follow:**

- one
- two

That is all."""


@pytest.fixture
def question(bank: Bank) -> Question:
    return replace(bank["training-01"], reference=REFERENCE)


def test_what_ends_in_a_colon_goes_on_and_what_begins_within_a_sentence_begins_before_it(question: Question) -> None:
    product, formula, rest, two, items, last = question.passages()
    assert excerpt(question, two) == f"{two}\n\n{items}"
    assert (
        excerpt(question, rest) == excerpt(question, formula) + f"\n\n{rest}" == "\n\n".join((product, formula, rest))
    )
    assert excerpt(question, last) == last and excerpt(question, "elsewhere") == "elsewhere"


def test_no_excerpt_of_the_bank_is_cut_within_a_thought(bank: Bank) -> None:
    for one in bank.values():
        for passage in filter(is_prose, one.passages()):
            shown = excerpt(one, passage)
            assert not shown.rstrip("* ").endswith(":") or shown.endswith(one.passages()[-1]), (one.id, shown[-80:])


def test_what_announces_a_number_of_things_goes_on_to_them(question: Question) -> None:
    """A card's explanation stopped at "It has two faults." and named neither."""
    listed = replace(
        question, reference="One-hot is simplest. It has two faults.\n\n- size\n- likeness\n\nThat is all."
    )
    assert excerpt(listed, listed.passages()[0]).endswith("- likeness")
    apart = replace(question, reference="**Yes**, in two ways.\n\nResize them.\n\nPool them.\n\nThat is all.")
    assert excerpt(apart, apart.passages()[0]).endswith("Pool them.")
    for whole in (
        "A network of eight layers may have three left.",
        "Hybrids take both.",
        "It costs two steps more of each.",
    ):
        assert announced(whole) == 0


def test_no_excerpt_of_the_bank_ends_in_an_announcement(bank: Bank) -> None:
    for one in bank.values():
        for passage in filter(is_prose, one.passages()):
            shown = excerpt(one, passage)
            assert not announced(shown) or shown.endswith(one.passages()[-1]), (one.id, shown[-80:])


def test_a_passage_is_printed_once() -> None:
    assert once(["a", "b", "a", "", ""]) == ["a", "b", SEEN_ABOVE, "", ""]


def test_a_sentence_of_the_passage_below_is_not_given_twice() -> None:
    right = "In fact, it jumps. From the reference answer: In the loss: it jumps."
    assert without_excerpt(right, "- **In the loss**: it jumps. And more.") == "In fact, it jumps."
    assert without_excerpt(right, "Something else.") == right
    assert without_excerpt("In fact, it jumps.", "It jumps.") == "In fact, it jumps."


def test_a_long_sentence_with_an_abbreviation_announces_nothing() -> None:
    assert (
        announced("A residual layer keeps what the layer before it gave, and adds to it, i.e. it has two parts.") == 0
    )
