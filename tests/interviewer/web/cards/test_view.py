"""A card's verdict is contested on the page: what is shown meanwhile, and afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.quick_cards import CardSession
from interviewer.web.cards.view import CardsView
from interviewer.web.desk import Desk


@pytest.fixture
def cards(light_services: Services, store: Store) -> Iterator[CardsView]:
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    with gr.Blocks():
        yield CardsView(desk)
    desk.close()


@pytest.mark.filterwarnings("ignore")
def test_nothing_is_rated_while_a_verdict_is_read_again(cards: CardsView, store: Store) -> None:
    session = cards.opened("training", 1)[cards.session]
    assert isinstance(session, CardSession)
    checked = cards._check(session, "The weather is nice today.")
    assert ">No, I did say that</button>" in str(checked[cards.grade.html])
    held, heard = cards._appeal(checked[cards.session], "", "I said that it is nice")  # type: ignore[arg-type]
    buttons = list(cards.rate.values())
    assert [held[button]["interactive"] for button in buttons] == [False] * 4  # type: ignore[index]
    assert [heard[button]["interactive"] for button in buttons] == [True] * 4  # type: ignore[index]
    assert "Second look." in str(heard[cards.grade.html]) and len(store.interviews.appeals()) == 1
    assert store.reviews.log() == []


@pytest.mark.filterwarnings("ignore")
def test_after_a_refusal_it_can_be_rated_again(cards: CardsView) -> None:
    session = cards.opened("training", 1)[cards.session]
    checked = cards._check(session, "The weather is nice today.")  # type: ignore[arg-type]
    steps = cards._appeal(checked[cards.session], "", "  ")  # type: ignore[arg-type]
    assert next(steps)
    again = next(steps)
    assert all(again[button]["interactive"] for button in cards.rate.values())  # type: ignore[index]
    with pytest.raises(UsageError, match="say why"):
        next(steps)
