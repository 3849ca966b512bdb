"""Other ways to grade."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evals.suites.agreement import compare as comparison
from evals.suites.agreement import rivals
from evals.suites.agreement.rivals import call_per_criterion, one_scale
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from knowledge.schema import Bank
from tests.stand_ins import FakeChat


def test_rivals_ask_what_they_say(bank: Bank, fake_chat: Callable[..., FakeChat]) -> None:
    question = bank["training-06a"]
    count = len(question.criteria)
    chat = fake_chat(*[{"explanation": "x", "criteria_met": True}] * count)
    mark = call_per_criterion(chat)(question, "an answer")
    assert mark.score == 1 and all(mark.met.values())
    assert one_scale(fake_chat({"reasoning": "x", "score": 4}))(question, "an answer").score == 0.75
    for broken in ({"score": "many"}, {"score": None}, {}):
        assert one_scale(fake_chat(broken))(question, "an answer").score == 0
    assert one_scale(fake_chat({"score": 99}))(question, "an answer").score == 1


def test_a_missing_package_and_an_unknown_grader_are_one_line(
    bank: Bank, light_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "autorubric", None)
    with pytest.raises(UsageError, match="pip install autorubric"):
        rivals.autorubric("http://127.0.0.1:1/v1", "m", "k", "per_item")
    with pytest.raises(UsageError, match="no grader 'gpt'"):
        comparison.compare_graders(light_services, ["gpt"], "test", 3, None)
