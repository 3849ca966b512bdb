"""What a candidate asks about once a question is closed."""

from __future__ import annotations

import re

import pytest

from interviewer.conversation.debrief.full_marks import full_marks
from interviewer.conversation.debrief.relevant import nearest, sentences_of
from interviewer.conversation.phrases import notices
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Setup
from interviewer.conversation.wording.explaining import Explaining
from interviewer.grading.feedback.wordings import FROM_THE_REFERENCE
from interviewer.grading.grade import CriterionVerdict, Grade
from interviewer.grading.rubric.spoken import core
from interviewer.loading.services import Services
from knowledge.schema import is_prose


def state(*attempts: QuestionAttempt) -> InterviewState:
    return InterviewState(Setup("coach", 30.0, (), 1), attempts=attempts)


def test_the_questions_own_passage_goes_first(light_services: Services) -> None:
    question = light_services.bank["training-06a"]
    told = Explaining(light_services).explain(question, "can you explain clipping?", state())
    assert told in question.reference and "clip" in told.lower()


@pytest.mark.parametrize("request_", ["what would full marks sound like?", "please explain", "explain zyzzyva"])
def test_the_whole_reference_is_never_poured_out(request_: str, light_services: Services) -> None:
    question = light_services.bank["training-06a"]
    told = Explaining(light_services).explain(question, request_, state())
    assert told == (notices.NOTHING_ON_THAT if "zyzzyva" in request_ else full_marks(question, None))


def test_another_question_explains_unless_it_is_set_aside(light_services: Services) -> None:
    bank = light_services.bank
    question, source = bank["training-06a"], bank["nlp-15"]
    passage = max((p for p in source.passages() if is_prose(p)), key=len)
    request = "explain " + " ".join(passage.split()[:25])
    told = Explaining(light_services).explain(question, request, state())
    assert told and told in passage.split("\n")[0], "of a long list a sentence of the item that is asked about"
    aside = QuestionAttempt(source.id, aside=True)
    assert Explaining(light_services).explain(question, request, state(aside)) not in passage


def test_what_the_bank_asks_further_is_told_where_it_is_asked_for(light_services: Services) -> None:
    question = light_services.bank["training-06a"]
    told = Explaining(light_services).explain(question, "Do I clip by the global norm or by each value?", state())
    assert told in question.deeper and "direction" in told and "threshold" not in told


def test_a_numbered_point_is_explained_with_the_references_words_for_it(light_services: Services) -> None:
    question = light_services.bank["training-14"]
    items = tuple(CriterionVerdict(c.id, c.claim, c.weight, "not_met") for c in question.criteria)
    attempt = QuestionAttempt(question.id, "x", Grade(question.id, 0.0, items), closed=True)
    for number, words in enumerate(("first", "second", "third")):
        point = items[number]
        for asked in (f"explain the {words} point", f"what does point {number + 1} mean?"):
            told = Explaining(light_services).explain(question, f"{asked} {point.claim}", state(attempt))
            assert told.startswith(core(point.claim)) and told.count(FROM_THE_REFERENCE) <= 1, told
    told = Explaining(light_services).explain(question, "does the third point hold for transformers?", state(attempt))
    assert not told.startswith(core(items[2].claim))


def test_a_heading_is_never_the_whole_reply(light_services: Services) -> None:
    for question in light_services.bank.values():
        for sentence in sentences_of(question):
            assert not re.fullmatch(r"\*\*[^*]+\*\*", sentence.text), sentence.text


def test_what_only_a_table_says_is_told_as_a_sentence(light_services: Services) -> None:
    question = light_services.bank["training-14"]
    told = nearest(None, "is it true that layer norm needs running averages at test time?", sentences_of(question))
    assert told == "Batch norm uses running averages at test time, while layer norm computes the same in both."


@pytest.mark.parametrize(
    "request_", ["why is this one not graded? It says zyzzyva below", "did you count what I said about zyzzyva?"]
)
def test_a_question_about_the_grade_never_finds_nothing(light_services: Services, request_: str) -> None:
    question = light_services.bank["training-06a"]
    assert Explaining(light_services).explain(question, request_, state()) == notices.NO_GRADE
