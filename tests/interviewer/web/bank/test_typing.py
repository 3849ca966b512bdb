"""Nothing that somebody typed into a draft is dropped: it is saved, or it stays with a message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict, Unpack

import gradio as gr
import pytest

from interviewer.bootstrap import App, conductor_of
from interviewer.errors import UsageError
from interviewer.loading.services import Services
from interviewer.storage.store import Store
from interviewer.web.bank.typed import opened_of, read_typed
from interviewer.web.bank.view import DraftsTab
from interviewer.web.desk import Desk
from knowledge.authoring.drafts.edits import MOST_POINTS, DraftEdit

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
LIST = "## Dough\n\n1. Why does dough rise?\n2. What is gluten?\n"
ONE, TWO = "own-dough-01", "own-dough-02"


@pytest.fixture
def tab(light_services: Services, store: Store) -> Iterator[DraftsTab]:
    desk = Desk(App(light_services.settings, light_services, store, conductor_of(light_services, store)))
    with gr.Blocks():
        made = DraftsTab(desk)
    made.upload.add_these(made.upload.look_at_text(LIST)[made.upload.held])  # type: ignore[arg-type]
    yield made
    desk.close()


class Typing(TypedDict, total=False):
    """What is typed into the fields of a draft."""

    title: str
    question: str
    reference: str
    section: str


def fields(tab: DraftsTab, name: str = ONE, text: str | None = None, **changes: Unpack[Typing]) -> list[object]:
    """The fields of a draft as the page sends them, with what was typed."""
    shown: Any = tab._open(name)
    edit: DraftEdit = replace(tab._drafts.open(name).edit or pytest.fail("no form"), **changes)
    points = [[p.claim, p.weight, "\n".join(p.satisfied_by), p.probe] for p in edit.points]
    empty = [["", 1, "", ""]] * (MOST_POINTS - len(points))
    form = [edit.title, edit.question, edit.reference, edit.section, edit.difficulty, "\n".join(edit.hints)]
    return [
        list(shown[tab.opened]),
        shown[tab.text] if text is None else text,
        *form,
        *(v for point in [*points, *empty] for v in point),
    ]


def file_of(tab: DraftsTab, name: str) -> Path:
    return tab._drafts.root / "dough" / f"{name}.md"


def test_choosing_another_draft_saves_an_unfinished_one(tab: DraftsTab) -> None:
    shown: Any = tab._open_another(TWO, *fields(tab, reference="Yeast makes"))
    assert shown[tab.which]["value"] == TWO and "## Reference answer\n\nYeast makes\n" in file_of(tab, ONE).read_text()
    assert not shown[tab.held.drop]["visible"]


def test_looking_at_another_draft_writes_nothing(tab: DraftsTab) -> None:
    before = file_of(tab, ONE).read_bytes(), file_of(tab, ONE).stat().st_mtime_ns
    shown: Any = tab._open_another(TWO, *fields(tab))
    assert shown[tab.which]["value"] == TWO
    assert (file_of(tab, ONE).read_bytes(), file_of(tab, ONE).stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"question": " "}, "the question is empty"), ({"section": ""}, "the section is empty")],
)
def test_what_cannot_be_saved_stays_in_the_fields_until_it_is_let_go(tab: DraftsTab, changes: Typing, why: str) -> None:
    before = file_of(tab, ONE).read_text()
    for shown in (tab._open_another(TWO, *fields(tab, **changes)), tab._save(*fields(tab, **changes))):
        held: Any = shown
        assert why in held[tab.note] and "What you typed is still in the fields" in held[tab.note]
        assert held[tab.which]["value"] == ONE and held[tab.form.question] == gr.skip()
        assert held[tab.opened] == gr.skip() and file_of(tab, ONE).read_text() == before
    held = tab._open_another(TWO, *fields(tab, **changes))
    assert held[tab.held.drop]["value"] == f"Drop what I typed and open {TWO}"
    let_go: Any = tab._let_go(held[tab.held.wanted])
    assert let_go[tab.which]["value"] == TWO and not let_go[tab.held.drop]["visible"]


def test_typing_over_a_draft_that_changed_elsewhere_is_held_back(tab: DraftsTab) -> None:
    typed = fields(tab, reference="Mine.")
    file_of(tab, ONE).write_text(file_of(tab, ONE).read_text() + "\n## Reference answer\n\nTheirs.\n")
    for shown in (tab._open_another(TWO, *typed), tab._approve(*typed), tab.come_back(*typed), tab._save(*typed)):
        held: Any = shown
        assert "changed" in held[tab.note] and held[tab.form.reference] == gr.skip() and held[tab.held.drop]["visible"]
    assert "Theirs." in file_of(tab, ONE).read_text() and "Mine." not in file_of(tab, ONE).read_text()


def test_of_a_draft_that_is_gone_the_typing_stays_and_nobody_is_stuck(tab: DraftsTab) -> None:
    typed, untouched = fields(tab, reference="Mine."), fields(tab)
    file_of(tab, ONE).unlink()
    held: Any = tab.come_back(*typed)
    assert held[tab.which]["value"] is None and held[tab.form.reference] == gr.skip()
    assert held[tab.held.drop]["value"] == "Drop what I typed"
    let_go: Any = tab._let_go(held[tab.held.wanted])
    assert let_go[tab.which]["value"] == TWO
    other: Any = tab.come_back(*untouched)
    assert other[tab.which]["value"] == TWO and not other[tab.held.drop]["visible"]


def test_coming_back_says_that_the_typing_is_not_saved(tab: DraftsTab) -> None:
    back: Any = tab.come_back(*fields(tab, title="Rising"))
    assert back[tab.note] == f"What you typed in {ONE} is still here. It isn’t saved yet."
    assert back[tab.form.title] == gr.skip()
    quiet: Any = tab.come_back(*fields(tab))
    assert quiet[tab.note] == gr.skip()


def test_the_form_and_the_file_are_saved_together(tab: DraftsTab) -> None:
    text = file_of(tab, ONE).read_text() + "\n## Going deeper\n\nMore on yeast.\n"
    tab._save(*fields(tab, text=text, title="Rising"))
    assert "More on yeast." in file_of(tab, ONE).read_text() and "title: Rising" in file_of(tab, ONE).read_text()
    broken: Any = tab._save(*fields(tab, text="---\nid: [\n", title="Other"))
    assert "now the file can't be read" in broken[tab.note] and "title: Rising" in file_of(tab, ONE).read_text()
    open_now: Any = tab._save(*fields(tab, text="---\nid: [\n"))  # the file alone is saved as it was typed
    assert open_now[tab.which]["value"] == f"dough/{ONE}.md" and open_now[tab.opened][0] == f"dough/{ONE}.md"
    assert file_of(tab, ONE).read_text() == "---\nid: [\n"


def test_an_editor_that_sends_nothing_empties_no_file(tab: DraftsTab) -> None:
    before = file_of(tab, ONE).read_text()
    tab._save(*fields(tab, text=""))
    assert file_of(tab, ONE).read_text() == before


def test_a_form_is_never_written_into_another_draft(tab: DraftsTab) -> None:
    opened: Any = fields(tab, ONE)[0]
    with pytest.raises(UsageError, match=f"{ONE} is open here, not {TWO}"):
        tab._save_file(TWO, opened, "x")
    assert "gluten" in file_of(tab, TWO).read_text()


@pytest.mark.parametrize("value", [None, "", [], ["a"], ["a", "b", "c"], {"a": 1}, 3])
def test_what_is_open_is_read_from_anything(value: object) -> None:
    assert opened_of(value) == ("", "") and read_typed([value, None]).name == ""
