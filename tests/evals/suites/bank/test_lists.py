"""The figures of the import: they meet their limits on our own lists, and are counted for any folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.commands.lists import OWN_LISTS
from evals.suites.bank.lists import measure_list, measure_lists, words_lost
from interviewer.errors import UsageError
from knowledge.authoring.question_list import ListedPart, QuestionList

LIST = "# Bread\n\nA word ahead.\n\n1. Why salt?\n   **Answer:** Taste.\n2. What is rye?\n   **Answer:** A grain.\n"


@pytest.mark.slow
def test_the_goals_hold_over_the_own_lists() -> None:
    result = measure_lists(OWN_LISTS)
    assert result["passed"] is True and result["refused"] == 0
    assert result["expected"] == result["questions"] >= 300
    assert result["placed_share"] == 1.0 and result["attached_share"] == 1.0 and result["words_lost"] == 0


def test_a_list_without_expectations_is_counted(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "list.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "steps.md").write_text("1. Fork it all.\n2. Run it.\n", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89")
    result = measure_lists(tmp_path)
    assert (result["lists"], result["read"], result["refused"], result["refused_without_line"]) == (2, 1, 1, 0)
    assert (result["questions"], result["answers"], result["words_in_no_question"]) == (2, 2, 3)
    assert result["placed_share"] is None and result["passed"] is True


@pytest.mark.parametrize(
    ("question", "answer", "passed"), [("Why salt?", "Taste.", True), ("Why salt?", "Gas.", False), ("Why?", "", False)]
)
def test_what_is_not_placed_or_attached_fails(tmp_path: Path, question: str, answer: str, passed: bool) -> None:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    rows = [{"question": question, "answer": answer}, {"question": "What is rye?", "answer": "A grain."}]
    (tmp_path / "list.json").write_text(json.dumps({"questions": rows}), encoding="utf-8")
    assert measure_lists(tmp_path)["passed"] is passed


def test_a_refused_list_places_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("1. Fork it all.\n2. Run it.\n", encoding="utf-8")
    (tmp_path / "list.json").write_text('{"questions": [{"question": "Fork it all.", "answer": ""}]}', encoding="utf-8")
    result = measure_lists(tmp_path)
    assert result["placed_share"] == 0.0 and result["passed"] is False
    assert "line 1" in str(measure_list(tmp_path / "list.md")["refused"])


def test_a_word_that_is_nowhere_is_lost() -> None:
    found = QuestionList((ListedPart("", 1, 0, "", "Why salt?", 1),), ((3, "Named."),))
    assert words_lost(["1. Why salt?", "Taste and <b class='x'>water</b>.", "Named."], found) == [
        "taste",
        "and",
        "water",
    ]


@pytest.mark.parametrize("wanted", ["", "{}", "[]", '{"questions": 3'])
def test_expectations_that_cannot_be_read_are_one_line(tmp_path: Path, wanted: str) -> None:
    (tmp_path / "list.md").write_text(LIST, encoding="utf-8")
    (tmp_path / "list.json").write_text(wanted, encoding="utf-8")
    with pytest.raises(UsageError, match=r"list\.json does not say what list\.md contains"):
        measure_lists(tmp_path)


@pytest.mark.slow
def test_the_command_prints_the_figures_and_fails_where_they_do_not_hold(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["lists"])
    assert said.exit_code == 0 and '"placed_share": 1.0' in said.output
    assert CliRunner().invoke(app, ["lists", "--folder", str(tmp_path)]).exit_code != 0
