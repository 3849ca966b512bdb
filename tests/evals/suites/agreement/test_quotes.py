"""Which quotes count as right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from evals.labelled.gold import CONTRADICTED, gold_split
from evals.labelled.strangers import StatedAnswer
from evals.suites.agreement.quotes import left_out, measure
from interviewer.grading.grade import CREDIT, CriterionVerdict, Evidence, Grade
from interviewer.json_data import object_of
from knowledge.schema import Bank, Question


class Quotes:
    """Gives every verdict of the labels, quoting the first statement with a label that bears it out, or another one."""

    def __init__(self, answers: Iterable[StatedAnswer], rightly: bool) -> None:
        self._answers = {(answer.question_id, answer.text): answer for answer in answers}
        self._rightly = rightly

    def grade_many(self, rows: Iterable[tuple[Question, str]]) -> Iterator[Grade]:
        for question, text in rows:
            answer = self._answers[question.id, text]
            items = tuple(self._item(answer, name, label) for name, label in answer.labels.items())
            yield Grade(question.id, 0.0, items)

    def _item(self, answer: StatedAnswer, name: str, label: str) -> CriterionVerdict:
        wrong = label == CONTRADICTED
        wanted = {"contradicts"} if wrong else {"says", "half"}
        places = [(start, end) for start, end, told in answer.places() if (told.get(name) in wanted) is self._rightly]
        start, end = places[0] if places else (0, 0)
        quote = (Evidence(answer.text[start:end], start, end),) if places else ()
        return CriterionVerdict(name, "", 1.0, "not_met" if wrong else label, evidence=quote, contradicted=wrong)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize("rightly", [True, False])
def test_a_quote_is_right_where_the_labels_bear_it_out(bank: Bank, rightly: bool) -> None:
    answers = left_out(bank, "test")
    out = measure(bank, Quotes(answers, rightly), "test")  # type: ignore[arg-type]
    for part in ("credited", "called_wrong"):
        row = object_of(out[part])
        assert int(str(row["n"])) > 100 and row["value"] == float(rightly)
    assert set(object_of(out["by_writer"])) == {"blunt", "bookworm", "podcaster", "practitioner", "watcher"}


def test_verdicts_that_the_labels_deny_are_not_counted(bank: Bank) -> None:
    class Turns(Quotes):
        def _item(self, answer: StatedAnswer, name: str, label: str) -> CriterionVerdict:
            turned = "met" if label in (CONTRADICTED, "not_met") else "not_met"
            quote = (Evidence(answer.text, 0, len(answer.text)),)
            return CriterionVerdict(name, "", 1.0, turned, evidence=quote, contradicted=CREDIT.get(label, 0.0) > 0)  # type: ignore[arg-type]

    out = measure(bank, Turns(left_out(bank, "dev"), True), "dev")  # type: ignore[arg-type]
    assert out["credited"] == out["called_wrong"] == {"n": 0}


def test_answers_are_of_the_split_and_by_writers_left_out(bank: Bank) -> None:
    for split in ("dev", "test"):
        found = left_out(bank, split)
        assert found and {bank[a.question_id].stem for a in found} <= set(gold_split()[split])
        assert not {a.writer for a in found} & {"blogger", "chatty", "lecturer", "texter"}
