"""The page through gradio_client, with light models: what each control gives, and what bad input does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from knowledge.search.embeddings import CachedEmbedder
from knowledge.search.vectors import Vectors
from tests.stand_ins import WordEmbedder

if TYPE_CHECKING:
    from gradio_client import Client

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]


@pytest.fixture
def served(light_services: Services, store: Store) -> Iterator[tuple[Client, Store]]:
    import gradio_client

    from interviewer.web.desk import Desk
    from interviewer.web.page import build_page

    conductor = conductor_of(light_services, store)
    blocks = build_page(Desk(App(light_services.settings, light_services, store, conductor)))
    blocks.queue()
    _, url, _ = blocks.launch(server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, share=False)
    yield gradio_client.Client(url, verbose=False), store
    blocks.close(verbose=False)


def messages(update: Sequence[object]) -> list[tuple[str, str]]:
    """Role and text of the chat in an answer of the page: the one output that is a list of messages."""
    chat = next(part for part in update if isinstance(part, list) and part and "role" in part[0])
    return [(message["role"], message["content"][0]["text"]) for message in chat]


def test_an_interview_from_its_start_to_the_first_grade(served: tuple[Client, Store]) -> None:
    client, store = served
    first = messages(client.predict(["training"], 30, 2, "coach", api_name="/start"))
    record = store.interviews.unfinished()[0]
    assert record.state.setup.questions == 2 and record.state.setup.sections == ("training",)
    assert "We have 30 minutes" in first[0][1]
    hint = messages(client.predict(api_name="/hint"))
    assert "Hint 1 of 3" in hint[-1][1] and hint[:-1] == first
    said = client.predict("overfit first", 0.75, api_name="/say")
    assert ("user", "overfit first") in messages(said)
    attempt = store.interviews.load(record.id).state.attempts[0]
    assert attempt.confidence == 0.75 and attempt.grade is not None
    kinds = [t.kind for t in store.interviews.transcript(record.id)]
    assert kinds[:4] == ["opening", "ask", "hint", "answer"]
    client.predict(api_name="/skip")
    assert store.interviews.load(record.id).state.attempts[0].closed


def test_a_set_up_that_cannot_be_used_is_a_clear_line_and_starts_nothing(served: tuple[Client, Store]) -> None:
    from gradio_client.exceptions import AppError

    client, store = served
    with pytest.raises(AppError, match="choose a section, or write a topic"):
        client.predict(None, "  ", 3, api_name="/drill")
    with pytest.raises(AppError, match="answer a question first"):
        client.predict(None, api_name="/retry")
    assert store.interviews.all() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  two words \n", "  two words \n"),
        ("x " * 50_000, "x " * 50_000),
        ("\x00\x01\ufffd", " \x01\ufffd"),  # no database keeps a NUL
        ("<script>alert(1)</script><img src=x onerror=alert(1)>",) * 2,
        ("🙂", "🙂"),
        ("مرحبا بالعالم", "مرحبا بالعالم"),
        ("{{value}} ${1+1}", "{{value}} ${1+1}"),
    ],
    ids=["spaces", "long", "binary", "markup", "emoji", "right to left", "template"],
)
def test_any_message_is_kept_as_it_was_written(served: tuple[Client, Store], text: str, kept: str) -> None:
    client, store = served
    client.predict(["training"], 30, 1, "interview", api_name="/start")
    client.predict(text, None, api_name="/say")
    turns = store.interviews.transcript(store.interviews.all()[0].id)
    assert [t.text for t in turns if t.role == "candidate"] == [kept]


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_nothing_is_sent_where_nothing_was_written(served: tuple[Client, Store], text: str) -> None:
    client, store = served
    client.predict(["training"], 30, 1, "interview", api_name="/start")
    said = client.predict(text, 0.5, api_name="/say")
    assert any(isinstance(part, str) and "nothing to send" in part for part in said)
    record = store.interviews.all()[0]
    assert [t.kind for t in store.interviews.transcript(record.id)] == ["opening", "ask"]


def test_a_drill_by_topic(served: tuple[Client, Store]) -> None:
    client, store = served
    client.predict("training", "batch norm and layer norm", 2, api_name="/drill")
    record = store.interviews.unfinished()[0]
    assert record.state.setup.drill
    assert "training-14" in record.state.setup.pool


@pytest.mark.slow
def test_no_first_answer_to_a_question_waits_for_the_banks_own_texts(
    light_services: Services, words: CachedEmbedder
) -> None:
    light_services.learn_bank()
    embedded: list[str] = []
    answer = "nothing of this is known to me by heart"

    class Watched(WordEmbedder):
        def embed(self, texts: Sequence[str]) -> Vectors:
            embedded.extend(texts)
            return super().embed(texts)

    words._inner = Watched()
    for question in light_services.bank.values():
        light_services.judge().judge(question, answer, question.criteria)
    assert set(embedded) == {answer}
