"""Every failure of an endpoint in the middle of an interview: one line is shown, the answer is kept, and one press or one command
grades it once the endpoint works."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.cli.main import run_with
from interviewer.grading.llm_judge import LLMJudge
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web import left
from interviewer.web.desk import Desk
from interviewer.web.left import LeftButton
from tests.interviewer.llm.endpoint.test_fault_matrix import FAULTS, KEY, TIMEOUT, chat_of
from tests.interviewer.llm.stub import Answered, Body, Endpoint, completion

pytestmark = pytest.mark.slow

ANSWER = "Overfit one batch first, and look at the loss."
ELSEWHERE = {"refused", "bad certificate", "TLS to a plain port"}
"""Faults of the address, which the test endpoint cannot fix."""


@pytest.fixture(scope="module", autouse=True)
def imported() -> None:
    """The client's import takes seconds, and is no part of a call."""
    import langchain_openai  # noqa: F401


@pytest.fixture
def desk(light_services: Services, store: Store) -> Iterator[Desk]:
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.server.shutdown()
    made.server.server_close()


def works(endpoint: Endpoint, ids: Sequence[str]) -> None:
    """From now on the endpoint gives every point."""

    def graded(body: Body) -> Answered:
        asked = json.dumps(body["messages"])
        rows = [
            {"id": criterion, "quotes": ["Overfit one batch first"], "reason": "said", "verdict": "met"}
            for criterion in ids
            if criterion in asked
        ]
        return 200, completion(json.dumps({"criteria": rows, "misconceptions": []}))

    endpoint.raw, endpoint.headers, endpoint.answer = None, {}, graded


def answered(desk: Desk) -> tuple[str, list[str]]:
    """An interview in which a question is answered, and the question's points."""
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    attempt = desk.view(interview_id).state.attempts[0]
    ids = [criterion.id for criterion in desk.bank_of(interview_id)[attempt.question_id].criteria]
    start = time.monotonic()
    list(desk.say(interview_id, ANSWER))
    assert time.monotonic() - start < 4 * TIMEOUT + 8, "a bounded time, on a machine that has other work"
    return interview_id, ids


@pytest.mark.parametrize("name", FAULTS)
def test_an_interview_over_a_failing_endpoint_keeps_the_answer_and_is_graded_by_one_press(
    endpoint: Endpoint, desk: Desk, store: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault, said = FAULTS[name]
    desk.app.services._judge = LLMJudge(chat_of(endpoint, fault, retries=0))
    interview_id, ids = answered(desk)
    kept = store.interviews.load(interview_id).state.attempts[0]
    assert kept.answer == ANSWER
    assert kept.grade is not None and not kept.grade.judged and len(kept.grade.ungraded) == len(kept.grade.criteria)
    told = [turn.text for turn in store.interviews.transcript(interview_id)]
    assert sum(said in text for text in told) <= 1 and KEY not in "".join(told)
    assert all(said in item.reason and "\n" not in item.reason for item in kept.grade.ungraded)
    if name in ELSEWHERE:
        desk.app.services._judge = LLMJudge(chat_of(endpoint, lambda _: None, retries=0))
    works(endpoint, ids)
    monkeypatch.setattr(left.gr, "Info", lambda text, **_: None)
    with gr.Blocks():
        button = LeftButton(desk, "left")
    assert button.of(interview_id)[button.button]["visible"]
    *_, last = button.press(interview_id)
    assert not last[button.button]["visible"]
    again = store.interviews.load(interview_id).state.attempts[0]
    assert again.grade is not None and not again.grade.ungraded and again.answer == ANSWER


def test_the_command_grades_what_the_page_could_not(
    endpoint: Endpoint,
    light_services: Services,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    light_services.settings.prepare_home()
    store = Store(light_services.settings.database)
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    desk.app.services._judge = LLMJudge(chat_of(endpoint, FAULTS["500"][0], retries=0))
    interview_id, ids = answered(desk)
    for name, value in {"LLM": "api", "LLM_BASE_URL": endpoint.url, "LLM_MODEL": "stub", "LLM_RETRIES": "0"}.items():
        monkeypatch.setenv(f"VIVA_{name}", value)
    assert run_with(["regrade", interview_id]) != 0
    assert "it says: CUDA out of memory" in "".join(capsys.readouterr())
    works(endpoint, ids)
    assert run_with(["regrade", interview_id]) == 0
    again = store.interviews.load(interview_id).state.attempts[0]
    assert again.grade is not None and not again.grade.ungraded and again.answer == ANSWER
    desk.close()
    store.close()
