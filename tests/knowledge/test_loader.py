"""Loading a bank: what is enough, and every fault with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import loader
from knowledge.errors import BankError
from knowledge.loader import load_bank, parse_question, read_question
from tests.knowledge.files import GOOD, write


def test_only_the_required_fields_are_enough(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    question = load_bank(tmp_path)["maths-01"]
    assert question.criteria[0].weight == 1.0
    assert question.question == "What is two and two?"
    assert question.reference == "Four."
    assert question.stem == "maths-01"


def test_every_fault_is_reported_at_once_with_its_line(tmp_path: Path) -> None:
    text = GOOD.replace("id: maths-01", "id: Maths One").replace(
        "    claim: Says that it is four\n", "    clam: oops\n    weight: many\n"
    )
    path = write(tmp_path, text + "\n## Notes\n\nx\n")
    with pytest.raises(BankError) as caught:
        load_bank(tmp_path)
    found = {(p.line, p.message.split(";")[0][:40]) for p in caught.value.problems}
    assert (2, "id 'Maths One' must look like training-0") in found
    assert (6, "unknown field 'clam' in a criterion") in found
    assert (5, "a criterion has no 'claim'") in found
    assert any(line == text.count("\n") + 2 for line, message in found if "Notes" in message)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "must begin with '---'"),
        (b"\xff\xfe\x00binary", "not UTF-8"),
        (b"---\nid: [unclosed\n---\n", "YAML"),
        (b"---\nid: a-1\n", "no closing '---'"),
        (b"---\n- a list\n---\n", "must be fields"),
        (
            b"---\nid: a-1\nsection: a\ncriteria: []\n---\n## Question\nq\n## Reference answer\nr\n",
            "at least one criterion",
        ),
        (b"---\nid: a-1\nsection: a\ncriteria: 7\n---\n## Question\nq\n## Reference answer\nr\n", "must be a list"),
        (b"x" * 1_000_001, "over 1 MB"),
    ],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, content: bytes, said: str) -> None:
    _, problems = read_question(write(tmp_path, content))
    assert any(said in problem.message for problem in problems), problems


def test_faults_of_several_files_come_together(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "a.md")
    write(tmp_path, GOOD, "b.md")
    write(tmp_path, "no front matter", "c.md")
    with pytest.raises(BankError) as caught:
        load_bank(tmp_path)
    assert [p.path.name for p in caught.value.problems] == ["b.md", "c.md"]


def test_a_missing_or_empty_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="no such folder"):
        load_bank(tmp_path / "nowhere")
    with pytest.raises(BankError, match="has no bank files"):
        load_bank(tmp_path)


@given(st.text(max_size=300))
def test_no_text_makes_the_parser_fail_otherwise_than_by_a_problem(text: str) -> None:
    question, problems = parse_question(text, Path("x.md"))
    assert question is not None or problems


def test_what_meets_a_point_by_half_is_read_and_belongs_to_what_the_bank_holds(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    plain = load_bank(tmp_path)["maths-01"]
    assert plain.criteria[0].partly_satisfied_by == ()
    halves = "    claim: Says that it is four\n    partly_satisfied_by: [more than three]\n"
    write(tmp_path, GOOD.replace("    claim: Says that it is four\n", halves))
    changed = load_bank(tmp_path)["maths-01"]
    assert changed.criteria[0].partly_satisfied_by == ("more than three",)
    assert changed.content_hash != plain.content_hash


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("section: maths", "section: maths\nsection: maths", "field 'section' is given twice in the front matter"),
        ("section: maths", "section: ''", "section is empty"),
        ("section: maths", "section: maths\ndifficulty: 2.5", "difficulty must be a whole number from 1 to 5"),
        ("section: maths", "section: maths\nstatus: done", "status must be one of approved, draft"),
        ("    claim: Says", "    bonus: maybe\n    claim: Says", "bonus must be true or false"),
        ("    claim: Says", "    bonus: true\n    weight: 2\n    claim: Says", "a bonus has no weight"),
        ("## Question", "  - {id: sum, claim: Again}\n---\n## Question", "id 'sum' is given twice in criteria"),
    ],
)
def test_a_field_that_is_wrong_is_named(tmp_path: Path, before: str, after: str, message: str) -> None:
    text = GOOD.replace("---\n\n## Question", "## Question") if after.startswith("  -") else GOOD
    _, problems = parse_question(text.replace(before, after), tmp_path / "q.md")
    assert [p.message for p in problems if message in p.message], problems


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really read."""
    seen: list[str] = []
    real = loader.read_question

    def read_question(path: Path) -> object:
        seen.append(path.name)
        return real(path)

    monkeypatch.setattr(loader, "read_question", read_question)
    monkeypatch.setattr(loader, "_SETTLED", -1)
    return seen


def test_of_a_bank_only_the_file_that_changed_is_read_again(tmp_path: Path, read: list[str]) -> None:
    one = write(tmp_path, GOOD)
    other = tmp_path / "other.md"
    other.write_text(GOOD.replace("maths-01", "maths-02"))
    before = load_bank(tmp_path)
    assert sorted(read) == sorted([one.name, "other.md"])
    read.clear()
    assert load_bank(tmp_path) == before and read == []
    other.write_text(GOOD.replace("maths-01", "maths-02").replace("two and two", "two and six"))
    assert load_bank(tmp_path)["maths-02"].question == "What is two and six?" and read == ["other.md"]
    read.clear()
    # as long as before, and its time put back
    text, then = other.read_text(), other.stat()
    other.write_text(text.replace("two and six", "two and ten"))
    os.utime(other, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert load_bank(tmp_path)["maths-02"].question == "What is two and ten?"
    other.unlink()
    assert list(load_bank(tmp_path)) == ["maths-01"]


def test_a_file_that_was_just_written_is_read_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "_SETTLED", 2_000_000_000)
    path = write(tmp_path, GOOD)
    load_bank(tmp_path)
    load_bank(tmp_path)
    assert read == [path.name] * 2, "within the clock's step a change might not show"


def test_a_file_with_a_fault_or_with_tests_beside_it_is_read_again(tmp_path: Path, read: list[str]) -> None:
    path = write(tmp_path, GOOD.replace("id: maths-01", "id: Maths One"))
    for _ in range(2):
        with pytest.raises(BankError, match="must look like"):
            load_bank(tmp_path)
    assert read == [path.name] * 2
