"""A hint leads to what is open, not to what was said already."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.probing.hints import next_hint
from knowledge.schema import Bank


def test_hints_come_in_order_while_nothing_is_met(bank: Bank) -> None:
    question = bank["nlp-16"]
    assert [next_hint(question, given, ()) for given in ((), (0,), (0, 1))] == [0, 1, 2]
    assert next_hint(question, (0, 1, 2), ()) is None


def test_the_probed_point_is_hinted_at_first(bank: Bank) -> None:
    question = bank["nlp-16"]
    assert question.criterion("more-gradient").hint == 3
    assert next_hint(question, (), {"fewer-params"}, "more-gradient") == 2
    assert next_hint(question, (2,), {"fewer-params"}, "more-gradient") == question.criterion("same-role").hint - 1


def test_a_hint_at_what_was_said_is_passed_over(bank: Bank) -> None:
    question = bank["nlp-16"]
    only_first = {c.id for c in question.criteria if c.hint == 1}
    assert only_first and next_hint(question, (), only_first) == 1
    assert next_hint(question, (), {c.id for c in question.criteria}) is None


def test_a_bank_that_does_not_say_where_hints_lead_gives_them_in_order(bank: Bank) -> None:
    question = bank["nlp-16"]
    silent = replace(question, criteria=tuple(replace(c, hint=0) for c in question.criteria))
    assert next_hint(silent, (0,), {c.id for c in question.criteria}, "same-role") == 1


def test_every_hint_of_the_bank_leads_somewhere(bank: Bank) -> None:
    for question in bank.values():
        assert all(1 <= c.hint <= len(question.hints) for c in question.criteria), question.id
