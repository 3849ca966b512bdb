"""The table of controls: every row can be called as it is wired."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import partial
from typing import Any

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.controls import Control, controls
from interviewer.web.desk import Desk
from interviewer.web.handlers import Handlers
from interviewer.web.layout import Layout

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
API = {
    "start",
    "drill",
    "cards",
    "resume",
    "today",
    "retry",
    "say",
    "hint",
    "repeat",
    "skip",
    "unskip",
    "next",
    "end",
    "appeal",
    "deny",
}
"""Names that scripts may call; taking one away breaks them."""


@pytest.fixture
def table(light_services: Services, store: Store) -> Iterator[list[Control]]:
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    with gr.Blocks() as blocks:
        layout = Layout(desk)
        yield controls(blocks, layout, Handlers(desk, layout))
    desk.close()


def test_clients_find_every_name_once(table: list[Control]) -> None:
    names = [control.api_name for control in table if control.api_name]
    assert sorted(names) == sorted(API)


def test_every_handler_takes_the_inputs_of_its_row(table: list[Control]) -> None:
    for control in table:
        inspect.signature(control.handler).bind(*control.inputs)  # raises where they do not fit


def test_what_streams_is_a_generator_and_nothing_else_is(table: list[Control]) -> None:
    for control in table:
        handler: Any = control.handler.func if isinstance(control.handler, partial) else control.handler
        assert inspect.isgeneratorfunction(handler) == control.streams, handler


def test_no_event_sets_off_two_rows(table: list[Control]) -> None:
    events = [(event.__self__._id, event.event_name) for control in table for event in control.on]
    assert len(events) == len(set(events)) >= 22


def test_what_waits_for_a_model_holds_up_nobody_else(table: list[Control]) -> None:
    unlimited = {control.api_name for control in table if control.unlimited}
    assert unlimited == {"say", "hint", "repeat", "skip", "unskip", "next", "end", "resume", ""}


def test_the_page_draws_one_part_at_a_time(light_services: Services, store: Store) -> None:
    """Two parts drawn at the same moment go through the components of the tab while the other adds some: one of them fails."""
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    with gr.Blocks() as blocks:
        Layout(desk)
    assert len(blocks.renderables) == 1
    desk.close()
