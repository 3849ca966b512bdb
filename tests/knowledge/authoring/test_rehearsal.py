"""What adding a list would do is said without a byte being written where the drafts are."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from knowledge.authoring.importer import write_list
from knowledge.authoring.manifest import MANIFEST, ImportFailure
from knowledge.authoring.reading.list_file import read_list_text
from knowledge.authoring.rehearsal import rehearse

LIST = "## Dough\n\n1. Why does dough rise?\n2. What is gluten?\n"


def state(root: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "scratch"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


def test_where_there_is_no_folder_none_is_made(tmp_path: Path, scratch: Path) -> None:
    result = rehearse(read_list_text(LIST, "list"), tmp_path / "bank", "own-")
    assert list(result.written) == ["own-dough-01", "own-dough-02"]
    assert not (tmp_path / "bank").exists() and list(scratch.iterdir()) == []


def test_it_says_what_adding_then_does_and_changes_nothing(tmp_path: Path, scratch: Path) -> None:
    out = tmp_path / "bank"
    write_list(read_list_text(LIST, "list"), out, prefix="own-")
    (out / "dough" / "own-dough-02.md").unlink()
    before = state(out)
    longer = read_list_text(
        LIST.replace("Why does dough rise?", "Why does bread dough rise?") + "3. Why salt?\n", "list"
    )
    said = rehearse(longer, out, "own-")
    assert state(out) == before and list(scratch.iterdir()) == []
    done = write_list(longer, out, prefix="own-")
    for part in ("written", "kept", "reworded", "deleted"):
        assert list(getattr(said, part)) == list(getattr(done, part)), part
    assert list(said.deleted) == ["own-dough-02"] and "own-dough-03" in said.written


def test_nothing_but_questions_and_the_manifest_is_copied(tmp_path: Path, scratch: Path) -> None:
    out = tmp_path / "bank"
    write_list(read_list_text(LIST, "list"), out)
    (out / "film.mp4").write_bytes(b"x")
    (out / "folder.md").mkdir()
    assert list(rehearse(read_list_text(LIST, "list"), out).written) == []


def test_a_damaged_manifest_is_said(tmp_path: Path, scratch: Path) -> None:
    out = tmp_path / "bank"
    out.mkdir()
    (out / MANIFEST).write_text("{")
    with pytest.raises(ImportFailure):
        rehearse(read_list_text(LIST, "list"), out)
    assert (out / MANIFEST).read_text() == "{" and list(scratch.iterdir()) == []
