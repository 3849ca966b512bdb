"""The trace of a turn says what happened and how long it took, and nothing that anybody said."""

from __future__ import annotations

import logging

import pytest

from interviewer.bootstrap import conductor_of
from interviewer.conversation.conducting.trace import LOG, show_traces
from interviewer.loading.services import Services
from interviewer.storage.store import Store

SECRET = "zebra-crossing"


def test_a_turn_is_traced_without_its_words(
    light_services: Services, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    conductor = conductor_of(light_services, store)
    interview_id, _ = conductor.start("coach", 30, sections=["training"], questions=1)
    with caplog.at_level(logging.DEBUG, LOG.name):
        list(conductor.say(interview_id, f"overfit first, {SECRET}"))
    told = caplog.text
    question_id = store.interviews.load(interview_id).state.attempts[0].question_id
    assert f"said -> working at {question_id}, to do: grade, stored" in told and "did: grade (" in told
    assert "graded -> " in told and "score " in told and " ms)" in told
    assert SECRET not in told and "overfit first" not in told


def test_without_debug_nothing_is_traced(
    light_services: Services, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    conductor = conductor_of(light_services, store)
    interview_id, _ = conductor.start("coach", 30, sections=["training"], questions=1)
    list(conductor.say(interview_id, "overfit first"))
    assert "did:" not in caplog.text


def test_traces_switched_on_by_one_command_end_with_it() -> None:
    show_traces()  # the next test would fail if it stayed so
    assert LOG.isEnabledFor(logging.DEBUG) and not LOG.propagate


def test_traces_are_off_by_themselves() -> None:
    assert not LOG.isEnabledFor(logging.DEBUG) and LOG.propagate and not LOG.handlers
