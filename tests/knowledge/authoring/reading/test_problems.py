"""Problems with their solutions: headed or labelled, each below its problem or all at the end."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.problems import read_problems


def pairs(text: str) -> list[tuple[str, str]] | None:
    found = read_problems(text)
    return None if found is None else [(part.text, part.answer) for part in found.parts]


WANTED = [("Find x.", "3"), ("Show that y is even.\n\n(a) first\n\n(b) then", "4\n\nso it is")]


@pytest.mark.parametrize(
    ("problem", "solution"),
    [
        ("## Problem {}\n\n", "### Solution\n\n"),
        ("## Problem {}\n", "## Solution\n"),
        ("### Exercise 1.{}\n\n", "**Solution.** "),
        ("**Problem {}.** ", "**Solution.** "),
        ("**Problem {}**\n\n", "**Solution**\n\n"),
        ("Problem {}: ", "Solution: "),
        ("Task {})\n", "Solution to Task {}:\n"),
        ("*Puzzle {}.* ", "*Proof.* "),
        ("Aufgabe {}. ", "Lösung. "),
        ("练习 {}：", "解答："),
        ("- **Problem:** ", "- **Solution:** "),
    ],
)
def test_labels_of_many_kinds(problem: str, solution: str) -> None:
    text = "".join(
        f"{problem.format(n)}{asked}\n\n{solution.format(n)}{said}\n\n" for n, (asked, said) in enumerate(WANTED, 1)
    )
    assert pairs(text) == WANTED


def test_solutions_at_the_end_find_their_problems_by_number() -> None:
    text = "# One\n**Problem 1.** a\n\n**Problem 2.** b\n\n# Two\n**Problem 3.** c\n\n# Solutions\n"
    assert pairs(f"{text}**Problem 1.** x\n**Problem 3.** z\n**Problem 2.** y\n") == [
        ("a", "x"),
        ("b", "y"),
        ("c", "z"),
    ]
    assert pairs(f"{text}**Solution 1.** x\n**Solution 2.** y\n") == [("a", "x"), ("b", "y"), ("c", "")]


def test_a_second_solution_goes_on_from_the_first() -> None:
    text = "## Problem 1\na\n## Solution 1\nx\n## Solution 2\ny\n## Problem 2\nb\n## Solution\nz\n"
    assert pairs(text) == [("a", "x\n## Solution 2\ny"), ("b", "z")]


def test_titles_stay_with_the_problem_and_levels_do_not() -> None:
    found = read_problems("## Problem 1 (hard)\na b\n## Solution\nx\n## Problem 2: Two words\nc\n## Solution\ny\n")
    assert found is not None
    assert [(part.text, part.difficulty) for part in found.parts] == [("a b", 4), ("Two words\nc", 0)]


def test_folds_hold_solutions() -> None:
    fold = "<details><summary>Show solution</summary>\n\n{}\n\n</details>\n\n"
    text = "### Problem 1\nWhy a?\n\n" + fold.format("x") + "### Problem 2\nWhy b?\n\n" + fold.format("y")
    assert pairs(text) == [("Why a?", "x"), ("Why b?", "y")]


def test_code_has_no_labels_and_other_headings_end_a_problem() -> None:
    text = "Intro.\n## Problem 1\n```\n# Solution\nProblem 2.\n```\nPrints?\n## Solution\n1\n## Notes\nMore.\n## Problem 2\nb\n## Solution\n2\n"
    found = read_problems(text)
    assert found is not None and [part.answer for part in found.parts] == ["1", "2"]
    assert found.unplaced == ((1, "Intro."), (11, "More."))


def test_a_problem_without_words_is_named() -> None:
    found = read_problems(
        "## Problem 1\n## Solution\nx\n## Problem 2\na\n## Solution\ny\n## Problem 3\nb\n## Solution\nz\n"
    )
    assert found is not None and [part.text for part in found.parts] == ["a", "b"]
    assert found.unplaced == ((1, "## Problem 1"), (2, "## Solution"), (3, "x"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Problem: a\nSolution: b\n",
        "Problem 1. a\n\nProblem 2. b\n\nProblem 3. c\n\nSolution 1. x\n",
        "Problem solving is hard.\nSolution finding, too.\nProblem 2 remains.\nSolution 2 as well.\n",
        "1. What is a?\n2. What is b?\n3. What is c?\n\nProblem: d\nSolution: e\n\nProblem: f\nSolution: g\n",
    ],
)
def test_others_are_of_another_kind(text: str) -> None:
    assert read_problems(text) is None
