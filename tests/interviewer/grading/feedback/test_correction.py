"""The correct fact for a contradicted point: a misconception's correction if one fits, else the reference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.grading.feedback.correction import correct_point, without_label
from interviewer.grading.grade import CriterionVerdict, Evidence, MisconceptionFinding
from knowledge.schema import Bank, Criterion, Misconception, Question

REFERENCE = (
    "The network keeps running averages of mean and variance for the time of prediction.\n\n"
    "It works best with large batches, since small ones give noisy estimates of the statistics."
)


def about(bank: Bank, claim: str, *misconceptions: Misconception) -> Question:
    criterion = Criterion("point", claim, 2.0)
    return replace(
        bank["training-14"], reference=REFERENCE, criteria=(criterion,), misconceptions=misconceptions, deeper=""
    )


def wrong(question: Question, quote: str, start: int = 0) -> CriterionVerdict:
    claim = question.criteria[0].claim
    return CriterionVerdict(
        "point", claim, 2, "not_met", 0, (Evidence(quote, start, start + len(quote)),), "", None, True
    )


KEEPS = "Says that running averages of the statistics are kept for prediction"


def test_a_claim_that_states_a_fact_is_the_fact_and_the_reference_gives_the_reason(bank: Bank) -> None:
    question = about(bank, KEEPS)
    told = correct_point(question, wrong(question, "Batch norm keeps nothing for test time."))
    assert told.text == (
        "You said “Batch norm keeps nothing for test time”. In fact, running averages of the statistics are kept for "
        "prediction. From the reference answer: The network keeps running averages of mean and variance for the time of "
        "prediction."
    )
    assert told.passage == REFERENCE.split("\n\n")[0] and told.used == ""


def test_a_claim_that_states_none_is_put_right_by_the_sentence_of_the_reference(bank: Bank) -> None:
    question = about(bank, "Names running averages of mean and variance")
    told = correct_point(question, wrong(question, "it keeps nothing"))
    assert told.fact == "In fact, the network keeps running averages of mean and variance for the time of prediction."


def test_where_the_reference_has_no_such_sentence_the_claim_says_what_is_wanted(bank: Bank) -> None:
    question = replace(about(bank, "Names dropout"), reference="Short words.")
    told = correct_point(question, wrong(question, "no remedy exists"))
    assert told.fact == "That isn't right. What I was after: dropout."


def test_a_verb_of_the_fact_itself_is_kept(bank: Bank) -> None:
    question = about(bank, "Says that gates control what the memory takes in, keeps or gives out")
    assert correct_point(question, wrong(question, "x y")).fact.startswith(
        "In fact, gates control what the memory takes in, keeps or gives out."
    )


def test_alternatives_of_a_claim_become_one_sentence(bank: Bank) -> None:
    question = about(bank, "Says that each is used once, or that some would be missed, or names an epoch")
    fact = correct_point(question, wrong(question, "x y")).fact
    assert fact.startswith("In fact, each is used once, and some would be missed. ")


def test_examples_of_a_fact_stay_examples(bank: Bank) -> None:
    question = about(bank, "Says that each is used once, for instance that a is or that b is")
    fact = correct_point(question, wrong(question, "x y")).fact
    assert fact.startswith("In fact, each is used once, for instance a is or b is. ")


MISCONCEPTION = Misconception(
    "none-kept",
    "Says that batch norm keeps nothing for test time",
    examples=("at test time batch norm uses the statistics of the test batch and keeps nothing",),
    not_examples=("layer norm keeps nothing for test time",),
    correction="Statistics of training are kept as running averages.",
)


def test_the_correction_of_a_misconception_that_fits_the_words_comes_first(bank: Bank) -> None:
    question = about(bank, KEEPS, MISCONCEPTION)
    told = correct_point(question, wrong(question, "batch norm keeps nothing for test time"))
    assert told.used == "none-kept"
    assert told.fact == "In fact, statistics of training are kept as running averages."


def test_one_that_does_not_fit_or_is_nearer_to_a_true_statement_is_not_taken(bank: Bank) -> None:
    question = about(bank, KEEPS, MISCONCEPTION)
    assert correct_point(question, wrong(question, "only the weights are stored on disk")).used == ""
    assert correct_point(question, wrong(question, "layer norm keeps nothing for test time")).used == ""


def test_a_misconception_that_was_heard_in_the_same_words_fits(bank: Bank) -> None:
    question = about(bank, KEEPS)
    heard = (
        MisconceptionFinding("elsewhere", (Evidence("other", 40, 45),), "No."),
        MisconceptionFinding("there", (Evidence("keeps nothing", 3, 16),), "RNNs are another matter."),
    )
    told = correct_point(question, wrong(question, "it keeps nothing"), heard)
    assert (told.used, told.fact) == ("there", "In fact, RNNs are another matter."), (
        "an abbreviation keeps its capitals"
    )


def test_a_word_that_may_be_a_name_keeps_its_capital(bank: Bank) -> None:
    question = about(bank, KEEPS)
    heard = (MisconceptionFinding("m", (Evidence("it", 0, 2),), "Adam is no exception to that."),)
    assert correct_point(question, wrong(question, "it"), heard).fact == "In fact: Adam is no exception to that."


@pytest.mark.slow
def test_every_wrong_statement_of_the_bank_is_put_right_in_whole_sentences(bank: Bank) -> None:
    for question in bank.values():
        for criterion in question.criteria:
            for said in criterion.contradicted_by[:2]:
                item = CriterionVerdict(criterion.id, criterion.claim, criterion.weight, "not_met", 0.0)
                item = replace(item, evidence=(Evidence(said, 0, len(said)),), contradicted=True)
                fact = correct_point(question, item).fact
                assert fact.startswith(("In fact", "That isn't right. What I was after: ", "As I read it, ")), (
                    question.id,
                    fact,
                )
                assert "In fact" in fact or "What I was after" in fact, (question.id, fact)
                assert fact.endswith((".", "!", "?", ")")), (question.id, fact)


def test_a_heading_is_no_part_of_what_is_right() -> None:
    assert without_label("The other side. Because the square is flat, it makes no zeros.") == (
        "Because the square is flat, it makes no zeros."
    )
    for whole in ("It is flat.", "The square of a sum is flat. It makes no zeros.", ""):
        assert without_label(whole) == whole


def test_a_computed_value_is_put_right_by_what_came_out(bank: Bank) -> None:
    question = about(bank, "Gives the distance 4")
    value = replace(wrong(question, "It's 5."), reason="It is 4, not 5. Computed row by row.", computed=True)
    told = correct_point(question, value)
    assert told.text == "You said “It's 5”. It is 4, not 5. Computed row by row." and told.used == ""
    heard = MisconceptionFinding("counts-letters", value.evidence, "Substitutions count once.")
    both = correct_point(question, value, [heard])
    assert both.fact.endswith("Computed row by row. Substitutions count once.") and both.used == "counts-letters"
