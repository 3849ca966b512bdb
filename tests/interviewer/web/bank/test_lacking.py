"""A fault of a draft is named by its field in the form, which the fault itself says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.web.bank.lacking import lacking
from knowledge.authoring.approval.approval import missing_for_approval
from knowledge.errors import Problem
from knowledge.loader import parse_question
from knowledge.schema import Question

DRAFT = """---
id: dough-01
section: dough
title: Rising
difficulty: 2
hints: [Think of gas.]
criteria:
  - {id: gas, claim: Says that yeast makes gas, satisfied_by: [Yeast makes gas.]}
  - {id: gluten, claim: Says that gluten holds it, satisfied_by: [Gluten holds it.]}
---

## Question

Why does dough rise?

## Reference answer

Yeast makes gas, and gluten keeps it in.
"""


def faults(tmp_path: Path, old: str = "", new: str = "") -> tuple[list[Problem], Question | None]:
    text = DRAFT.replace(old, new) if old else DRAFT
    assert not old or text != DRAFT
    path = tmp_path / "dough-01.md"
    path.write_text(text, encoding="utf-8")
    return missing_for_approval(text, path, tmp_path), parse_question(text, path)[0]


CASES = {
    "nothing asked": ("Why does dough rise?", "", "**Question:** write what is asked."),
    "no reference": (
        "Yeast makes gas, and gluten keeps it in.",
        "",
        "**Reference answer:** write what a very good answer says.",
    ),
    "no points": (DRAFT[DRAFT.index("criteria:") : DRAFT.index("---\n\n")], "", "**Points:** add at least one thing"),
    "an empty list of points": (
        DRAFT[DRAFT.index("criteria:") : DRAFT.index("---\n\n")],
        "criteria: []\n",
        "**Points:** add at least one thing",
    ),
    "two points in one": (
        "Says that gluten holds it,",
        "Says that gluten holds it and that it stretches,",
        "**Point 2:** it makes two points at once; split it or drop one.",
    ),
    "copied": (
        "[Yeast makes gas.]",
        "['Yeast makes gas, and gluten keeps it in.']",
        "**Point 1:** 'Yeast makes gas, and gluten keeps it in.' is copied from the reference answer.",
    ),
    "given twice": (
        "[Gluten holds it.]",
        "[Gluten holds it., Gluten holds it.]",
        "**Point 2:** a text is given twice in what counts as saying it.",
    ),
    "too long a follow-up": (
        "satisfied_by: [Gluten holds it.]",
        f"probe: Why?, further_probes: [Does a probe {'rise ' * 40}?]",
        "**Point 2:** the further follow-up question 'Does a probe rise rise",
    ),
    "a formula": ("keeps it in", "keeps $\\frac{1$ in", "**Question or reference answer:** formula"),
    "a picture": ("keeps it in", "keeps ![a](figures/none.svg) in", "**Question or reference answer:** figure"),
    "difficulty": ("difficulty: 2", "difficulty: 9", "**Difficulty:** difficulty must be a whole number from 1 to 5."),
    "title": ("title: Rising", "title: ''", "**Title:** title is empty."),
    "hints": ("[Think of gas.]", "Think of gas.", "**Hints:** hints must be a list."),
    "one of the hints": ("[Think of gas.]", "['']", "**Hints:** an entry of hints is empty."),
    "elsewhere": ("title: Rising", "title: Rising\nrelated: [cake-01]", "**In the file, line 5:** related 'cake-01'"),
    "a point's own hint": ("id: gas,", "id: gas, hint: x,", "**In the file, line 8:** hint must be a whole number"),
}


def test_a_whole_draft_lacks_nothing(tmp_path: Path) -> None:
    assert lacking(*faults(tmp_path)) == []


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_named_by_its_field(tmp_path: Path, case: str) -> None:
    old, new, said = CASES[case]
    told = lacking(*faults(tmp_path, old, new))
    assert any(line.startswith(said) for line in told), told


@pytest.mark.parametrize("case", ["nothing asked", "no reference", "no points", "two points in one", "a formula"])
def test_another_wording_of_a_fault_changes_no_field(tmp_path: Path, case: str) -> None:
    old, new, said = CASES[case]
    problems, question = faults(tmp_path, old, new)
    reworded = [replace(problem, what="Title: hints of another kind") for problem in problems]
    field = said.split("**")[1]
    assert any(line.startswith(f"**{field}**") for line in lacking(reworded, question))


def test_parts_in_several_sections_are_to_share_one(tmp_path: Path) -> None:
    for part, section in (("a", "dough"), ("b", "cake")):
        text = DRAFT.replace("id: dough-01", f"id: dough-01{part}").replace("section: dough", f"section: {section}")
        (tmp_path / f"dough-01{part}.md").write_text(text.replace("title:", "follows: dough-01\ntitle:"), "utf-8")
    path = tmp_path / "dough-01a.md"
    told = lacking(missing_for_approval(path.read_text("utf-8"), path, tmp_path), None)
    assert "**Section:** the parts of one question must share a section." in told
