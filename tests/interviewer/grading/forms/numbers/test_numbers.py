from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interviewer.grading.forms.maths.number_words import WORDS
from interviewer.grading.forms.maths.numerals import number_in
from interviewer.grading.forms.numbers.expected_distance import with_distance
from interviewer.grading.forms.numbers.numbers import Values, value_finding
from knowledge.answers.expectation import Expectation
from knowledge.schema import Bank

DISTANCE = Expectation("value", ("4",), units=("edits", "substitutions", "steps"), about=("distance",), sole=True)
HALF = Expectation("value", ("1/2",), about=("discriminator", "D(x)"))


@pytest.mark.parametrize(
    "answer",
    [
        "four",
        "It's four edits.",
        "I first thought 5, but it's 4",
        "4. You replace d with b",
        "Here it's 4 if I counted correctly.",
        "The distance is 4. (Some texts count a substitution as two, then it would be 8.)",
        "they're four apart",
        "The distance is 5. No wait, 4.",
        "The distance is 5... no, 4.",
        "It is 4... No other way is shorter.",
        "Four substitutions... no insertions or deletions.",
        "Distance 4... wait, let me check: d->b, c->t, o->l, r->e. Yes.",
        "It is 2^2.",
        r"The distance equals \frac{8}{2}",
        "- answer: 4\n- counts the fewest changes",
        "It's at most 4, and you can't do better, so 4",
        "I'd say 4, not 5",
        "\U0001d7d2",
        "between 3 and 5, I'd go with 4",
        "If substitutions cost two it is 8; with unit cost it is 4.",
        "First I wrote the table, the corner is 4.",
        "Initially we put 0..n in the first row, the last cell is 4",
        "First I got 5. But it is 4.",
        "Some people say 9, I say 4.",
        "4.\n\n```\n    0 1 2\n  d 1 1 2\n  r 6 6 5\n```\nThe corner.",
        "The distance is 4.\n\n```python\nreturn min(a + 1, b + 1, c + 6)\n```",
        "```\nThe distance is 4\n```",
    ],
)
def test_the_value_given_as_the_answer_is_found(answer: str) -> None:
    finding = value_finding("value", DISTANCE, answer)
    assert finding is not None and finding.verdict == "met" and finding.quote in answer


@pytest.mark.parametrize(
    "answer",
    [
        "5, since you need four steps at least",
        "not 4 but 5",
        "I first thought 4, but it's 5",
        "The distance is 3.",
        "6",
    ],
)
def test_another_value_is_an_error_with_its_quote(answer: str) -> None:
    finding = value_finding("value", DISTANCE, answer)
    assert finding is not None and finding.contradicted and finding.quote and finding.quote in answer


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "both have six letters",
        "1. d to b\n2. c to t\n3. o to l\n4. r to e",
        "1e999",
        "10^10^10",
        "nan",
        "from 0 to 6, in a table of 7 by 7",
        "not 4",
        "four" * 3000,
    ],
)
def test_no_value_as_the_answer_meets_nothing_and_charges_nothing(answer: str) -> None:
    finding = value_finding("value", DISTANCE, answer)
    assert finding is not None and finding.verdict == "not_met" and not finding.contradicted


LEV = "def lev(a, b):\n    if not a: return len(b)\n    if not b: return len(a)\n    return 1 + min(lev(a[1:], b), lev(a, b[1:]))\n"


@pytest.mark.parametrize("answer", [LEV, f"```python\n{LEV}```", f"This computes it:\n\n{LEV}"])
def test_numbers_in_a_program_are_not_the_value_that_is_given(bank: Bank, answer: str) -> None:
    assert value_finding("value", DISTANCE, answer) is None
    told = value_finding("value", DISTANCE, f"{answer}\nIt gives 5.")
    assert told is not None and told.contradicted


def test_a_value_among_other_things_is_only_ever_found() -> None:
    met = value_finding("d", HALF, "The discriminator outputs 50 % everywhere.")
    assert met is not None and met.verdict == "met"
    assert value_finding("d", HALF, "The discriminator outputs one for real images.") is None
    assert value_finding("d", HALF, "Half of my training runs failed.") is None


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.integers(2, 99_999), st.sampled_from(["The distance is {}.", "{}", "It's {} edits.", "so {}", "I get {}."]))
def test_a_value_in_any_sentence_is_told_from_its_neighbour(n: int, sentence: str) -> None:
    for said, right in ((n, True), (n + 1, False)):
        finding = value_finding(
            "v", Expectation("value", (str(n),), units=("edits",), sole=True), sentence.format(f"{said:,}")
        )
        assert finding is not None and (finding.verdict == "met") is right


@pytest.mark.slow
@settings(deadline=None)  # a shared machine is slow at times
@given(st.text(max_size=400))
def test_any_text_ends_in_a_finding_or_is_left_to_the_judge(text: str) -> None:
    finding = value_finding("value", DISTANCE, text)
    assert finding is None or finding.quote in text


@pytest.mark.slow
@settings(deadline=None)
@given(st.text(st.characters(categories=("L", "Z", "P")), max_size=400))
def test_any_text_without_a_number_gives_no_value(text: str) -> None:
    # words are drawn from the code under test, too, and "half" or "a dozen" is a number
    assume(
        not re.search(
            rf"{'|'.join(WORDS)}|hal[fv]|third|quarter|fifth|tenth|dozen|hundred|thousand|llion|log|ln|twice|double|thrice",
            text,
            re.I,
        )
    )
    finding = value_finding("value", DISTANCE, text)
    assert finding is not None and finding.verdict == "not_met"


def test_every_value_of_the_bank_can_be_read(bank: Bank) -> None:
    asked = [(q, c.expects) for q in bank.values() for c in q.criteria if c.expects and c.expects.kind == "value"]
    expected = [
        with_distance(question, expects)[0] for question, expects in asked
    ]  # a distance of two words is computed
    assert expected and all(number_in(text) is not None for e in expected for text in e.accepted)
    (finding,) = Values().findings(bank["nlp-10"], "It is four.")
    assert finding.criterion_id == "value" and finding.verdict == "met"
    assert Values().note(bank["nlp-10"], "4") == ""


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("I do not think it is 4, more like 6", "contradicted"),
        ("It cannot be 4", "not_met"),
        ("It is less than 4", ""),
        ("at least 4", ""),
        ("4 or more", ""),
        ("Is it 4?", ""),
        ("I doubt it's more than 4", ""),
        ("It can't be more than 4", ""),
        ("I doubt it's 4", "not_met"),
        ("The naive recursion gives 4.", ""),
        ("The naive way gives 4.", ""),
        ("I initially used a table and got 4", ""),
        ("My first guess is 4.", ""),
        ("The Hamming distance is 4", ""),
        ("My first guess is 9.", "not_met"),
    ],
)
def test_a_value_that_is_denied_bounded_or_asked_is_not_given(answer: str, verdict: str) -> None:
    finding = value_finding("value", DISTANCE, answer)
    assert ("contradicted" if finding and finding.contradicted else finding.verdict if finding else "") == verdict


def test_the_whole_of_which_a_part_is_counted_is_no_value(bank: Bank) -> None:
    (finding,) = (
        f for f in Values().findings(bank["nlp-10"], "Four of the six letters change.") if f.criterion_id == "value"
    )
    assert finding.verdict == "met"


@pytest.mark.parametrize(
    "answer",
    [
        "D(x) != 1/2 but 1",
        "D(x) is 1/2 for real and 0 for fake",
        "the discriminator is at 0.5 only at the start, at the end it is 1",
    ],
)
def test_a_value_for_one_case_only_is_left_to_the_judge(answer: str) -> None:
    assert value_finding("d-half", HALF, answer) is None


def test_a_long_answer_is_read_in_time(bank: Bank) -> None:
    start = time.process_time()
    Values().findings(bank["nlp-10"], ("it is wrong and " * 800)[:12_000])
    assert time.process_time() - start < 1


LOGARITHM = Expectation("value", ("-log 4",), about=("value", "objective"))


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("-1.386 nats at D=1/2", "met"),
        ("-2 bits is the value of the game", "met"),
        ("The objective is then -2 bits.", "met"),
        ("about -1.39 nats", "met"),
        ("The value is -log 4.", "met"),
        ("The value is minus two.", ""),
        ("-2 nats", ""),
        ("2 bits is the value of the game", ""),
        ("It is not -2 bits", ""),
        ("each picture has 2 bits", ""),
    ],
)
def test_a_logarithm_may_be_given_in_bits_or_nats(answer: str, verdict: str) -> None:
    finding = value_finding("js", LOGARITHM, answer)
    assert (finding.verdict if finding else "") == verdict


@pytest.mark.parametrize(
    "answer", ["I get between 3 and 5", "3 to 5 edits", "3–5 edits", "somewhere from 2 to 6 edits"]
)
def test_a_range_is_no_value(answer: str) -> None:
    finding = value_finding("value", DISTANCE, answer)
    assert finding is not None and finding.verdict == "not_met" and not finding.contradicted


@pytest.mark.parametrize("answer", ["between 4 and 5 edits", "It is 4 to 6"])
def test_a_range_that_ends_in_the_value_is_left_to_a_reader(answer: str) -> None:
    assert value_finding("value", DISTANCE, answer) is None


def test_a_value_that_rests_on_a_slip_is_half() -> None:
    finding = value_finding("value", DISTANCE, "1 + 1 + 1 + 2 = 4, so the distance is 4.")
    assert finding is not None and finding.verdict == "partly_met"
    assert "rests on a false step" in finding.reason and "the left side is 5" in finding.reason
    elsewhere = value_finding("value", DISTANCE, "By the way 2 * 3 = 5. The distance is 4.")
    assert elsewhere is not None and elsewhere.verdict == "met"


@pytest.mark.parametrize(
    ("answer", "verdict"), [("It is 4.", "met"), ("It is 5.", "contradicted"), ("Six edits", "contradicted")]
)
def test_the_distance_is_computed_and_its_table_shown(bank: Bank, answer: str, verdict: str) -> None:
    (finding,) = (f for f in Values().findings(bank["nlp-10"], answer) if f.criterion_id == "value")
    assert ("contradicted" if finding.contradicted else finding.verdict) == verdict
    assert "Computed: the last row of the table of doctor and bottle is 6, " in finding.reason
    assert finding.reason.endswith(", 4.")


def test_a_bank_may_give_the_words_for_the_value(bank: Bank) -> None:
    question = bank["nlp-10"]
    words = Expectation("value", ("levenshtein(kitten, sitting)",), units=("edits",), sole=True)
    criteria = tuple(replace(c, expects=words) if c.id == "value" else c for c in question.criteria)
    asked = replace(question, criteria=criteria)
    for answer, verdict in (("three edits", "met"), ("4", "not_met")):
        (finding,) = (f for f in Values().findings(asked, answer) if f.criterion_id == "value")
        assert finding.verdict == verdict and "kitten and sitting is" in finding.reason


def test_a_value_of_something_else_is_not_computed_from_the_words(bank: Bank) -> None:
    question = bank["nlp-10"]
    other = Expectation("value", ("7",), about=("distance",), sole=True)
    criteria = tuple(replace(c, expects=other) if c.id == "value" else c for c in question.criteria)
    (finding,) = (f for f in Values().findings(replace(question, criteria=criteria), "7") if f.criterion_id == "value")
    assert finding.verdict == "met" and "Computed" not in finding.reason
