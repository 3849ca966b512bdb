"""The record of a report: what is strongest and weakest, and what counts as missed."""

from __future__ import annotations

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.grade import CriterionVerdict, Evidence, Grade, MisconceptionFinding, loss
from interviewer.report.build import Report, build_report
from interviewer.report.markdown import to_markdown
from interviewer.report.pdf import paper
from knowledge.schema import Bank
from tests.interviewer.report.conftest import record_of


def reported(bank: Bank, *items: CriterionVerdict) -> Report:
    grade = Grade("training-06a", 0.5, items, feedback="f", judge="j")
    return build_report(record_of(QuestionAttempt("training-06a", "a", grade, closed=True)), [], bank)


def test_the_weakest_point_is_the_one_that_cost_most_and_is_surest(bank: Bank) -> None:
    report = reported(
        bank,
        CriterionVerdict("a", "Doubtful", 3, "not_met", 0.7),  # 3 x 1 x 0.3 = 0.9
        CriterionVerdict("b", "Sure", 2, "not_met", 0.05),  # 2 x 1 x 0.95 = 1.9
        CriterionVerdict("c", "Half", 3, "partly_met", 0.5),  # 3 x 1/2 x 0.5 = 0.75
        CriterionVerdict("d", "Light", 1, "not_met", 0.1),  # 0.9 too, later
        CriterionVerdict("e", "Fine", 9, "met", 0.9, (Evidence("x", 0, 1),)),
        CriterionVerdict("f", "Unknown", 9, "ungraded"),
    )
    assert [claim for _, claim in report.weakest] == ["Sure", "Doubtful", "Light"]
    assert [claim for _, claim, _ in report.strongest] == ["Fine"]


def test_what_a_verdict_costs() -> None:
    assert loss(CriterionVerdict("a", "A", 2, "not_met", 0.25)) == 1.5
    assert loss(CriterionVerdict("a", "A", 2, "partly_met", 0.5)) == 0.5
    assert loss(CriterionVerdict("a", "A", 2, "met", 0.9)) == 0.0
    assert loss(CriterionVerdict("a", "A", 2, "ungraded")) == 0.0
    assert loss(CriterionVerdict("a", "A", 2, "not_met", 0.25, contradicted=True)) == 2.0


def test_a_bonus_that_was_not_made_is_neither_weak_nor_missed(bank: Bank) -> None:
    report = reported(
        bank, CriterionVerdict("a", "Asked", 1, "not_met", 0.1), CriterionVerdict("b", "Extra", 0, "not_met", 0.1)
    )
    assert [claim for _, claim in report.weakest] == ["Asked"]
    assert [point.claim for point in report.questions[0].missed] == ["Asked"]
    text = to_markdown(report)
    assert "- ✗ not met: Asked" in text and "- + bonus, not mentioned: Extra" in text
    assert [v["verdict"] for v in paper(report)["questions"][0]["verdicts"]] == ["not met", "bonus, not mentioned"]
    made = to_markdown(reported(bank, CriterionVerdict("b", "Extra", 0, "met", 0.9, (Evidence("x", 0, 1),))))
    assert "- ✓ met, bonus: Extra" in made


def wrong_one(weight: float = 1, quote: str = "it never does") -> CriterionVerdict:
    evidence = (Evidence(quote, 0, len(quote)),)
    return CriterionVerdict(
        "w", "Says that clipping bounds the step", weight, "not_met", 0.02, evidence, contradicted=True
    )


def test_what_was_said_wrongly_stands_apart_from_what_is_missing(bank: Bank) -> None:
    missing = CriterionVerdict("a", "Names a symptom", 3, "not_met", 0.1)
    report = reported(bank, missing, wrong_one(1, "one"), wrong_one(2, "two"), wrong_one(0, "three"))
    question = report.questions[0]
    assert [point.quote for point in question.wrong] == ["two", "one", "three"], "the heaviest first, a bonus too"
    assert question.wrong[0].right.startswith("In fact, clipping bounds the step.") and question.wrong[0].passage
    assert [point.claim for point in question.missed] == ["Names a symptom"]
    assert [quote for _, quote, _ in report.wrong] == ["two", "one", "three"]
    assert [claim for _, claim in report.weakest] == ["Names a symptom"]
    assert report.first[0].claim == "Names a symptom" and "Above all" not in report.study[0], (
        "what comes first is above"
    )
    data = report.to_dict()
    assert data["questions"][0]["wrong"][0] == {
        "claim": "Says that clipping bounds the step",
        "weight": 2,
        "quote": "two",
        "right": question.wrong[0].right,
        "passage": question.wrong[0].passage,
    }
    assert data["questions"][0]["grade"]["criteria"][1]["contradicted"] is True


def test_every_form_of_the_report_shows_it_first_with_a_sign_of_its_own(bank: Bank) -> None:
    report = reported(bank, CriterionVerdict("a", "Names a symptom", 3, "not_met", 0.1), wrong_one())
    text = to_markdown(report)
    first = text[text.index("## Work on these first") : text.index("## What to study")]
    assert "You said “it never does”. In fact, clipping bounds the step." in first
    assert "You didn't name a symptom." in first
    assert "- ≠ contradicted: Clipping bounds the step\n  > it never does" in text
    assert "**Wrong:** You said “it never does”. In fact, clipping bounds the step." in text
    assert text.index("**Wrong:**") < text.index("**Missed:** A symptom")
    data = paper(report)
    assert [(v["mark"], v["verdict"]) for v in data["questions"][0]["verdicts"]] == [
        ("✗", "not met"),
        ("≠", "contradicted"),
    ]
    colors = [v["color"] for v in data["questions"][0]["verdicts"]]
    assert colors[0] != colors[1]
    assert "it never does" in data["first"][1]["text"][0]["text"] and data["questions"][0]["wrong"][0]["right"]
    assert data["questions"][0]["reference"] and data["questions"][0]["answer"]


def test_a_correction_given_with_the_wrong_words_is_not_repeated(bank: Bank) -> None:
    here = MisconceptionFinding("here", (Evidence("it never does", 0, 13),), "Clipping does bound it.")
    other = MisconceptionFinding("other", (Evidence("more", 20, 24),), "Look again.")
    grade = Grade("training-06a", 0.5, (wrong_one(),), (here, other), feedback="f", judge="j")
    report = build_report(record_of(QuestionAttempt("training-06a", "a", grade, closed=True)), [], bank)
    assert report.questions[0].wrong[0].right == "In fact, clipping does bound it."
    text = to_markdown(report)
    assert "**To correct:** You said “more”. Look again." in text and "**To correct:** Clipping" not in text
    assert len(paper(report)["corrections"]) == 1


def test_a_point_that_the_candidate_denied_says_so(bank: Bank) -> None:
    text = to_markdown(
        reported(bank, CriterionVerdict("a", "Names a symptom", 3, "not_met", denied=True, unsure=False))
    )
    assert "- ✗ not met, as you said yourself: A symptom" in text
