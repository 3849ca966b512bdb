"""A list of one's own becomes a bank: every shape, nothing lost, nothing overwritten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.authoring.approval.approval import approve, approved_text, drafts, missing_for_approval
from knowledge.authoring.importer import MANIFEST, ImportFailure, import_list
from knowledge.authoring.question_list import read_list
from knowledge.errors import BankError
from knowledge.loader import load_bank
from knowledge.text.pictures import targets

LIST = Path(__file__).parents[2] / "data" / "question_list.md"


def test_every_shape_of_a_list_is_read() -> None:
    found = read_list(LIST.read_text())
    assert found.sections == ("Dough", "Baking", "Baking Powder!")
    assert [(p.number, p.part, p.line) for p in found.parts if p.section == "Dough"] == [
        (1, 0, 15),
        (2, 1, 23),
        (2, 2, 24),
        (4, 1, 26),
        (4, 2, 27),
        (4, 3, 30),
        (5, 0, 33),
        (6, 0, 38),
    ]
    by = {(p.section, p.number, p.part): p for p in found.parts}
    recipe = by["Dough", 2, 1]
    assert recipe.stem.startswith("Compare these two recipes:") and "1. not an item" in recipe.stem
    assert "## not a heading either" in recipe.stem and recipe.text == "Which one is a sourdough?"
    assert by["Dough", 4, 2].text == "What does the window test show:\n1. too little\n1. enough"
    assert by["Dough", 4, 3].text == "Why rest the dough?\n\nIt can also be folded."
    assert "What is missing from it?" in by["Dough", 5, 0].text
    assert [p.number for p in found.parts if p.section == "Baking"] == [1, 2, 7]
    assert [(line, text.strip()) for line, text in found.unplaced] == [
        (2, "A preface that belongs to no question."),
        (9, "4. Not a heading of this list"),
        (40, "A closing remark at the margin."),
        (46, "1."),
    ]


def test_contents_that_name_no_heading_are_questions() -> None:
    found = read_list(
        "# Table of Contents\n1. What is dough?\n```\n2. code\n```\n2. Why salt?\n## Crumb\n1. Why holes?\n"
    )
    assert [(p.section, p.number) for p in found.parts] == [
        ("Table of Contents", 1),
        ("Table of Contents", 2),
        ("Crumb", 1),
    ]
    assert found.unplaced == () and "2. code" in found.parts[0].text
    linked = read_list(
        "# Contents\n1. [Crumb](c.md)\n   1. Holes\n2. _Week 1_ ... 3\n# 1. Crumb\n1. Why holes?\n# Week 1\n"
    )
    assert [p.text for p in linked.parts] == ["Why holes?"] and linked.unplaced == ((3, "   1. Holes"),)


def test_an_import_writes_drafts_that_load_and_loses_nothing(tmp_path: Path) -> None:
    result = import_list(LIST, tmp_path)
    assert len(result.written) == 12 and not result.kept
    assert result.repeated == []  # the same words in another section are another question
    assert result.missing_images == [("dough-05", "assets/gone.png")]
    bank = load_bank(tmp_path, drafts=True)
    assert [q.id for q in bank.values()] == [
        "baking-01", "baking-02", "baking-07", "bakingpowder-01", "dough-01", "dough-02a", "dough-02b",
        "dough-04a", "dough-04b", "dough-04c", "dough-05", "dough-06",
    ]  # fmt: skip
    assert bank["dough-02b"].follows == "dough-02" and bank["dough-02b"].source == "Dough 2.2"
    assert targets(bank["dough-05"].question)[0] == "figures/dough-05-tree.svg"
    assert (tmp_path / "figures" / "dough-05-tree.svg").read_bytes() == (LIST.parent / "assets/tree.svg").read_bytes()
    written = " ".join(q.question for q in bank.values())
    words = set(re.findall(r"[A-Za-z]{4,}", LIST.read_text().split("## Dough", 1)[1]))
    lost = words - set(re.findall(r"[A-Za-z]{4,}", written))
    assert lost == {"closing", "remark", "margin", "Baking", "Powder", "width"}  # headings, a picture's width, a remark
    with pytest.raises(BankError, match=r"has only drafts.*viva bank review"):
        load_bank(tmp_path)


def test_importing_again_keeps_edits_ids_and_deletions(tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text("## Dough\n\n1. Why does dough rise?\n2. What is gluten?\n")
    out = tmp_path / "bank"
    import_list(source, out)
    edited = out / "dough" / "dough-02.md"
    edited.write_text(edited.read_text() + "\n## Reference answer\n\nMine.\n")
    (out / "dough" / "dough-01.md").unlink()
    source.write_text(
        "## Dough\n\n1. A new first one?\n2. Why does dough rise?\n3. What is gluten?\n3. What  is gluten?\n"
    )
    again = import_list(source, out)
    assert again.written == ["dough-01-2", "dough-04"]  # the ids of the old questions are theirs
    assert again.kept == ["dough-02"] and again.deleted == ["dough-01"]
    assert again.repeated == [("dough-02", "dough-04")]
    assert "Mine." in edited.read_text()
    third = import_list(source, out)
    assert third.written == [] and sorted(third.kept) == ["dough-01-2", "dough-02", "dough-04"]


def test_a_draft_is_approved_only_when_it_is_complete(tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text("## Dough\n\n1. Why does dough rise?\n2. What is gluten?\n")
    out = tmp_path / "bank"
    import_list(source, out)
    path = drafts(out)[0].path
    messages = [p.message for p in approve(path, out)]
    assert any("'criteria' is missing" in m for m in messages) and any("Reference answer" in m for m in messages)
    text = path.read_text().replace("status: draft\n", "status: draft\ncriteria:\n  - id: gas\n    claim: Says gas\n")
    path.write_text(text + "\n## Reference answer\n\nYeast makes gas, $\\frac{1}{2$.\n")
    assert any("braces" in p.message for p in approve(path, out))
    path.write_text(path.read_text().replace(r", $\frac{1}{2$", ""))
    assert missing_for_approval(path.read_text(), path, out) == []
    assert approve(path, out) == []
    assert [q.id for q in load_bank(out).values()] == ["dough-01"] and [q.id for q in drafts(out)] == ["dough-02"]
    assert approved_text("status: draft\nid: x\nstatus: draft") == "status: approved\nid: x\nstatus: draft"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "has no numbered question"),
        (b"just prose\n\nand more", "has no numbered question"),
        (b"\xff\xfe\x00\x01", "not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "x.md"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ImportFailure, match=says):
        import_list(path, tmp_path / "out")


def test_a_damaged_manifest_is_said(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("{")
    with pytest.raises(ImportFailure, match=r"\.import\.json is damaged"):
        import_list(LIST, tmp_path)
    (tmp_path / MANIFEST).write_text("[]")
    with pytest.raises(ImportFailure, match="damaged"):
        import_list(LIST, tmp_path)


@pytest.mark.slow
def test_five_thousand_questions(tmp_path: Path) -> None:
    source = tmp_path / "big.md"
    lines = []
    for section in range(5):
        lines.append(f"## Section {section}\n")
        lines += [f"{n}. Question {n} of section {section}: what follows from premise {n * 7}?" for n in range(1, 1001)]
    source.write_text("\n".join(lines))
    steps = []
    result = import_list(source, tmp_path / "bank", lambda: steps.append(1))
    assert len(result.written) == len(steps) == 5000 and not result.unplaced
    assert len(json.loads((tmp_path / "bank" / MANIFEST).read_text())) == 5000
    assert import_list(source, tmp_path / "bank").kept[-1] == "section4-1000"


markdown = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.builds(
            lambda indent, number, text: f"{' ' * indent}{number}. {text}",
            st.integers(0, 12),
            st.integers(0, 10**6),
            st.text(max_size=20),
        ),
        st.sampled_from(
            ["## A", "# B", "```", "~~~", "---", "\t1. tab", "- [x](#x)", "![a](b.png)", "<img src='c.png'>", ""]
        ),
    ),
    max_size=25,
).map("\n".join)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(markdown)
def test_any_text_is_read_and_no_line_is_lost(text: str) -> None:
    found = read_list(text)
    kept = " ".join(f"{p.stem} {p.text}" for p in found.parts) + " ".join(line for _, line in found.unplaced)
    squeezed = "".join(kept.split())
    structure = re.compile(r"^\s{0,3}#{1,6}\s|^\s*([-*_])(\s*\1){2,}\s*$|\]\(#")
    for line in text.splitlines():
        if not structure.search(line) and "#" not in line:
            words = re.sub(r"^[ \t]*\d+[.)]", "", line)
            assert "".join(words.split()) in squeezed, line


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(markdown)
def test_whatever_is_imported_loads_again(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    source = folder / "l.md"
    # a question for each line, as a list that is mostly something else is refused
    asked = "".join(f"{n}. What is asked as number {n}?\n" for n in range(1, len(text.splitlines()) + 2))
    source.write_text("## Start\n\n" + asked + text, encoding="utf-8")
    result = import_list(source, folder / "bank")
    bank = load_bank(folder / "bank", drafts=True)
    assert set(bank) == set(result.written)
