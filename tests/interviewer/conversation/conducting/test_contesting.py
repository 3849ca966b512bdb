"""What cannot be contested is refused in a clear line, and changes nothing."""

from __future__ import annotations

import pytest

from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from tests.interviewer.conversation.contested import Closed, closed_interview


@pytest.fixture
def closed(light_services: Services, store: Store) -> Closed:
    return closed_interview(light_services, store)


@pytest.mark.parametrize(
    ("question", "criterion", "argument", "says"),
    [
        ("training-02", "update", "why", "closed and graded"),
        ("training-01", "nothing-like-it", "why", "choose the point"),
        ("training-01", "bug-check", " \n!?", "say why"),
    ],
)
def test_what_cannot_be_contested_is_a_clear_line(
    closed: Closed, question: str, criterion: str, argument: str, says: str
) -> None:
    conductor, interview_id = closed
    version = conductor.record(interview_id).version
    with pytest.raises(UsageError, match=says):
        conductor.appeal(interview_id, question, criterion, argument)
    assert conductor.record(interview_id).version == version
