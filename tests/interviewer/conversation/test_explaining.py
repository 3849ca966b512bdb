"""What a candidate asks about once a question is closed."""

from __future__ import annotations

import pytest

from interviewer.conversation import notices
from interviewer.conversation.explaining import Explaining
from interviewer.conversation.full_marks import full_marks
from interviewer.conversation.state import InterviewState, QuestionAttempt, Setup
from interviewer.services import Services
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
