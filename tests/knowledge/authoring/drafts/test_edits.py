"""The form's fields written into a draft's file: what the form does not show stays, and nothing unreadable is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.authoring.drafts.edits import DraftEdit, PointEdit, edit_of, edited
from knowledge.authoring.drafts.front import EditFault
from knowledge.loader import BUILT_IN, bank_files, parse_question
from knowledge.text.visible import visible

PATH = Path("dough-01.md")
TEXT = """---
id: dough-01   # a note of mine
section: dough
status: draft
minutes: 2.50
sources: ["A: a book", b]
criteria:
  - id: gas
    claim: Says that yeast makes gas
    weight: 2
    satisfied_by: [it ferments]
    not_satisfied_by: [it is warm]
    hint: 1
  - id: warmth
    claim: Says that warmth speeds it up
misconceptions:
  - id: heat
    claim: Heat alone makes it rise
---

## Question

Why does dough rise?

## Reference answer

Yeast makes gas.

## Going deeper

More on yeast.
"""


def form(text: str = TEXT) -> DraftEdit:
    question, problems = parse_question(text, PATH)
    assert question is not None and problems == []
    return edit_of(text, question)


def test_a_form_that_is_saved_as_it_was_changes_nothing() -> None:
    assert edited(TEXT, form(), PATH) == TEXT


@pytest.mark.parametrize("path", bank_files(BUILT_IN)[::9], ids=lambda path: path.stem)
def test_every_field_that_the_form_does_not_show_stays(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    question, problems = parse_question(text, path)
    assert question is not None and problems == []
    edit = edit_of(text, question)
    assert edited(text, edit, path) == text
    point = replace(edit.points[0], claim="Says: 'another' thing", satisfied_by=("- so: # it is",))
    after, problems = parse_question(
        edited(text, replace(edit, title="4", points=(point, *edit.points[1:])), path), path
    )
    first = replace(question.criteria[0], claim=point.claim, satisfied_by=point.satisfied_by)
    assert problems == [] and after == replace(question, title="4", criteria=(first, *question.criteria[1:]))


def test_points_are_changed_dropped_and_added() -> None:
    edit = form()
    points = (
        PointEdit(),
        replace(edit.points[1], weight=0),
        PointEdit(claim="Says that warmth speeds it up", weight=1.5, probe="What speeds it up?"),
    )
    made, problems = parse_question(edited(TEXT, replace(edit, points=points), PATH), PATH)
    assert made is not None and problems == []
    assert [(c.id, c.weight, c.bonus) for c in made.criteria] == [
        ("warmth", 0, True),
        ("that-warmth-speeds", 1.5, False),
    ]
    assert made.minutes == 2.5 and made.misconceptions[0].id == "heat" and made.deeper == "More on yeast."


@pytest.mark.parametrize(
    "title",
    [
        "a: b",
        "- x",
        "{y}",
        "---",
        "'q\"",
        "<script>alert(1)</script>",
        "2024",
        "null",
        "# no",
        "&a *b",
        "é\u202e🙂",
        "a\nb",
    ],
)
def test_any_title_is_read_back_as_it_was_written(title: str) -> None:
    question, problems = parse_question(edited(TEXT, replace(form(), title=title), PATH), PATH)
    assert question is not None and problems == [] and question.title == " ".join(visible(title).split())


def test_headings_fences_and_windows_lines_stay_within_their_part() -> None:
    asked = "What is this?\r\n\r\n## Reference answer\r\n---\r\n```python\n# a\nx = 1"
    question, problems = parse_question(edited(TEXT, replace(form(), question=asked), PATH), PATH)
    assert question is not None and problems == [] and question.reference == "Yeast makes gas."
    assert "### Reference answer\n---\n```python\n# a\nx = 1\n```" in question.question


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"question": " \n"}, "the question is empty"),
        ({"section": "?!"}, "the section is empty"),
        ({"difficulty": 9}, "difficulty must be"),
        ({"points": (PointEdit(probe="Why?"),)}, "point 1 doesn't say"),
        ({"points": (PointEdit(claim="Says x", weight=float("nan")),)}, "weight must be"),
        ({"points": (PointEdit(claim="Says x", weight=-1),)}, "weight must be"),
        ({"reference": "x" * 1_100_000}, "over 1 MB"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(change: dict[str, object], says: str) -> None:
    with pytest.raises(EditFault, match=says):
        edited(TEXT, replace(form(), **change), PATH)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "no front matter", "---\nid: [\n---\n", "---\n- a\n---\n\n## Question\n\nx\n"])
def test_a_file_that_cannot_be_read_is_left_alone(text: str) -> None:
    with pytest.raises(EditFault, match="fix it under 'Edit the file'"):
        edited(text, form(), PATH)
