"""A wrong belief is reported with its words, and costs nothing if the opposite was said, too."""

from __future__ import annotations

from dataclasses import replace

from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding
from interviewer.grading.merging import score_of
from interviewer.grading.rubric.beliefs import COSTS_NOTHING, SURELY_MADE, charged, corrected, overruled, told
from knowledge.schema import Bank

ANSWER = "With a deadline it matters what is left. It is always the same policy, it just takes longer."
WORDS = "It is always the same policy"


def belief(words: str = WORDS, text: str = ANSWER) -> MisconceptionFinding:
    start = text.index(words)
    return MisconceptionFinding(
        "only-length",
        (Evidence(words, start, start + len(words)),),
        "It changes what is optimal: with a deadline the best action depends on the time left.",
        claim="Says that the horizon only changes how long the algorithm runs",
    )


def point(name: str, claim: str, verdict: str, words: str = "With a deadline") -> CriterionVerdict:
    start = ANSWER.index(words)
    return CriterionVerdict(name, claim, 2.0, verdict, evidence=(Evidence(words, start, start + len(words)),))  # type: ignore[arg-type]


CONTRARY = "Says that with a finite horizon the best policy depends on the time left"


def test_a_belief_is_told_with_its_words_and_what_they_were_taken_to_say() -> None:
    assert told(belief()) == (
        f"You said “{WORDS}”. As I read it, your answer says that the horizon only changes how long the algorithm runs. "
        "In fact, it changes what is optimal: with a deadline the best action depends on the time left."
    )
    assert corrected(belief()).startswith(f"One thing to correct: you said “{WORDS}”.")


def test_the_same_words_cannot_make_a_point_and_be_wrong(bank: Bank) -> None:
    question = bank["training-06a"]
    assert charged(question, [point("a", "Says that steps are counted", "met", WORDS)], [belief()]) == ()
    assert charged(question, [point("a", "Says that steps are counted", "not_met", WORDS)], [belief()]) == (belief(),)


def test_words_of_a_belief_make_no_point_that_is_not_sure(bank: Bank) -> None:
    fair = replace(point("a", "Says that steps are counted", "met", WORDS), probability=SURELY_MADE - 0.01)
    half = replace(fair, id="b", verdict="partly_met", probability=0.5)
    elsewhere = replace(point("c", "Says that a deadline matters", "met"), probability=0.5)
    made = overruled([fair, half, elsewhere], [belief()])
    assert [(item.verdict, bool(item.evidence)) for item in made] == [
        ("not_met", False),
        ("not_met", False),
        ("met", True),
    ]
    assert made[0].uncertain and "something wrong" in made[0].reason
    assert charged(bank["training-06a"], made, [belief()]) == (belief(),)


def test_a_point_that_is_sure_stands_and_so_do_the_others_in_the_same_words(bank: Bank) -> None:
    sure = replace(point("a", "Says that steps are counted", "met", WORDS), probability=SURELY_MADE)
    fair = replace(sure, id="b", probability=0.6)
    assert overruled([sure, fair], [belief()]) == (sure, fair)
    assert charged(bank["training-06a"], [sure, fair], [belief()]) == ()


def test_a_point_that_other_words_make_as_well_stands() -> None:
    twice = replace(point("a", "Says that steps are counted", "met", WORDS), probability=0.5)
    twice = replace(twice, evidence=twice.evidence + point("b", "Says so", "met").evidence)
    assert overruled([twice], [belief()]) == (twice,)


def test_a_point_that_was_computed_is_not_lost_to_a_belief() -> None:
    value = replace(point("a", "Gives the distance 4", "met", WORDS), probability=0.5, computed=True)
    assert overruled([value], [belief()]) == (value,)


def test_a_belief_whose_contrary_is_met_costs_nothing(bank: Bank) -> None:
    question = bank["training-06a"]
    rows = [point("a", CONTRARY, "met")]
    (held,) = charged(question, rows, [belief()])
    assert held.penalty == 0 and told(held).endswith(COSTS_NOTHING)
    assert score_of(question, rows, (held,)) == 1.0
    (held,) = charged(question, [point("a", "Says that a sum may diverge", "met")], [belief()])
    assert held.penalty == 0.1


def test_stored_grades_without_the_claim_are_still_read(bank: Bank) -> None:
    grade = Grade("q", 0.5, (), (MisconceptionFinding("m", (), "It does."),))
    assert set(grade.to_dict()["misconceptions"][0]) == {"id", "evidence", "correction"}  # type: ignore[index]
