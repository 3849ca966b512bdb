"""'Draft with the model' with a stand-in model: what a person wrote stays, and failures of the model are reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.errors import ModelTimeoutError, UnavailableError
from interviewer.json_data import JsonObject
from interviewer.llm.replies.reply import Reply
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.bank.view import DraftsTab
from interviewer.web.desk import Desk
from tests.interviewer.web.bank.test_typing import LIST, ONE, fields, file_of
from tests.stand_ins import FakeChat

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
KEY: JsonObject = {
    "reference_answer": "The model's words.",
    "criteria": [{"claim": "Says that yeast makes gas", "satisfied_by": ["it ferments"], "probe": "Which gas?"}],
}


@pytest.fixture
def tab(light_services: Services, store: Store) -> Iterator[DraftsTab]:
    light_services.settings = light_services.settings.model_copy(update={"llm": "embedded"})
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    with gr.Blocks():
        made = DraftsTab(desk)
    made.upload.add_these(made.upload.look_at_text(LIST)[made.upload.held])  # type: ignore[arg-type]
    yield made
    desk.close()


def drafting_with(tab: DraftsTab, chat: object) -> None:
    services = tab._desk.app.services
    services._chat, services._chat_ready = chat, True  # type: ignore[assignment]


def test_the_model_writes_the_answer_and_the_points_and_it_stays_a_draft(
    tab: DraftsTab, fake_chat: Callable[..., FakeChat]
) -> None:
    drafting_with(tab, chat := fake_chat(KEY))
    shown: Any = tab._have_drafted(*fields(tab))
    assert shown[tab.form.reference] == "The model's words." and shown[tab.note] == ""
    assert shown[tab.form.points.inputs[0]] == "Says that yeast makes gas"
    assert "status: draft" in shown[tab.text] and "Nothing is missing" in shown[tab.missing]
    assert "Why does dough rise?" in chat.asked[0][1] and ONE not in tab._desk.bank


def test_a_reference_answer_that_was_typed_is_kept_and_told_to_the_model(
    tab: DraftsTab, fake_chat: Callable[..., FakeChat]
) -> None:
    drafting_with(tab, chat := fake_chat(KEY))
    shown: Any = tab._have_drafted(*fields(tab, reference="My own words, with $x^2$.", title="Rising"))
    assert "My own words, with $x^2$." in chat.asked[0][1]
    text = file_of(tab, ONE).read_text()
    assert "My own words, with $x^2$." in text and "The model's words." not in text and "title: Rising" in text
    assert shown[tab.form.reference] == "My own words, with $x^2$."
    assert shown[tab.form.points.inputs[0]] == "Says that yeast makes gas"


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (ModelTimeoutError("the model took over 60 s"), "the model took over 60 s"),
        (UnavailableError("the endpoint is <b>away</b>\nnow"), "the endpoint is &lt;b"),
        ({"reference_answer": "x", "criteria": []}, "no criteria"),
        ({"reference_answer": "x", "criteria": "none"}, "JSON of the wrong shape"),
        ({"reference_answer": "x", "criteria": [{"claim": " "}]}, "does not fit a bank file"),
    ],
)
def test_where_the_model_fails_the_typing_is_saved_and_can_be_saved_again(
    tab: DraftsTab, fake_chat: Callable[..., FakeChat], reply: JsonObject | Exception, says: str
) -> None:
    drafting_with(tab, fake_chat(reply))
    shown: Any = tab._have_drafted(*fields(tab, reference="My own words."))
    assert shown[tab.note].startswith("**Not drafted:**") and says in shown[tab.note] and "\n" not in shown[tab.note]
    assert "My own words." in file_of(tab, ONE).read_text() and shown[tab.form.reference] == "My own words."
    # the page knows the file as it is now, so the next save is no conflict
    assert shown[tab.opened] == (ONE, tab._open(ONE)[tab.opened][1])  # type: ignore[index]


def test_points_are_never_written_over(tab: DraftsTab, fake_chat: Callable[..., FakeChat]) -> None:
    drafting_with(tab, chat := fake_chat(KEY, KEY))
    tab._have_drafted(*fields(tab))
    before = file_of(tab, ONE).read_text()
    shown: Any = tab._have_drafted(*fields(tab))
    assert "already has points" in shown[tab.note] and file_of(tab, ONE).read_text() == before and len(chat.asked) == 1


def test_what_changed_while_the_model_wrote_stays(tab: DraftsTab, fake_chat: Callable[..., FakeChat]) -> None:
    class Slow:
        def structured(self, system: str, user: str, form: type[Reply], max_tokens: int = 1500) -> Reply:
            path: Path = file_of(tab, ONE)
            path.write_text(path.read_text() + "\n## Going deeper\n\nTheirs.\n")
            return fake_chat(KEY).structured(system, user, form, max_tokens)

    drafting_with(tab, Slow())
    shown: Any = tab._have_drafted(*fields(tab))
    assert "was changed while the model was writing" in shown[tab.note]
    assert "Theirs." in file_of(tab, ONE).read_text() and "The model's words." not in file_of(tab, ONE).read_text()
