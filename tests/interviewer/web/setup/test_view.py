"""What the start promises of each way is what it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.conversation.phrases.phrases import COACH_HOW
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.study.schedule import GOOD, rate
from interviewer.web.desk import Desk
from interviewer.web.layout import Layout
from interviewer.web.setup.view import MODES, SetupView
from interviewer.web.verdicts import shown_verdicts
from knowledge.schema import Bank
from tests.interviewer.conversation.player import Player, texts


def test_a_coach_shows_the_grade_within_a_question_and_says_so(bank: Bank) -> None:
    player = Player(bank, pool=("training-06a",))
    told = texts(player.say("the norms grow", clipping="met"))
    attempt = player.state.attempts[-1]
    assert shown_verdicts(attempt) and not attempt.closed
    label = next(label for label, mode in MODES if mode == "coach")
    assert "each answer" in label and "question" not in label
    assert "after each question" not in COACH_HOW and "after each question" not in told


@pytest.fixture
def setup(light_services: Services, store: Store) -> Iterator[SetupView]:
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    with gr.Blocks():
        yield Layout(desk).setup
    desk.close()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_where_nothing_is_left_today_nothing_offers_to_begin_it(setup: SetupView, store: Store, bank: Bank) -> None:
    """Both places say what comes next instead, also those that were drawn before."""
    tab = setup.progress
    offers = [setup.today, setup.today_cards, tab.drill, tab.cards, tab.count]

    def visible() -> list[bool]:
        start, progress = setup.listed(), tab.listed()
        assert all(progress[part] == start[part] for part in (tab.today, *tab.begins))
        return [bool(start[part]["visible"]) for part in offers]  # type: ignore[index]

    assert visible() == [True] * 5
    for question_id in setup._desk.plan().new:
        for criterion in bank[question_id].criteria:
            rate(store, question_id, criterion.id, GOOD, datetime.now(UTC))
    assert visible() == [False] * 5
    assert "Done for today. " in str(setup.listed()[tab.today])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_example_makes_room_once_there_is_an_interview(setup: SetupView, store: Store) -> None:
    def visible() -> bool:
        return bool(setup.listed()[setup.example]["visible"])  # type: ignore[index]

    assert visible()
    setup._desk.drill("training", "", 1)
    assert not visible()
