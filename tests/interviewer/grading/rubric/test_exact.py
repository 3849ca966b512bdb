from __future__ import annotations

import pytest

from evals.labelled.gold import GOLD, gold_answers, read_answers
from evals.labelled.plain_points import plain_points
from interviewer.grading.judge import Judgement
from interviewer.grading.rubric.exact import held_to_exact, said
from knowledge.answers.expectation import Expectation
from knowledge.schema import Bank, Criterion


@pytest.mark.parametrize(
    ("wanted", "text", "present", "ordered"),
    [
        (("4",), "The distance is 4.", True, True),
        (("4",), "it's four substitutions", True, True),
        (("4",), "3, or 14, or 0.4, or 40", False, False),
        (("d4|4", "d3|3"), "D4 wins, then D3", True, True),
        (("d4|4", "d3|3"), "number four first, then the third", True, True),
        (("d4|4", "d3|3"), "D3 wins, then D4", True, False),
        (("d4|4", "d3|3"), "D1 and D5", False, False),
        (("3", "2"), "min(3,5)=3 and min(2,6)=2", True, True),
        (("4",), "", False, False),
        (("4",), "As I said before. " * 600 + "So it is 4.", True, True),
        (("jensen|js",), "with the best discriminator it is 2 D_JS(p || q)", True, True),
        (("jensen|js",), "it is the KL divergence, for sure", False, False),
    ],
)
def test_words_and_numbers_are_looked_up(wanted: tuple[str, ...], text: str, present: bool, ordered: bool) -> None:
    assert said(wanted, text) == (present, ordered)


def test_a_proposal_is_only_ever_lowered() -> None:
    criterion = Criterion("value", "Gives 4", must_say=("4", "5"))
    met = Judgement("value", "met", 0.9)
    assert held_to_exact(met, criterion, "4 and 5") == met
    assert held_to_exact(met, criterion, "5 and 4").verdict == "partly_met"
    missing = held_to_exact(met, criterion, "six")
    assert missing.verdict == "not_met" and missing.probability <= 0.1 and not missing.evidence
    for verdict in ("not_met", "ungraded"):
        low = Judgement("value", verdict, 0.2)  # type: ignore[arg-type]
        assert held_to_exact(low, criterion, "4 5") == low
    assert held_to_exact(met, Criterion("x", "y"), "anything") == met


def test_what_a_form_always_decides_is_not_looked_up_as_words() -> None:
    met = Judgement("value", "met", 0.9)
    computed = Criterion("value", "Gives 4", must_say=("4",), expects=Expectation("value", ("4",), sole=True))
    assert held_to_exact(met, computed, "it is 2^2") == met
    left = Criterion("top", "Ranks", must_say=("d4",), expects=Expectation("ranking", ("D4", "D3")))
    assert held_to_exact(met, left, "D1 and D5").verdict == "not_met"


def test_no_gold_answer_that_meets_a_criterion_is_lowered_by_it(bank: Bank) -> None:
    checked = 0
    for answer in gold_answers(bank):
        for criterion in bank[answer.question_id].criteria:
            if criterion.must_say and answer.labels[criterion.id] == "met":
                assert said(criterion.must_say, answer.answer)[1], (answer.id, criterion.id)
                checked += 1
    assert checked > 20


def test_the_banks_own_wordings_and_other_writers_are_not_lowered_either(bank: Bank) -> None:
    """Of points that name one thing; a value can be given in words that only its form can read."""
    named = {(q.id, c.id): c for q in bank.values() for c in q.criteria if c.must_say and "jensen" in c.must_say[0]}
    told = [(key, text) for key, c in named.items() for text in c.satisfied_by]
    told += [(key, p.text) for p in plain_points(bank) if (key := (p.question_id, p.criterion_id)) in named]
    for path in sorted((GOLD / "fluent").glob("*.jsonl")) + sorted((GOLD / "strangers").glob("*.jsonl")):
        for answer in read_answers(path, bank):
            told += [
                (key, answer.answer)
                for key in named
                if key[0] == answer.question_id and answer.labels.get(key[1]) == "met"
            ]
    assert len(told) > 15
    assert [text for key, text in told if not said(named[key].must_say, text)[1]] == []
