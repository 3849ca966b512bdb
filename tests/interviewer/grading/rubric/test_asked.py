"""A question as far as it was asked."""

from __future__ import annotations

from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgements
from interviewer.grading.rubric.asked import as_asked
from knowledge.schema import Bank, Criterion, Question


def test_only_what_was_said_can_be_said_back(bank: Bank) -> None:
    question = bank["training-06a"]
    assert question.hints and any(c.probe for c in question.criteria)
    bare = as_asked(question)
    assert bare.hints == () and not any(c.probe or c.further_probes for c in bare.criteria)
    assert [c.claim for c in bare.criteria] == [c.claim for c in question.criteria]
    assert as_asked(question, ["Hint 1 of 3: look", "look", "look"]).hints == ("Hint 1 of 3: look", "look")
    assert bare.question == question.question and bare.reference == question.reference


class Keeps:
    """A judge that keeps the questions it is given."""

    name = "keeps"

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def prepare(self, rows: list[tuple[Question, str]]) -> None:
        self.asked += [question for question, _ in rows]

    def judge(self, question: Question, text: str, criteria: list[Criterion], since: int = 0) -> Judgements:
        self.asked.append(question)
        return Judgements(())


def test_the_judge_is_told_what_was_said_and_nothing_else(bank: Bank) -> None:
    judge, question = Keeps(), bank["training-06a"]
    grader = Grader(judge)  # type: ignore[arg-type]
    before = grader.grade(question, "I clip the gradients.", said=["a hint"])
    grader.grade_again(question, "I clip the gradients. Often.", before, said=["a probe"])
    list(grader.grade_many([(question, "I clip the gradients.")]))
    assert [item.hints for item in judge.asked] == [("a hint",), ("a probe",), (), ()]
    assert not any(c.probe for item in judge.asked for c in item.criteria)


def test_answers_that_say_nothing_are_not_prepared(bank: Bank) -> None:
    judge, question = Keeps(), bank["training-06a"]
    grades = list(Grader(judge).grade_many([(question, "Yes."), (question, ""), (question, "idk")]))  # type: ignore[arg-type]
    assert judge.asked == [] and [grade.score for grade in grades] == [0.0] * 3
