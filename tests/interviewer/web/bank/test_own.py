"""A bank of one's own on the page, with no folder set: a list comes in, is filled in, approved and asked at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from interviewer.bootstrap import App, bank_to_ask, conductor_of
from interviewer.errors import UnavailableError, UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.bank.shown import stamp_of
from interviewer.web.bank.typed import Typed
from interviewer.web.bank.upload import HeldList
from interviewer.web.bank.view import DraftsTab
from interviewer.web.desk import Desk
from interviewer.web.guards import ComponentUpdates
from knowledge.authoring.approval.approval import own_files
from knowledge.authoring.drafts.edits import DraftEdit, PointEdit

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
LIST = "## Dough\n\n1. Why does <script>alert(1)</script> dough rise?\n2. What is gluten?\n\n   A: A net of proteins.\n"
EDIT = DraftEdit(
    title="Rising",
    question="Why does dough rise?",
    reference="Yeast makes gas.",
    section="Dough",
    difficulty=2,
    points=(PointEdit(claim="Says that yeast makes gas", satisfied_by=("it ferments",)),),
)


@pytest.fixture
def desk(light_services: Services, store: Store) -> Iterator[Desk]:
    made = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    yield made
    made.close()


@pytest.fixture
def tab(desk: Desk) -> Iterator[DraftsTab]:
    with gr.Blocks():
        yield DraftsTab(desk)


def seen(tab: DraftsTab, text: str) -> ComponentUpdates:
    return tab.upload.look_at_text(text)


def held_of(tab: DraftsTab, update: ComponentUpdates) -> HeldList:
    """The list that was looked at."""
    held = update[tab.upload.held]
    assert isinstance(held, HeldList)
    return held


def told(tab: DraftsTab, update: ComponentUpdates) -> str:
    """What is said of a list."""
    return str(update[tab.upload.seen])


def adding(tab: DraftsTab, update: ComponentUpdates) -> dict[str, object]:
    """The button that adds it."""
    button = update[tab.upload.add]
    assert isinstance(button, dict)
    return button


def add(tab: DraftsTab, text: str = LIST) -> None:
    tab.upload.add_these(held_of(tab, seen(tab, text)))


def typed(tab: DraftsTab, name: str, form: DraftEdit | None = None) -> Typed:
    """A draft as it is opened, with this form."""
    shown = tab._drafts.open(name)
    return Typed(name=name, stamp=stamp_of(shown.text), text=shown.text, form=form or shown.edit)


def write(tab: DraftsTab, name: str, form: DraftEdit) -> None:
    assert tab._drafts.keep(typed(tab, name, form))


def uploaded(tab: DraftsTab, path: Path, data: bytes) -> str:
    path.write_bytes(data)
    update: Any = tab.upload.look_at_file(str(path))
    assert update[tab.upload.add]["visible"] == bool(update[tab.upload.held].text)
    return str(update[tab.upload.seen])


def test_a_list_is_looked_at_before_anything_is_written(tab: DraftsTab, desk: Desk) -> None:
    said = told(tab, seen(tab, LIST + "3. What is gluten?\n\n\nMade with love.\n"))
    assert "**3 questions** in 1 section (Dough), 1 of them with a draft answer. Read as numbered items." in said
    assert "- line 3: Why does &lt;script" in said and "<script" not in said and "- line 4: What is gluten" in said
    assert "1 question asks the same as another in the list" in said
    assert not desk.app.settings.own_bank.exists()
    add(tab)
    assert [draft.name for draft in own_files(desk.app.settings.own_bank)] == ["own-dough-01", "own-dough-02"]
    again = seen(tab, LIST)
    assert "2 questions you already have" in told(tab, again) and not adding(tab, again)["visible"]


def test_what_was_pasted_since_stays_in_the_box(tab: DraftsTab, tmp_path: Path) -> None:
    box = tab.upload.text
    looked = held_of(tab, seen(tab, LIST))
    added: Any = tab.upload.add_these(looked, LIST)
    assert added[box]["value"] == ""
    more = LIST + "3. Why salt?\n"
    later: Any = tab.upload.add_these(looked, more)
    assert later[box] == gr.skip()
    (tmp_path / "other.md").write_text("1. Why is tea hot?\n")
    file: Any = tab.upload.look_at_file(str(tmp_path / "other.md"))
    of_file: Any = tab.upload.add_these(file[tab.upload.held], more)
    assert of_file[box] == gr.skip()


def test_a_file_may_be_called_what_the_box_is_called(tab: DraftsTab, tmp_path: Path) -> None:
    pasted = held_of(tab, seen(tab, LIST))
    file = tmp_path / pasted.name
    file.write_text(LIST)
    update: Any = tab.upload.look_at_file(str(file))
    held = update[tab.upload.held]
    assert (held.name, held.text) == (pasted.name, pasted.text) and (held.source, pasted.source) == ("file", "pasted")
    added: Any = tab.upload.add_these(held, LIST)
    assert added[tab.upload.text] == gr.skip(), "the box is left as it is"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \r\n \n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "is not UTF-8 text"),
        (b"1. What is \x00 zero?", "is not a text file"),
        (b"1. What is a?\n" * 400_000, "is over 1 MB"),
        (b"The sky is blue.\nGrass is green.\n", "has no numbered question"),
        (b"1. Install it.\n2. Run it now please.\n3. Thank me later, friend.\n", "line 2 is numbered but asks nothing"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(tab: DraftsTab, tmp_path: Path, data: bytes, says: str) -> None:
    said = uploaded(tab, tmp_path / "list.md", data)
    assert said.startswith("**Not read.** list.md") and says in said and "\n" not in said
    assert str(tmp_path) not in said


def test_marks_of_windows_yaml_and_csv_are_read(tab: DraftsTab, tmp_path: Path) -> None:
    marked = "\ufeff## Dough\r\n\r\n1. What is a: b?\r\n2. Why --- {x}?\r\n".encode()
    assert "**2 questions**" in uploaded(tab, tmp_path / "list.txt", marked)
    assert "rows of a table in CSV" in uploaded(tab, tmp_path / "t.csv", b"question,answer\nWhat is salt?,NaCl\n")
    assert "a question on each line" in uploaded(tab, tmp_path / "l.txt", b"What is salt?\nWhy do we add it?\n")


def test_no_picture_of_this_machine_comes_in_with_a_list(tab: DraftsTab, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "list.md").write_text("1. What is ![a](secret.png) this?\n")
    update: Any = tab.upload.look_at_file(str(tmp_path / "list.md"))
    assert "Pictures don’t come with a list: secret.png" in update[tab.upload.seen]
    tab.upload.add_these(update[tab.upload.held])
    assert not list(desk.app.settings.own_bank.rglob("*.png"))


def test_an_approved_question_is_asked_at_once_and_a_running_interview_stays(tab: DraftsTab, desk: Desk) -> None:
    running, before = desk.start("coach", ["training"], 30, 2).interview_id, desk.bank
    add(tab)
    drafts = tab._drafts
    name = drafts.first().chosen
    assert "**Reference answer:** write" in drafts.first().missing and not drafts.approve(name)
    write(tab, str(name), EDIT)
    assert drafts.open(name).missing == "Nothing is missing. You can approve it." and drafts.approve(name)
    assert name == "own-dough-01" and name in desk.bank and "dough" in desk.bank.sections
    assert len(desk.bank) == len(before) + 1 and desk.bank_of(running) is before
    view = desk.retry(name)
    assert "Why does dough rise?" in view.turns[-1].text
    assert [step.state.phase for step in desk.conductor.say(running, "overfit first")]
    assert name in bank_to_ask(desk.app.settings)  # after the next start as well


def test_the_index_takes_the_new_question(tab: DraftsTab, desk: Desk) -> None:
    import threading

    add(tab)
    write(tab, "own-dough-01", EDIT)
    tab._drafts.approve("own-dough-01")
    for thread in [t for t in threading.enumerate() if t.name == "viva-loading"]:
        thread.join(30)
    assert desk.app.services.search("why does dough rise", 1)[0].question.id == "own-dough-01"
    index = desk.app.services.index()
    assert index is not None and index.is_current(desk.bank)  # so the next start has nothing to do


def test_two_tabs_never_write_over_each_other(tab: DraftsTab, desk: Desk) -> None:
    add(tab)
    first: Any = tab.listed()
    opened = first[tab.opened]
    here = typed(tab, "own-dough-01", EDIT)
    write(tab, "own-dough-01", EDIT)
    with pytest.raises(UsageError, match="changed in another tab or on disk"):
        tab._drafts.keep(here)
    with pytest.raises(UsageError, match="changed in another tab"):
        tab._drafts.write_file("own-dough-01", opened, "x")


def test_coming_back_to_the_tab_keeps_what_was_typed(tab: DraftsTab, desk: Desk) -> None:
    add(tab)
    first: Any = tab.listed()
    again: Any = tab.listed(first[tab.opened])
    assert again[tab.form.question] == gr.skip() and len(again[tab.which]["choices"]) == 2
    next(draft.path for draft in own_files(desk.app.settings.own_bank)).unlink()
    other: Any = tab.listed(first[tab.opened])
    assert other[tab.which]["value"] == "own-dough-02" and other[tab.form.question] == "What is gluten?"


def test_a_draft_that_is_gone_or_broken_stops_nobody(tab: DraftsTab, desk: Desk) -> None:
    add(tab)
    first, second = (draft.path for draft in own_files(desk.app.settings.own_bank))
    here = typed(tab, "own-dough-01", EDIT)
    first.unlink()
    with pytest.raises(UsageError, match="deleted or renamed elsewhere"):
        tab._drafts.keep(here)
    second.write_text("---\nid: [\n")
    broken = tab._drafts.first()
    assert broken.chosen == "dough/own-dough-02.md" and broken.edit is None and "Still missing" in broken.missing
    assert bank_to_ask(desk.app.settings).keys() == desk.bank.keys()


def test_only_admins_may_do_any_of_it(tab: DraftsTab) -> None:
    tab.restrict(lambda: False)
    for handler in (tab._open, tab.upload.look_at_text, tab.upload.look_at_file, tab.upload.add_these, tab._save):
        with pytest.raises(gr.Error, match="VIVA_ADMINS"):
            tab._guarded(handler)("x", ("", ""))
    refused: Any = tab.listed()
    assert "VIVA_ADMINS" in refused[tab.note]


def test_without_a_model_it_says_so(tab: DraftsTab, desk: Desk) -> None:
    assert "No language model is set" in tab._drafts.model_note()
    add(tab)
    with pytest.raises(UnavailableError, match="set to off"):
        tab._drafts.have_drafted("own-dough-01")


def test_a_corrected_answer_can_be_added_and_one_of_your_own_stays(tab: DraftsTab, desk: Desk) -> None:
    text = "## Dough\n\n### 1. Why salt?\n\nTast.\n\n### 2. Why rye?\n\nDens.\n"
    add(tab, text)
    mine = next(desk.app.settings.own_bank.rglob("*-02.md"))
    mine.write_text(mine.read_text().replace("Dens.", "Mine."))
    now = text.replace("Tast.", "Taste.").replace("Dens.", "Dense.")
    update = seen(tab, now)
    said = told(tab, update)
    assert "1 answer changed in the list; the drafts get the new one." in said
    assert "1 answer changed in the list, but edited or approved by you; yours stays." in said
    assert adding(tab, update)["visible"] is True
    added = tab.upload.add_these(held_of(tab, update))
    assert "1 answer changed" in told(tab, added)
    assert "Taste." in mine.with_name(mine.name.replace("-02", "-01")).read_text() and "Mine." in mine.read_text()
    assert "There is nothing new to add." in told(tab, seen(tab, now))


def test_a_hostile_list_is_clean_in_the_form_and_on_disk(tab: DraftsTab, desk: Desk) -> None:
    add(tab, "## Do\u202eugh\n\n### 1. Why\x1b[2J salt\u200b?\n\nTas\x1b]0;x\x07te.\n")
    text = next(desk.app.settings.own_bank.rglob("*-01.md")).read_text()
    assert "Why salt?" in text and "Taste." in text and not set(text) & set("\x1b\x07\u202e\u200b")
