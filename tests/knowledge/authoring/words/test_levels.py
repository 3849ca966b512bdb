"""Levels of difficulty: one table for Markdown and CSV, read wherever lists write them, and ignored if they are ordinary words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.authoring.reading.any_list import read_any_list
from knowledge.authoring.reading.csv_list import read_csv_list
from knowledge.authoring.reading.list_file import read_list_text
from knowledge.authoring.words.levels import LEVELS, difficulty_of, is_level_line, level_of_section, without_difficulty

MARKED = [
    ("**[Medium]** What is rye?", 3),
    ("**Medium:** What is rye?", 3),
    ("**Medium**: What is rye?", 3),
    ("What is rye? (Level: hard)", 4),
    ("What is rye? [difficulty - Hard]", 4),
    ("What is rye? (difficulty: 2)", 2),
    ("What is rye? Difficulty: 4/5", 4),
    ("What is rye? — hard", 4),
    ("What is rye? – Very hard", 5),
    ("What is rye? - easy", 2),
    ("What is rye? | hard", 4),
    ("What is rye? hard", 4),
    ("What is rye? `[H]`", 4),
    ("What is rye? `hard`", 4),
    ("What is rye? *(difficult)*", 4),
    ("What is rye? **Hard**", 4),
    ("What is rye? _easy_", 2),
    ("What is rye? ★★★", 3),
    ("What is rye? ★★★★☆", 4),
    ("⭐️⭐️ What is rye?", 2),
    ("What is rye? 🚀", 5),
    ("👶 What is rye?", 2),
    ("[E] What is rye?", 2),
    ("(E) What is rye?", 2),
    ("What is rye? (E)", 2),
    ("What is rye? (easy).", 2),
    ("Easy: What is rye?", 2),
    ("Level 3: What is rye?", 3),
    ("_Easy_ – What is rye?", 2),
    ("What is rye? (entry-level)", 2),
    ("What is rye? (сложный)", 4),
    ("What is rye? 【困难】", 4),
    ("What is rye? (متوسط)", 3),
]


@pytest.mark.parametrize(("text", "level"), MARKED)
def test_a_mark_is_read_and_taken_out(text: str, level: int) -> None:
    assert without_difficulty(text) == ("What is rye?", level)


@pytest.mark.parametrize(("text", "level"), MARKED)
def test_the_same_mark_is_read_in_every_kind_of_list(text: str, level: int) -> None:
    lists = {
        "numbered": f"1. {text}\n2. Why salt?\n3. Why malt?\n",
        "bullets": f"- {text}\n- Why salt?\n- Why malt?\n",
        "headings": f"## {text}\n\nA grain.\n\n## Why salt?\n\nTaste.\n",
        "labels": f"Q1: {text}\nA: A grain.\n\nQ2: Why salt?\nA: Taste.\n",
        "lines": f"{text}\nWhy use salt?\nWhy use malt?\n",
    }
    for kind, whole in lists.items():
        first = read_list_text(whole, "list.md").parts[0]
        assert (first.text, first.difficulty) == ("What is rye?", level), kind
    if "|" not in text:
        first = read_any_list(f"| # | Question |\n|---|---|\n| 1 | {text} |\n| 2 | Why salt? |\n").parts[0]
        assert (first.text, first.difficulty) == ("What is rye?", level)
    first = read_csv_list(f'question\n"{text}"\nWhy salt?\n').parts[0]
    assert (first.text, first.difficulty) == ("What is rye?", level)


@pytest.mark.parametrize(
    "text",
    [
        "Which margin do you prefer, soft or hard",
        "Compare soft vs. hard",
        "What is hard-margin training?",
        "What is (e)?",
        "What is the base of `e`",
        "What is the vector `E`",
        "Simplify (2/5)",
        "What is a level of water",
        "Is it hard?",
        "What is [1] about (2)",
        "Expertise: what is it?",
        "(easy)",
        "★★★",
        "",
    ],
)
def test_words_of_the_question_stay(text: str) -> None:
    assert without_difficulty(text) == (text, 0)


@pytest.mark.parametrize("name", LEVELS)
def test_markdown_and_csv_have_one_table(name: str) -> None:
    cell = read_csv_list(f"question,difficulty\nWhat is rye?,{name}\nWhy salt?,{name.upper()}\n").parts
    table = read_any_list(f"| Question | Level |\n|---|---|\n| What is rye? | {name} |\n| Why salt? | {name} |\n").parts
    assert [part.difficulty for part in (*cell, *table)] == [LEVELS[name]] * 4


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("Level: hard", 4),
        ("3/5", 3),
        ("★★", 2),
        ("*easy*", 2),
        ("Mid-level", 3),
        ("(2)", 2),
        ("⭐️", 3),
        ("6", 0),
        ("hard work", 0),
    ],
)
def test_a_cell_is_a_level_or_none(cell: str, level: int) -> None:
    assert difficulty_of(cell) == level


@pytest.mark.parametrize(
    "line", ["Difficulty: hard", "**Difficulty:** Hard", "*Level: hard*", "- Level: 4", "[H]", "> Level - 4/5"]
)
def test_a_line_below_a_question_is_its_level_and_no_answer(line: str) -> None:
    assert is_level_line(line)
    for text in (
        f"### What is rye?\n\n{line}\n\nA grain.\n\n### Why salt?\n\nTaste.\n",
        f"1. What is rye?\n   {line}\n   **Answer:** A grain.\n2. Why salt?\n   **Answer:** Taste.\n",
        f"- **What is rye?**\n  {line}\n\n  A grain.\n- **Why salt?**\n  Taste.\n",
    ):
        found = read_any_list(text)
        first = found.parts[0]
        assert (first.text, first.difficulty, first.answer) == ("What is rye?", 4, "A grain.")
        assert line.lstrip("- ") in " ".join(said for _, said in found.passed)  # named, not lost


@pytest.mark.parametrize("line", ["Hard", "Level of water", "Difficulty: it depends", "Hard work pays.", "", "3"])
def test_other_lines_are_no_level(line: str) -> None:
    assert not is_level_line(line)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Easy", 2), ("Advanced questions", 4), ("**Hard**", 4), ("3. Medium interview questions", 3), ("Level 2", 2),
        ("Beginner level", 2), ("Difficulty: easy", 2), ("Сложный", 4), ("Basics", 0), ("Advanced baking", 0), ("2", 0), ("", 0),
    ],
)  # fmt: skip
def test_a_section_can_be_a_level(title: str, level: int) -> None:
    assert level_of_section(title) == level


def test_a_section_levels_its_questions_unless_they_have_a_level() -> None:
    found = read_any_list(
        "# All\n\n## Hard\n\n### Dough\n\n1. What is rye?\n2. [E] Why salt?\n\n## Oven\n\n1. Why steam?\n"
    )
    assert [part.difficulty for part in found.parts] == [4, 2, 0]
    assert read_list_text("question,section\nWhat is rye?,Hard\n", "a.csv").parts[0].difficulty == 4


def test_the_stem_levels_its_parts() -> None:
    found = read_any_list("1. [H] Take a loaf of rye.\n   1. What is it?\n   2. [E] Why salt?\n2. Why malt?\n")
    assert [(part.stem, part.difficulty) for part in found.parts] == [
        ("Take a loaf of rye.", 4),
        ("Take a loaf of rye.", 2),
        ("", 0),
    ]


@given(st.text(max_size=80))
def test_any_text_keeps_its_words(text: str) -> None:
    rest, level = without_difficulty(text)
    assert 0 <= level <= 5 and 0 <= difficulty_of(text) <= 5
    assert level or rest in text
