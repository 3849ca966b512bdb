"""No question is swallowed by the answer above it, and no title becomes a question."""

from __future__ import annotations

import pytest

from knowledge.authoring.question_list import QuestionList
from knowledge.authoring.reading.any_list import read_any_list


def _texts(found: QuestionList) -> list[str]:
    return [part.text for part in found.parts]


@pytest.mark.parametrize(
    "second",
    [
        "### What is malt?",
        "### Why malt?",
        "#### What is malt?",
        "**Q: What is malt?**",
        "Q2: What is malt?",
        "- Q: What is malt?",
    ],
)
def test_a_question_below_a_heading_that_asks_is_one_of_its_own(second: str) -> None:
    found = read_any_list(f"## What is rye?\n\nA grain.\n\n{second}\n\nSprouts.\n\n## Why salt?\n\nTaste.\n")
    assert [part.answer for part in found.parts] == ["A grain.", "Sprouts.", "Taste."] and found.asides == ()


@pytest.mark.parametrize(
    "title", ["Example", "Solution", "Why?", "Why not?", "How it works", "What is rye?", "Why it matters"]
)
def test_a_heading_that_says_which_part_of_the_answer_follows_is_none(title: str) -> None:
    found = read_any_list(f"## What is rye?\n\n### {title}\n\nA grain.\n\n## Why salt?\n\nTaste.\n")
    assert _texts(found) == ["What is rye?", "Why salt?"] and "A grain." in found.parts[0].answer


def test_a_title_that_recurs_is_part_of_each_answer_and_is_told() -> None:
    below = "### Why does it matter?\n\nIt does.\n"
    found = read_any_list(f"## What is rye?\n\nA grain.\n\n{below}\n## What is malt?\n\nSprouts.\n\n{below}")
    assert _texts(found) == ["What is rye?", "What is malt?"]
    assert found.asides == ((5, "Why does it matter?"), (13, "Why does it matter?"))


def test_what_follows_a_question_below_another_stays_with_it() -> None:
    found = read_any_list(
        "## What is rye?\n\nA grain.\n\n### Who eats it?\n\nAll.\n\n### Example\n\nBread.\n\n## Why salt?\n\nTaste.\n"
    )
    assert [p.answer for p in found.parts] == ["A grain.", "All.\n\n### Example\n\nBread.", "Taste."]
    assert found.unplaced == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("**What is rye?** `[M]`", "**Q: Why is it salted?**"),
        ("**What is rye?**", "Q: Why is it salted?"),
        ("Q1. What is rye?", "**Why is it salted?**"),
        ("**Q1: What is rye?**", "**Explain the salt**"),
        ("**1. What is rye?**", "2) Why is it salted?"),
        ("1. **What is rye?**", "**Why is it salted?**"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_two_ways_of_marking_in_one_list_are_both_read(one: str, other: str, turned: bool) -> None:
    first, second = (other, one) if turned else (one, other)
    found = read_any_list(
        f"## Bread\n\n{first}\n\nSo.\n\n{second}\n\nThus.\n\n{first.replace('rye', 'malt')}\n\nThen.\n"
    )
    assert [part.answer for part in found.parts] == ["So.", "Thus.", "Then."]


def test_bold_lines_after_headings_are_questions_unless_they_are_asides() -> None:
    bold = "**What is malt?**\n\nSprouts.\n\n**Why is it dark?**\n\nHeat.\n"
    found = read_any_list(f"## What is rye?\n\nA grain.\n\n## Why salt?\n\nTaste.\n\n{bold}")
    assert len(found.parts) == 4
    many = "".join(f"## What is rye number {n}?\n\nA grain.\n\n" for n in range(9))
    found = read_any_list(f"{many}{bold}")
    assert len(found.parts) == 9 and [text for _, text in found.asides] == ["What is malt?", "Why is it dark?"]


@pytest.mark.parametrize(
    "title", ["Table of Contents", "Flour and Water", "1. Flour and water", "Core Tools and Data", "FAQ"]
)
def test_titles_between_questions_are_none(title: str) -> None:
    asked = "".join(f"## Q. What is rye number {n}?\n\nA grain.\n\n" for n in range(4))
    found = read_any_list(f"# Bread\n\n{asked}## {title}\n\n{asked}")
    assert len(found.parts) == 8 and found.parts[3].answer == "A grain."


def test_a_heading_that_vanished_is_told_with_its_line() -> None:
    found = read_any_list("### What is rye?\n\nA grain.\n\n### Malt houses\n\nDark.\n\n### Why salt?\n\nTaste.\n")
    assert found.headings == ((5, "### Malt houses"),) and found.unplaced == ((7, "Dark."),)
    assert read_any_list("# Bread\n\n## Dough\n\n1. Why salt?\n").headings == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "1. [What is rye?](https://a.b)\n2. [Why salt?](https://a.c)\n3. [What is malt?](#malt)\n",
            "[What is malt?](#malt)",
        ),
        (
            "1. [What is rye?](https://a.b)\n2. [Why salt?](https://a.c)\n3. [What is malt?](#malt)\n\n## What is malt?\n\nSprouts.\n",
            "What is malt?",
        ),
    ],
)
def test_a_link_into_the_list_is_a_question_unless_another_line_asks_it(text: str, asked: str) -> None:
    found = read_any_list(text)
    assert [part.text for part in found.parts[2:]] == [asked] and found.unplaced == ()


def test_an_entry_of_the_contents_that_no_question_answers_to_is_told() -> None:
    found = read_any_list(
        "## Contents\n\n- [What is rye?](#rye)\n- [Why salt?](#salt)\n- [Who eats the crumb?](#crumb)\n\n"
        "### What is rye?\n\nA grain.\n\n### Why salt?\n\nTaste.\n"
    )
    assert len(found.parts) == 2 and found.unplaced == ((5, "- [Who eats the crumb?](#crumb)"),)


@pytest.mark.parametrize(
    "title", ["Contents", "Table of Contents", "📑 Index", "Inhaltsverzeichnis", "目录", "Содержание"]
)
def test_a_list_called_contents_has_no_section_of_that_name(title: str) -> None:
    for text in (
        f"# {title}\n\n1. What is rye?\n2. Why salt?\n",
        f"# {title}\n\n### What is rye?\n\nA.\n\n### Why salt?\n\nB.\n",
    ):
        found = read_any_list(text)
        assert found.sections == ("",) and [line for line, _ in found.passed] == [1]


def test_a_question_at_the_margin_below_an_item_is_no_part_of_it() -> None:
    found = read_any_list("1. What is rye?\n   A grain.\nQ2: Why salt?\nTaste.\n3、What is malt?\nSprouts.\n")
    assert [(p.text, p.answer) for p in found.parts] == [
        ("What is rye?", "A grain."),
        ("Why salt?", "Taste."),
        ("What is malt?", "Sprouts."),
    ]


def test_a_row_without_a_question_goes_on_and_one_without_a_number_is_a_title() -> None:
    found = read_any_list(
        "| # | Question | Answer |\n|---|---|---|\n|  | **Rye** | |\n| 1 | What is rye? | A grain. |\n|  |  | Of the north. |\n"
        "| 2 | Why is it dark? | Heat. |\n| 3 | Who eats it? | All. |\n"
    )
    assert (found.parts[0].text, found.parts[0].answer) == ("What is rye?", "A grain.\nOf the north.")
    assert len(found.parts) == 3 and found.unplaced == ((3, "|  | **Rye** | |"),)


def test_a_section_called_more_ends_an_answer() -> None:
    found = read_any_list(
        "- **Q:** What is rye?\n  **A:** A grain.\n\n## More\n\n- **Q:** Why salt?\n  **A:** Taste.\n"
    )
    assert [(p.section, p.answer) for p in found.parts] == [("", "A grain."), ("More", "Taste.")]
