"""What grading came to, in numbers for a monitor."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.errors import UnavailableError
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.judge import Judgements
from interviewer.llm.usage import Usage
from interviewer.loading.graders import grader_of
from interviewer.loading.services import Services
from interviewer.loading.tally import Tally
from interviewer.web.gate.metrics import Numbers, metrics_answer
from knowledge.schema import Bank, Criterion, Question

SECRET = "zebra-crossing"


def grade(seconds: float, *verdicts: str) -> Grade:
    criteria = tuple(CriterionVerdict(SECRET, SECRET, 1.0, verdict, reason=SECRET) for verdict in verdicts)  # type: ignore[arg-type]
    return Grade(question_id=SECRET, score=0.5, criteria=criteria, feedback=SECRET, usage=Usage(seconds=seconds))


def test_gradings_tokens_and_the_queue_are_numbers_without_words() -> None:
    tally = Tally()
    tally.graded(grade(0.2, "met", "ungraded", "ungraded"))
    tally.graded(grade(0.3, "met", "not_met"))
    tally.graded(grade(100.0, "ungraded"))
    tally.spent(Usage(calls=1, input_tokens=100, cached_tokens=40, output_tokens=7))
    tally.spent(Usage(calls=1, input_tokens=1))
    text = metrics_answer(Numbers(), [], tally.text(3)).body.decode()
    for line in (
        'viva_grading_seconds_bucket{le="0.25"} 1',
        'viva_grading_seconds_bucket{le="0.5"} 2',
        'viva_grading_seconds_bucket{le="60.0"} 2',
        'viva_grading_seconds_bucket{le="+Inf"} 3',
        "viva_grading_seconds_sum 100.500000",
        "viva_grading_seconds_count 3",
        "viva_ungraded_total 2",
        "viva_model_calls_total 2",
        'viva_model_tokens_total{kind="input"} 101',
        'viva_model_tokens_total{kind="cached"} 40',
        'viva_model_tokens_total{kind="output"} 7',
        "viva_answers_waiting 3",
    ):
        assert line in text.splitlines()
    assert SECRET not in text and text.endswith("\n")


def test_whatever_the_services_grade_is_counted(light_services: Services, bank: Bank) -> None:
    class Failing:
        name = "failing"

        def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
            raise UnavailableError("the model is away")

    grader = grader_of(light_services)
    grader.grade(bank["training-01"], "I look at the training loss first.")
    light_services._judge = Failing()
    grader.grade(bank["training-01"], "I look at the training loss first.")
    text = light_services.tally.text(0)
    assert "viva_grading_seconds_count 2" in text and "viva_ungraded_total 1" in text
