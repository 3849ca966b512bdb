"""Question lists at random: each is read with every word in its place, or refused with a line and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evals.suites.bank.lists import words_lost
from knowledge.authoring.importer import import_list, read_list_file
from knowledge.authoring.manifest import ImportFailure
from knowledge.authoring.question_list import QuestionList
from knowledge.authoring.reading.list_file import read_list_text
from knowledge.loader import load_bank
from knowledge.text.visible import visible
from tests.fuzz.bounds import FUZZED

pytestmark = pytest.mark.slow

MARKS = st.sampled_from(
    [
        "1. ",
        "2) ",
        "7、",
        "- ",
        "  - ",
        "   3. ",
        "# ",
        "### ",
        "**Q1:** ",
        "Q2. ",
        "**",
        "| ",
        "> ",
        "a) ",
        "<h3>",
        "",
        "IV. ",
        "三、",
        "5\\. ",
        "6 - ",
        "Q ",
        "Ans ",
        ": ",
        "**Q8**: ",
        "<li>",
        "<dt>",
        "## ",
        "  <li>",
        "Problem 2. ",
        "**Exercise 3.** ",
        "## Task 1: ",
        "Solution: ",
        "\\item ",
        "Why rye?::",
        "Rye :: ",
        "Why salt?\t",
        "Rye;",
    ]
)
SAID = st.one_of(
    st.sampled_from(
        [
            "What is rye?",
            "Why salt",
            "Explain malt.",
            "什么是面包？",
            "ما هو الخبز؟",
            "Fork it.",
            "[Rye](#rye)",
            "[Salt](https://a.b)",
            "A grain of the north, dark and dense.",
            "Answer: a grain",
            "**Answer:** gas",
            "Zorgu: taste",
            "(easy)",
            "What is rye? A: a grain",
            "<a name='x'>Why salt?</a>",
            "What is malt?<br>So.",
            "What is rye?::A grain.",
            "Why salt?\tTaste",
            "What is malt?;Barley; sprouted",
            "A {{c1::grain::food}}\tof the north",
            "std::move(x)",
        ]
    ),
    st.text(max_size=12),
)
END = st.sampled_from(["", "", "**", " |", " | So. |", "</h3>", " [E]", ":", "###", "</li>", "</dt>", "</li></ul>"])
WHOLE = st.sampled_from(
    [
        "",
        "",
        "---",
        "|---|---|",
        "```",
        "~~~",
        "<details><summary>Answer</summary>",
        "<details>",
        "<summary>Zorgu</summary>",
        "</details>",
        "<div>",
        "</p>",
        "====",
        "## Contents",
        "Question #3",
        "### Q4",
        "Answer",
        "<ol>",
        "</ul>",
        "<summary>Show</summary>",
        "![a](b.png)",
        "## Solutions",
        "\\begin{problem}[easy]",
        "\\end{problem}",
        "\\begin{solution}",
        "\\end{solution}",
        "\\begin{enumerate}",
        "\\end{enumerate}",
        "::: {.problem}",
        ":::",
        "#flashcards",
        "#separator:tab",
        "#tags column:2",
        "#html:true",
    ]
)
LISTS = st.lists(st.one_of(st.builds("{}{}{}".format, MARKS, SAID, END), WHOLE), max_size=24).map("\n".join)


def read(text: str, name: str = "list.md") -> QuestionList | None:
    """The list; None where it is refused, as it should be: in one line, which names a line of the text."""
    try:
        return read_list_text(text, name)
    except ImportFailure as error:
        said = str(error)
        assert said.startswith(name) and "line " in said and "\n" not in said
        return None


@FUZZED
@given(LISTS)
@example("# Fork it.\n### Why salt:")  # every line is a title
@example("**Q1:** [Rye](#rye)\n2) Why salt\n---")  # a link above a rule, and a line between the two
def test_no_word_of_any_list_is_lost(text: str) -> None:
    found = read(text)
    if found is None:
        return
    lines = visible(text).split("\n")  # invisible text is left out
    assert found.parts and all(1 <= part.line <= len(lines) and part.text.strip() for part in found.parts)
    assert words_lost(lines, found) == []


@FUZZED
@given(LISTS)
@example("# Fork it.\n### Why salt:")  # every line is a title
def test_the_end_of_line_changes_nothing(text: str) -> None:
    assert read("\n".join(text.splitlines())) == read("\r\n".join(text.splitlines()))


@FUZZED
@given(st.text(max_size=200), st.sampled_from(["list.md", "list.csv", "list.txt"]))
def test_any_text_is_a_list_or_is_refused_with_a_line(text: str, name: str) -> None:
    found = read(text, name)
    assert found is None or found.parts


@FUZZED
@given(st.binary(max_size=200), st.sampled_from(["list.md", "list.csv"]))
def test_any_bytes_are_a_list_or_are_refused(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    try:
        assert read_list_file(tmp_path / name).parts
    except ImportFailure as error:
        assert "line " in str(error) and "\n" not in str(error)


@FUZZED
@given(LISTS)
@example("# Fork it.\n### Why salt:")  # every line is a title
def test_what_was_imported_loads_and_is_not_imported_twice(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    found = read(text)
    if found is None:
        return
    folder = tmp_path_factory.mktemp("list")
    first = import_list(folder / "list.md", folder / "bank", found=found)
    assert set(load_bank(folder / "bank", drafts=True)) == set(first.written)
    again = import_list(folder / "list.md", folder / "bank", found=found)
    assert again.written == [] and sorted(again.kept) == sorted(first.written)
