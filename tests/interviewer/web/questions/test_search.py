"""Search over the questions, with the index and while it is not ready."""

from __future__ import annotations

from typing import cast

import pytest

from interviewer.loading.services import Services
from interviewer.web.questions.search import find_questions
from knowledge.errors import VectorStoreError
from knowledge.schema import Bank
from knowledge.search.retriever import Hit


class Part:
    def __init__(self, state: str) -> None:
        self.state = state


class Found:
    """Services whose index gives these hits, or fails."""

    def __init__(self, state: str, hits: list[Hit] | None = None) -> None:
        self._state, self._hits = state, hits

    def part(self, name: str) -> Part:
        return Part(self._state)

    def search(self, text: str, count: int) -> list[Hit]:
        if self._hits is None:
            raise VectorStoreError("broken")
        return self._hits


def services(state: str, hits: list[Hit] | None = None) -> Services:
    return cast(Services, Found(state, hits))


def test_what_is_near_is_found_and_what_only_came_back_is_not(bank: Bank) -> None:
    hits = [Hit(bank["nlp-10"], 0.9, 0.6, ""), Hit(bank["rl-02"], 0.2, 0.1, "")]
    assert find_questions(services("ready", hits), bank, "how far apart are two words") == ("nlp-10",)


@pytest.mark.slow
def test_words_find_something_while_the_index_loads_or_is_broken(bank: Bank) -> None:
    loading = find_questions(services("loading"), bank, "vanishing gradients")
    assert loading and loading == find_questions(services("ready"), bank, "vanishing gradients")
    assert any("gradient" in bank[question_id].title.lower() for question_id in loading[:5])
    assert find_questions(services("loading"), bank, "zzzz qqqq") == ()
    title = bank["nlp-10"].short_title
    assert find_questions(services("loading"), bank, title)[0] == "nlp-10"
