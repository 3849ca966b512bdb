"""An approved question of one's own is changed on the page, and stays complete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import gradio as gr
import pytest

from interviewer.bootstrap import App, bank_to_ask, conductor_of
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.bank.shown import NONE_WAITING
from interviewer.web.bank.view import DraftsTab
from interviewer.web.desk import Desk
from knowledge.authoring.approval.approval import own_files
from knowledge.authoring.drafts.edits import DraftEdit, PointEdit
from knowledge.authoring.drafts.front import EditFault
from tests.interviewer.web.bank.test_own import EDIT, add, typed, write

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
ID = "own-dough-01"


@pytest.fixture
def desk(light_services: Services, store: Store) -> Iterator[Desk]:
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


@pytest.fixture
def tab(desk: Desk) -> Iterator[DraftsTab]:
    with gr.Blocks():
        made = DraftsTab(desk)
        add(made)
        write(made, ID, EDIT)
        assert made._drafts.approve(ID)
        yield made


def test_a_change_is_asked_at_once(tab: DraftsTab, desk: Desk) -> None:
    write(tab, ID, replace(EDIT, question="What makes dough rise?"))
    assert desk.bank[ID].question == "What makes dough rise?" and desk.bank[ID].status == "approved"
    assert bank_to_ask(desk.app.settings)[ID].question == "What makes dough rise?"


def test_it_is_listed_after_the_drafts_and_opened_by_choice_alone(tab: DraftsTab) -> None:
    first = tab._drafts.first()
    assert [name for _, name in first.choices] == ["own-dough-02", ID] and first.chosen == "own-dough-02"
    now = tab._open(ID)
    assert now[tab.form.question] == "Why does dough rise?"
    buttons = {tab.save: True, tab.save_file: True, tab.approve: False, tab.approve_file: False, tab.draft: False}
    assert {button: now[button] for button in buttons} == {b: gr.update(interactive=on) for b, on in buttons.items()}
    next(file.path for file in own_files(tab._drafts.root) if file.name == "own-dough-02").unlink()
    alone = tab.listed(("own-dough-02", ""))
    assert tab._drafts.first().chosen is None and alone[tab.missing] == NONE_WAITING
    assert alone[tab.save] == gr.update(interactive=False)


@pytest.mark.parametrize(
    ("form", "lacks"),
    [
        (replace(EDIT, points=()), "field 'criteria' is missing"),
        (replace(EDIT, question=""), "write what is asked"),
        (
            replace(EDIT, points=(PointEdit(claim="Says that yeast makes gas and that gluten holds it"),)),
            "must stay complete. Still missing: Point 1: it makes two points",
        ),
    ],
)
def test_what_would_be_incomplete_is_not_saved_and_says_why(
    tab: DraftsTab, desk: Desk, form: DraftEdit, lacks: str
) -> None:
    before = tab._drafts.open(ID).text
    with pytest.raises((UsageError, EditFault), match=lacks):
        write(tab, ID, form)
    assert tab._drafts.open(ID).text == before and desk.bank[ID].question == "Why does dough rise?"


def test_a_change_elsewhere_is_not_overwritten(tab: DraftsTab) -> None:
    here = typed(tab, ID, replace(EDIT, title="Here"))
    write(tab, ID, replace(EDIT, title="Elsewhere"))
    with pytest.raises(UsageError, match="changed in another tab"):
        tab._drafts.keep(here)
    assert "Elsewhere" in tab._drafts.open(ID).text


def test_its_file_can_be_edited_and_an_id_that_is_taken_is_refused(tab: DraftsTab, desk: Desk) -> None:
    text = tab._drafts.open(ID).text
    with pytest.raises(UsageError, match="must stay complete"):
        tab._drafts.write_file(ID, ("", ""), "---\nid: [\n")
    with pytest.raises(UsageError, match="a built-in question has the id training-01"):
        tab._drafts.write_file(ID, ("", ""), text.replace(f"id: {ID}", "id: training-01"))
    write(tab, "own-dough-02", EDIT)
    assert tab._drafts.approve("own-dough-02")
    with pytest.raises(UsageError, match="id 'own-dough-02' is taken by"):
        tab._drafts.write_file(ID, ("", ""), text.replace(f"id: {ID}", "id: own-dough-02"))
    assert tab._drafts.open(ID).text == text and {ID, "own-dough-02"} <= set(desk.bank)
    tab._drafts.write_file(ID, ("", ""), text.replace("status: approved", "status: draft"))
    assert ID not in desk.bank and tab._drafts.first().chosen == ID


def test_a_draft_that_is_marked_as_approved_by_hand_has_to_be_complete(tab: DraftsTab, desk: Desk) -> None:
    two = PointEdit(claim="Says that yeast makes gas and that gluten holds it")
    write(tab, "own-dough-02", replace(EDIT, points=(two,)))
    text = tab._drafts.open("own-dough-02").text
    with pytest.raises(UsageError, match="must stay complete"):
        tab._drafts.write_file("own-dough-02", ("", ""), text.replace("status: draft", "status: approved"))
    assert tab._drafts.open("own-dough-02").text == text
    write(tab, "own-dough-02", EDIT)
    complete = tab._drafts.open("own-dough-02").text
    tab._drafts.write_file("own-dough-02", ("", ""), complete.replace("status: draft", "status: approved"))
    assert "own-dough-02" in desk.bank


def test_what_a_new_point_lacks_has_its_number_and_the_new_line(tab: DraftsTab) -> None:
    second = PointEdit(claim="Says that it stretches and that it holds")
    with pytest.raises(UsageError, match="Point 2: it makes two points"):
        write(tab, ID, replace(EDIT, points=(*EDIT.points, second)))
    text = tab._drafts.open(ID).text.replace("---\n", "---\n# one\n# two\nrelated: [nowhere]\n", 1)
    with pytest.raises(UsageError, match="line 4"):
        tab._drafts.write_file(ID, ("", ""), text)
