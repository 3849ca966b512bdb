from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.errors import UsageError
from interviewer.grading.grade import Grade
from interviewer.llm.build import build_chat
from interviewer.llm.endpoint.chat import OpenAIChat
from interviewer.llm.prices import Price, load_prices
from interviewer.llm.usage import Usage
from interviewer.settings import Settings
from tests.interviewer.grading.read_back import read_grade
from tests.interviewer.llm.stub import Count, Endpoint, completion


def test_a_call_costs_what_its_tokens_cost() -> None:
    assert Price(input=2.0, output=10.0).of(1000, 400, 100) == pytest.approx(0.003)
    assert Price(input=2.0, output=10.0, cached=0.5).of(1000, 400, 100) == pytest.approx(0.0024)


def test_costs_add_up_where_all_are_known() -> None:
    paid, unknown = Usage(calls=1, cost=0.25), Usage(calls=1)
    assert (paid + paid).cost == 0.5 and (Usage() + paid).cost == 0.25
    assert (paid + unknown).cost is None and (Usage() + Usage()).cost is None


def test_a_grade_has_a_cost_only_where_prices_are_set() -> None:
    plain = Grade("q", 0.0, (), usage=Usage(calls=1))
    assert "cost" not in plain.to_dict()["usage"]
    priced = Grade("q", 0.0, (), usage=Usage(calls=1, cost=0.25))
    assert priced.to_dict()["usage"]["cost"] == 0.25
    assert read_grade(priced.to_dict()) == priced and read_grade(plain.to_dict()) == plain


def test_calls_are_priced_by_the_users_file(endpoint: Endpoint, tmp_path: Path) -> None:
    file = tmp_path / "prices.json"
    file.write_text('{"stub": {"input": 2, "output": 10, "cached": 1}, "other": {"input": 9, "output": 9}}')
    settings = Settings(home=tmp_path, llm="api", llm_base_url=endpoint.url, llm_model="stub", prices=file)
    endpoint.answer = lambda body: (200, completion('{"a": 1}'))
    chat = build_chat(settings)
    assert chat is not None and chat.structured("s", "u", Count) == Count(a=1)
    assert chat.take_usage().cost == pytest.approx((30 * 2 + 20 * 1 + 7 * 10) / 1e6)
    assert chat.take_usage().cost is None


def test_tokens_that_a_server_does_not_count_have_no_cost(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, {**completion('{"a": 1}'), "usage": None})
    chat = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0, Price(input=1, output=1))
    chat.structured("s", "u", Count)
    assert chat.take_usage() == Usage(calls=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "the file"),
        ('{"stub": {"input": 1}}', "stub.output"),
        ('{"stub": {"input": -1, "output": 1}}', "stub.input"),
        ('{"stub": {"input": 1, "output": 1, "per": "day"}}', "stub.per"),
    ],
)
def test_a_file_of_another_form_is_said_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "prices.json"
    file.write_text(text)
    with pytest.raises(UsageError, match=f"VIVA_PRICES: .*{said}.*write it as in") as caught:
        load_prices(file)
    assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match=r"VIVA_PRICES: .* cannot be read"):
        load_prices(tmp_path / "none.json")


def test_every_call_is_reported_to_who_keeps_count(endpoint: Endpoint) -> None:
    endpoint.answer = lambda body: (200, completion('{"a": 1}'))
    chat = OpenAIChat("stub", lambda: endpoint.url, "k", 5, 0)
    heard: list[Usage] = []
    chat.report_to(heard.append)
    chat.structured("s", "u", Count)
    chat.structured("s", "u", Count)
    assert [usage.calls for usage in heard] == [1, 1]
    assert chat.take_usage().output_tokens == sum(usage.output_tokens for usage in heard) > 0
