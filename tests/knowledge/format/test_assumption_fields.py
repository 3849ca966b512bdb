"""What candidates may ask back: how it is read, and what is refused."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from knowledge.answers.assumption import Assumption
from knowledge.format.assumption_fields import MOST
from knowledge.loader import parse_question
from knowledge.schema import Bank
from tests.knowledge.files import GOOD

ENTRY = "{asked: [In base ten?, Which base?, Decimal numbers?], answer: Take base ten.}"


def read(assumptions: str) -> tuple[tuple[Assumption, ...], list[str]]:
    text = GOOD.replace("section: maths\n", f"section: maths\nassumptions: {assumptions}\n")
    question, problems = parse_question(text, Path("maths-01.md"))
    assert question is not None
    return question.assumptions, [f"{p.line}: {p.message}" for p in problems]


def test_an_assumption_is_read() -> None:
    made = Assumption(("In base ten?", "Which base?", "Decimal numbers?"), "Take base ten.")
    assert read(f"[{ENTRY}]") == ((made,), [])
    assert read("[]") == ((), [])
    with pytest.raises(FrozenInstanceError):
        made.answer = "Take base two."  # type: ignore[misc]


def test_a_question_without_any_has_none() -> None:
    question, problems = parse_question(GOOD, Path("maths-01.md"))
    assert question is not None and question.assumptions == () and not problems


OTHER = "{asked: [May I round?, Exact?, Rounded or not?], answer: Give it exactly.}"


@pytest.mark.parametrize(
    ("assumptions", "fault"),
    [
        ("yes", "assumptions must be a list"),
        ("[yes]", "an assumption must be a group of fields"),
        ("[{asked: [a, b, c]}]", "an assumption has no 'answer'"),
        ("[{answer: Yes.}]", "an assumption has no 'asked'"),
        ("[{asked: [a, b, c], answer: Yes., why: no}]", "unknown field 'why' in an assumption"),
        ("[{asked: a, answer: Yes.}]", "asked must be a list"),
        ("[{asked: [a, b], answer: Yes.}]", "asked needs 3 to 8 ways of asking, has 2"),
        (f"[{{asked: [{', '.join('abcdefghi')}], answer: Yes.}}]", "asked needs 3 to 8 ways of asking, has 9"),
        ("[{asked: [a, b, ''], answer: Yes.}]", "an entry of asked is empty"),
        (f"[{{asked: [a, b, {'word ' * 31}], answer: Yes.}}]", "has over 30 words; shorten it"),
        ("[{asked: [Is it a?, b, 'is  it A'], answer: Yes.}]", "a way of asking is given twice"),
        (f"[{ENTRY}, {OTHER.replace('Exact?', 'which base')}]", "'which base' is asked under assumption 1 too"),
        ("[{asked: [a, b, c], answer: ''}]", "answer is empty"),
        ("[{asked: [a, b, c], answer: [Yes.]}]", "answer must be text"),
        ("[{asked: [a, b, c], answer: 'Yes, that is what I mean.'}]", "must say what holds"),
        ("[{asked: [a, b, c], answer: No.}]", "must say what holds"),
        ("[{asked: [a, b, c], answer: yes}]", "must be one sentence that ends with a full stop"),
        ("[{asked: [a, b, c], answer: Yes. Take ten.}]", "must be one sentence that ends with a full stop"),
        ("[{asked: [a, b, c], answer: Is it ten?}]", "must be one sentence that ends with a full stop"),
        (f"[{{asked: [a, b, c], answer: {'so ' * 30}on.}}]", "has over 30 words; shorten it"),
        (f"[{', '.join([ENTRY] * (MOST + 1))}]", f"has {MOST + 1} entries; keep the {MOST} likeliest"),
    ],
)
def test_what_is_no_assumption_is_refused_at_its_line(assumptions: str, fault: str) -> None:
    faults = read(assumptions)[1]
    assert any(fault in message for message in faults), faults
    assert all(message.startswith("4: ") for message in faults)


@pytest.mark.parametrize("answer", ["Take 0.5, e.g. for the rate.", "No, that's for you to say!", '"Cat" and "cat".'])
def test_one_sentence_may_hold_stops(answer: str) -> None:
    assert read(f"[{{asked: [a, b, c], answer: {answer!r}}}]")[1] == []


def test_they_are_no_part_of_the_hash_since_nothing_is_graded_by_them(bank: Bank) -> None:
    question = bank["training-01"]
    assert replace(question, assumptions=()).content_hash == question.content_hash


def test_every_question_of_the_built_in_bank_has_some(bank: Bank) -> None:
    assert all(3 <= len(question.assumptions) <= 7 for question in bank.values())
