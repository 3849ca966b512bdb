"""Importing a changed list again, and the contents of the files from a list with answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.authoring.importer import LEFT_OVER, ImportFailure, import_list
from knowledge.authoring.manifest import MANIFEST
from knowledge.loader import load_bank

ANSWERED = """# Bread

## Dough

### 1. Why does yest need warmth? (easy)

Its enzymes work fastest near thirty degrees.

## A heading in the answer's way of speaking

### 2. What does this print?

```py
## no heading
print(1)
```

It prints:

```
1

### 3. Why is dough folded?

Open fence above.
"""


def test_answers_and_levels_reach_the_files(tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text(ANSWERED)
    result = import_list(source, tmp_path / "bank")
    bank = load_bank(tmp_path / "bank", drafts=True)
    assert set(bank) == set(result.written)
    first = bank["dough-01"]
    assert first.question == "Why does yest need warmth?" and first.difficulty == 2 and first.status == "draft"
    assert first.reference == "Its enzymes work fastest near thirty degrees."
    second = next(q for q in bank.values() if q.question.startswith("What does this print?"))
    assert "print(1)" in second.question and second.reference.startswith("It prints:")
    assert "skipped: # Bread" in (tmp_path / "bank" / LEFT_OVER).read_text()


def test_a_corrected_typo_keeps_id_and_edits(tmp_path: Path) -> None:
    source, out = tmp_path / "list.md", tmp_path / "bank"
    source.write_text("## Dough\n\n1. Why does yest need warmth?\n2. What is glutten made of?\n3. Why salt?\n")
    import_list(source, out)
    edited = out / "dough" / "dough-02.md"
    edited.write_text(edited.read_text().replace("What is glutten made of?\n", "My own words?\n"))
    noted = out / "dough" / "dough-01.md"
    noted.write_text(noted.read_text() + "\n## Reference answer\n\nMine.\n")
    source.write_text("## Dough\n\n1. Why does yeast need warmth?\n2. What is gluten made of?\n3. Why salt?\n")
    again = import_list(source, out)
    assert again.written == [] and again.kept == ["dough-01", "dough-02", "dough-03"]
    assert again.reworded == [("dough-01", True), ("dough-02", False)]
    assert "Why does yeast need warmth?" in noted.read_text() and "Mine." in noted.read_text()
    assert "My own words?" in edited.read_text()
    assert import_list(source, out).reworded == []


def test_an_older_import_is_known_again(tmp_path: Path) -> None:
    source, out = tmp_path / "list.md", tmp_path / "bank"
    source.write_text("## Dough\n\n1. Why does yest need warmth?\n")
    import_list(source, out)
    manifest = out / MANIFEST
    manifest.write_text(json.dumps({mark: entry["id"] for mark, entry in json.loads(manifest.read_text()).items()}))
    assert import_list(source, out).kept == ["dough-01"]
    source.write_text("## Dough\n\n1. Why does yeast need warmth?\n")
    assert import_list(source, out).reworded == [("dough-01", True)]


def test_a_renamed_or_moved_section_keeps_its_questions(tmp_path: Path) -> None:
    source, out = tmp_path / "list.md", tmp_path / "bank"
    source.write_text("## 基础\n\n1、什么是面筋？\n\n## 进阶\n\n1、为什么要加盐？\n")
    assert import_list(source, out).written == ["s1-01", "s2-01"]
    source.write_text("## 开始\n\n1、酵母是什么？\n\n## 基础\n\n1、什么是面筋？\n\n## 进阶\n\n1、为什么要加盐？\n")
    again = import_list(source, out)
    assert again.written == ["s3-01"] and again.kept == ["s1-01", "s2-01"] and again.deleted == []


def test_duplicates_within_the_list_are_named(tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text(
        "## Dough\n\n1. Why does dough rise?\n\n## Oven\n\n1. Why does dough rise?\n2. Why does the dough rise?\n"
    )
    assert import_list(source, tmp_path / "bank").alike == [("dough-01", "oven-01"), ("dough-01", "oven-02")]


def test_a_refused_list_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text("## Thanks\n\n1. Thanks to all our readers.\n2. Fork the repository first.\n")
    with pytest.raises(ImportFailure, match=r"list\.md is not understood: line 3"):
        import_list(source, tmp_path / "bank")
    assert not (tmp_path / "bank").exists()
