from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BankError
from knowledge.loader import load_bank, parse_question, read_question
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from knowledge.validator import find_leaks, latex_fault, validate_bank

GOOD = """---
id: maths-01
section: maths
criteria:
  - id: sum
    claim: Says that it is four
---

## Question

What is two and two?

## Reference answer

Four.
"""


def write(folder: Path, text: str | bytes, name: str = "q.md") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


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
    with pytest.raises(BankError, match="holds no bank files"):
        load_bank(tmp_path)


def test_headings_inside_code_belong_to_the_code(tmp_path: Path) -> None:
    text = GOOD.replace("Four.", "```\n## Question\n```\nFour.")
    question, problems = parse_question(text, tmp_path / "q.md")
    assert problems == []
    assert question is not None
    assert "## Question" in question.reference


@given(st.text(max_size=300))
def test_no_text_makes_the_parser_fail_otherwise_than_by_a_problem(text: str) -> None:
    question, problems = parse_question(text, Path("x.md"))
    assert question is not None or problems


def test_the_built_in_bank_is_complete(bank: Bank) -> None:
    assert validate_bank(bank, strict=True) == []
    assert [q.id for q in bank.parts("training-04")] == [f"training-04{c}" for c in "abcd"]


def test_the_validator_finds_what_links_and_labels_break(tmp_path: Path) -> None:
    extra = """related: [maths-99]
hints: [one]
criteria:
  - id: sum
    claim: Says that it is four
    satisfied_by: [it is four, four]
    partly_satisfied_by: [more than three, less than five, Less than  five]
    not_satisfied_by: [It is  FOUR, more than three]
"""
    write(tmp_path, GOOD.replace("criteria:\n  - id: sum\n    claim: Says that it is four\n", extra))
    loose = [str(p.message) for p in validate_bank(load_bank(tmp_path), strict=False)]
    assert "related 'maths-99' is not in the bank" in loose
    assert any("'It is  FOUR' stands under two labels" in m for m in loose)
    assert any("'more than three' stands under two labels" in m for m in loose)
    assert any("a text stands twice in partly_satisfied_by" in m for m in loose)
    strict = [str(p.message) for p in validate_bank(load_bank(tmp_path), strict=True)]
    assert "needs three graded hints, has 1" in strict
    assert any("satisfied_by needs 6, has 2" in m for m in strict)
    assert any("'title' is missing" in m for m in strict)


def test_what_meets_a_point_by_half_is_read_and_belongs_to_what_the_bank_holds(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    plain = load_bank(tmp_path)["maths-01"]
    assert plain.criteria[0].partly_satisfied_by == ()
    halves = "    claim: Says that it is four\n    partly_satisfied_by: [more than three]\n"
    write(tmp_path, GOOD.replace("    claim: Says that it is four\n", halves))
    changed = load_bank(tmp_path)["maths-01"]
    assert changed.criteria[0].partly_satisfied_by == ("more than three",)
    assert changed.content_hash != plain.content_hash


def test_the_validator_finds_double_claims_formulas_and_dead_figures(tmp_path: Path) -> None:
    text = GOOD.replace("Says that it is four", "Says that it is four and that five is not")
    text = text.replace(
        "## Reference answer",
        "## Reference answer\n\n$\\frac{1}{2$ and $a_$ and $\\sqrt{2}$\n\n![f](no.svg) ![w](https://x.org/a.png)",
    )
    write(tmp_path, text)
    problems = validate_bank(load_bank(tmp_path), strict=False)
    messages = [p.message for p in problems]
    assert any("the claim is two, joined by 'and that'" in m for m in messages)
    assert any("braces do not match" in m for m in messages)
    assert any("'a_': does not parse" in m for m in messages)
    assert not any("sqrt" in m for m in messages)
    assert "figure 'no.svg' is not there" in messages
    assert any("https://x.org/a.png" in m and "nothing is fetched" in m for m in messages)
    assert all(p.line > 0 for p in problems)


@pytest.mark.parametrize(
    ("formula", "fault"),
    [
        (r"\frac{a}{b}", False),
        (r"a \{ b \}", False),
        (r"\left( x", True),
        (r"x^2^3", True),
        (r"\begin{matrix} a", True),
        (r"} {", True),
    ],
)
def test_formulas_that_cannot_be_set(formula: str, fault: bool) -> None:
    assert bool(latex_fault(formula)) == fault


def test_a_probe_that_gives_the_answer_away_is_found(tmp_path: Path, words: CachedEmbedder) -> None:
    front = """criteria:
  - id: sum
    claim: Says that it is four
    satisfied_by: [two plus two makes four in every case]
    probe: two plus two makes four in every case, right
  - id: why
    claim: Explains counting
    satisfied_by: [you count on your fingers one after the other]
    probe: How would a child find that out?
"""
    write(tmp_path, GOOD.replace("criteria:\n  - id: sum\n    claim: Says that it is four\n", front))
    found = find_leaks(load_bank(tmp_path), words)
    assert [p.message.split(":")[0] for p in found] == ["probe of 'sum' gives the answer away"]
    assert found[0].line > 0
