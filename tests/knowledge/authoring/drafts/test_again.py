"""A changed list changes in a file only what came from the list, and nothing that somebody wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.authoring.drafts.again import ListChange, renewed, with_field
from knowledge.authoring.importer import ImportResult, import_list
from knowledge.authoring.manifest import MANIFEST
from knowledge.loader import load_bank

LIST = """# Bread

## Nets

### 1. Why does a bach matter? (easy)

It averages gradiens.

### 2. What is Adam?

A method.

### 3. What is SGD?
"""


class Bank:
    """A list and the bank that was made from it."""

    def __init__(self, folder: Path) -> None:
        self.source, self.out = folder / "list.md", folder / "bank"

    def take(self, text: str) -> ImportResult:
        self.source.write_text(text, encoding="utf-8")
        return import_list(self.source, self.out)

    def file(self, question_id: str) -> Path:
        return next(self.out.rglob(f"{question_id}.md"))

    def edit(self, question_id: str, before: str, after: str) -> None:
        text = self.file(question_id).read_text(encoding="utf-8")
        assert before in text
        self.file(question_id).write_text(text.replace(before, after), encoding="utf-8")

    def forget(self, *names: str) -> None:
        """Leave only some of what the manifest records, as an older version did."""
        path = self.out / MANIFEST
        data = json.loads(path.read_text(encoding="utf-8"))
        kept = {mark: {name: entry[name] for name in names} for mark, entry in data.items()}
        path.write_text(json.dumps(kept), encoding="utf-8")


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    made = Bank(tmp_path)
    assert made.take(LIST).written == ["nets-01", "nets-02", "nets-03"]
    return made


@pytest.mark.parametrize("names", [(), ("id", "text", "section")], ids=["now", "older import"])
def test_a_corrected_question_corrects_its_title(bank: Bank, names: tuple[str, ...]) -> None:
    if names:
        bank.forget(*names)
    again = bank.take(LIST.replace("bach", "batch"))
    assert again.reworded == [("nets-01", True)] and again.answered == []
    first = load_bank(bank.out, drafts=True)["nets-01"]
    assert (first.title, first.question) == ("Why does a batch matter", "Why does a batch matter?")
    assert bank.take(LIST.replace("bach", "batch")).reworded == []


def test_a_title_of_ones_own_stays(bank: Bank) -> None:
    bank.edit("nets-01", "title: Why does a bach matter", "title: Batches  # mine")
    bank.take(LIST.replace("bach", "batch"))
    text = bank.file("nets-01").read_text(encoding="utf-8")
    assert "title: Batches  # mine\n" in text and "Why does a batch matter?" in text


def test_a_corrected_answer_is_taken(bank: Bank) -> None:
    again = bank.take(LIST.replace("gradiens", "gradients"))
    assert again.answered == [("nets-01", True)] and again.reworded == [] and len(again.kept) == 3
    assert load_bank(bank.out, drafts=True)["nets-01"].reference == "It averages gradients."
    assert bank.take(LIST.replace("gradiens", "gradients")).answered == []
    assert bank.take(LIST).answered == [("nets-01", True)]  # it is still the list's own


def test_question_answer_and_level_can_change_at_once(bank: Bank) -> None:
    again = bank.take(LIST.replace("bach", "batch").replace("gradiens", "gradients").replace("easy", "hard"))
    assert (again.reworded, again.answered) == ([("nets-01", True)], [("nets-01", True)])
    first = load_bank(bank.out, drafts=True)["nets-01"]
    assert (first.difficulty, first.reference) == (4, "It averages gradients.")


def test_an_answer_of_ones_own_stays_and_is_named_once(bank: Bank) -> None:
    bank.edit("nets-02", "A method.", "Mine.")
    assert bank.take(LIST.replace("A method.", "A better method.")).answered == [("nets-02", False)]
    assert load_bank(bank.out, drafts=True)["nets-02"].reference == "Mine."
    assert bank.take(LIST.replace("A method.", "A better method.")).answered == []
    assert bank.take(LIST.replace("A method.", "Another method.")).answered == [("nets-02", False)]


def test_an_answer_that_the_list_gives_later_is_added(bank: Bank) -> None:
    assert bank.take(f"{LIST}\nSteps.\n").answered == [("nets-03", True)]
    assert load_bank(bank.out, drafts=True)["nets-03"].reference == "Steps."


def test_an_answer_that_the_list_gives_no_more_stays(bank: Bank) -> None:
    assert bank.take(LIST.replace("A method.\n", "")).answered == [("nets-02", False)]
    assert load_bank(bank.out, drafts=True)["nets-02"].reference == "A method."


def test_an_answer_that_somebody_deleted_does_not_come_back(bank: Bank) -> None:
    bank.edit("nets-02", "\n## Reference answer\n\nA method.\n", "")
    assert bank.take(LIST).answered == []
    assert bank.take(LIST.replace("A method.", "A better method.")).answered == [("nets-02", False)]
    assert load_bank(bank.out, drafts=True)["nets-02"].reference == ""


def test_an_approved_answer_takes_only_a_corrected_typo(bank: Bank) -> None:
    for name in ("nets-01", "nets-02"):
        bank.edit(name, "status: draft", "status: approved")
    again = bank.take(LIST.replace("gradiens", "gradients").replace("A method.", "It is a method with two moments."))
    assert again.answered == [("nets-01", True), ("nets-02", False)]
    assert "A method." in bank.file("nets-02").read_text(encoding="utf-8")


def test_an_older_import_gets_answers_it_lacks_and_keeps_the_rest(bank: Bank) -> None:
    bank.edit("nets-02", "A method.", "Mine.")
    bank.forget("id", "text", "section")
    assert bank.take(f"{LIST}\nSteps.\n").answered == [("nets-02", False), ("nets-03", True)]
    assert bank.take(f"{LIST}\nSteps.\n").answered == []
    read = load_bank(bank.out, drafts=True)
    assert [read[f"nets-0{n}"].reference for n in (1, 2, 3)] == ["It averages gradiens.", "Mine.", "Steps."]


@pytest.mark.parametrize("names", [(), ("id", "text", "section")], ids=["now", "older import"])
def test_no_two_files_name_one_source_after_an_insertion(bank: Bank, names: tuple[str, ...]) -> None:
    if names:
        bank.forget(*names)
    bank.edit("nets-03", "source: Nets 3", "source: A book, page 3")
    text = LIST.replace("### 3", "### 4").replace("### 2", "### 3").replace("### 1", "### 2")
    again = bank.take(text.replace("## Nets\n", "## Nets\n\n### 1. What is new?\n"))
    assert again.written == ["nets-01-2"] and again.reworded == [] and len(again.kept) == 3
    read = load_bank(bank.out, drafts=True)
    sources = {name: question.source for name, question in read.items()}
    assert sources == {"nets-01-2": "Nets 1", "nets-01": "Nets 2", "nets-02": "Nets 3", "nets-03": "A book, page 3"}


def test_an_answered_numbered_list_is_brought_up_to_date_too(tmp_path: Path) -> None:
    bank, text = Bank(tmp_path), "## Nets\n\n1. [E] What is Adam?\n   **Answer:** A methd.\n2. What is SGD?\n"
    bank.take(text)
    again = bank.take(text.replace("methd", "method").replace("[E]", "[H]"))
    assert again.written == [] and again.reworded == [] and again.answered == [("nets-01", True)]
    first = load_bank(bank.out, drafts=True)["nets-01"]
    assert (first.reference, first.difficulty, first.title) == ("A method.", 4, "What is Adam")


def test_a_level_that_an_older_import_left_in_the_question_makes_no_second_draft(tmp_path: Path) -> None:
    bank = Bank(tmp_path)
    bank.take("## Nets\n\n1. What is Adam, and why use it?\n2. What is SGD?\n")
    data = (bank.out / MANIFEST).read_text(encoding="utf-8")
    (bank.out / MANIFEST).write_text(data.replace("why use it?", "why use it? — hard"), encoding="utf-8")
    assert bank.take("## Nets\n\n1. What is Adam, and why use it? — hard\n2. What is SGD?\n").written == []


def test_what_is_only_kept_is_not_rewritten(bank: Bank) -> None:
    files = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in bank.out.rglob("*.md")}
    bank.take(LIST)
    bank.forget("id", "text", "section")
    bank.take(LIST)
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in bank.out.rglob("*.md")} == files


def test_a_file_without_front_matter_is_left_alone(bank: Bank) -> None:
    bank.file("nets-01").write_text("gone", encoding="utf-8")
    again = bank.take(LIST.replace("bach", "batch").replace("gradiens", "gradients"))
    assert (again.reworded, again.answered) == ([("nets-01", False)], [("nets-01", False)])
    assert bank.file("nets-01").read_text(encoding="utf-8") == "gone"


@pytest.mark.parametrize(
    ("head", "name", "before", "after", "made"),
    [
        ("a: 1\ntitle: x\nb: 2", "title", "x", "y: z", "a: 1\ntitle: 'y: z'\nb: 2"),
        ("# top\ntitle: x # mine\nb: 2 # too", "title", "x", "y", "# top\ntitle: y\nb: 2 # too"),
        ("topics:\n- a\n- b\nc: 1", "topics", ["a", "b"], ["d"], "topics:\n- d\nc: 1"),
        ("a: 1", "difficulty", None, 4, "a: 1\ndifficulty: 4"),
        ("a: 1\ndifficulty: 2", "difficulty", None, 4, "a: 1\ndifficulty: 2"),
        ("title: y", "title", "x", "z", "title: y"),
        ("title: x", "title", "x", None, "title: x"),
        ("a: 'title: x'", "title", "x", "y", "a: 'title: x'"),
        ("title: >\n  x\n  y\nb: 1", "title", "x y\n", "z", "title: z\nb: 1"),
        ("- a", "title", None, "x", "- a"),
        ("a: [", "title", None, "x", "a: ["),
        ("", "title", None, "x", ""),
    ],
)
def test_one_field_changes_and_nothing_else(head: str, name: str, before: object, after: object, made: str) -> None:
    assert with_field(head, name, before, after) == made


@given(st.text(max_size=100), st.text(max_size=30), st.text(max_size=30))
def test_any_file_stays_readable(text: str, before: str, after: str) -> None:
    change = ListChange(
        before=before, after=after, answer=after, head_before={"title": before}, head_after={"title": after}
    )
    assert renewed(text, change).text == text or "---" in text
