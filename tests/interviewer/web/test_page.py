"""The page through gradio_client, with light models: what each control gives, and what bad input does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.services import Services
from interviewer.storage.store import Store
from knowledge.search.embeddings import CachedEmbedder
from tests.conftest import WordEmbedder

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def served(light_services: Services, store: Store) -> Iterator[tuple[object, Store]]:
    from gradio_client import Client

    from interviewer.web.desk import Desk
    from interviewer.web.page import build_page

    conductor = conductor_of(light_services, store)
    blocks = build_page(Desk(App(light_services.settings, light_services, store, conductor)))
    blocks.queue()
    _, url, _ = blocks.launch(server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, share=False)
    yield Client(url, verbose=False), store
    blocks.close(verbose=False)


def test_start_say_and_controls(served: tuple[object, Store]) -> None:
    client, store = served
    client.predict(["training"], 30, 2, "coach", api_name="/start")  # type: ignore[attr-defined]
    record = store.interviews.unfinished()[0]
    assert record.state.setup.questions == 2
    client.predict(api_name="/hint")  # type: ignore[attr-defined]
    client.predict("overfit first", 0.75, api_name="/say")  # type: ignore[attr-defined]
    client.predict(api_name="/skip")  # type: ignore[attr-defined]
    kinds = [t.kind for t in store.interviews.transcript(record.id)]
    assert kinds[:4] == ["opening", "ask", "hint", "answer"]
    assert "feedback" in kinds


def test_a_wrong_set_up_is_a_clear_line(served: tuple[object, Store]) -> None:
    from gradio_client.exceptions import AppError

    client, _ = served
    with pytest.raises(AppError, match="choose a section, or write a topic"):
        client.predict(None, "  ", 3, api_name="/drill")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x " * 50_000,
        "\x00\x01\ufffd",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "🙂",
        "مرحبا بالعالم",
        "{{value}} ${1+1}",
    ],
)
def test_any_message_is_kept_as_it_was_written(served: tuple[object, Store], text: str) -> None:
    client, store = served
    client.predict(["training"], 30, 1, "interview", api_name="/start")  # type: ignore[attr-defined]
    client.predict(text, None, api_name="/say")  # type: ignore[attr-defined]
    record = store.interviews.unfinished()
    turns = store.interviews.transcript((record or store.interviews.finished())[0].id)
    said = [t.text for t in turns if t.role == "candidate"]
    assert said[0].replace(" ", "") == text.replace("\x00", " ").replace(" ", "")


def test_a_drill_by_topic(served: tuple[object, Store]) -> None:
    client, store = served
    client.predict("training", "batch norm and layer norm", 2, api_name="/drill")  # type: ignore[attr-defined]
    record = store.interviews.unfinished()[0]
    assert record.state.setup.drill
    assert "training-14" in record.state.setup.pool


def test_what_a_page_left_undone_is_done_at_the_next_tick(light_services: Services, store: Store) -> None:
    from interviewer.web.desk import Desk

    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    interview_id = desk.start("coach", ["training"], 30, 1).interview_id
    steps = desk.say(interview_id, "overfit first, then regularise")
    next(steps)  # stored, and then the page is gone
    assert desk.tick(interview_id) is None  # still being worked on
    steps.close()
    assert desk.view(interview_id).state.phase == "working"
    step = desk.tick(interview_id)
    assert step is not None and step[1]
    assert step[0].state.phase in {"answering", "finished"}
    assert step[0].state.attempts[0].grade is not None


def test_no_first_answer_to_a_question_waits_for_the_banks_own_texts(
    light_services: Services, words: CachedEmbedder
) -> None:
    light_services.learn_bank()
    embedded: list[str] = []
    answer = "nothing of this is known to me by heart"

    class Watched(WordEmbedder):
        def embed(self, texts: Sequence[str]) -> Any:
            embedded.extend(texts)
            return super().embed(texts)

    words._inner = Watched()
    for question in light_services.bank.values():
        light_services.judge().judge(question, answer, question.criteria)
    assert set(embedded) == {answer}
