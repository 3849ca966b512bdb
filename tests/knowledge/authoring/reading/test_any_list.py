"""Lists in every shape people have: questions and answers are found, nothing is lost, fragments are refused."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from evals.suites.bank.lists import words_lost
from knowledge.authoring.question_list import QuestionList
from knowledge.authoring.reading.any_list import UnreadableList, read_any_list

LISTS = sorted((Path(__file__).parent / "lists").glob("*.md"))
PLACED, ATTACHED = 0.98, 0.95


@dataclass(frozen=True)
class _Expected:
    question: str
    answer: str
    difficulty: int


def _expected(path: Path) -> tuple[str, list[_Expected]]:
    data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return data["shape"], [_Expected(**row) for row in data["questions"]]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _measured(path: Path) -> tuple[int, int, int, int]:
    """Questions expected, placed, answers expected (none counts too), attached."""
    found = read_any_list(path.read_text(encoding="utf-8"))
    _, expected = _expected(path)
    by = {_words(f"{p.stem} {p.text}"): p for p in found.parts}
    placed = [row for row in expected if _words(row.question) in by]
    attached = [r for r in placed if _words(by[_words(r.question)].answer) == _words(r.answer)]
    return len(expected), len(placed), len(expected), len(attached)


def test_there_are_lists_of_many_shapes() -> None:
    assert len(LISTS) >= 16
    assert all(8 <= len(_expected(path)[1]) <= 30 for path in LISTS)
    assert len({_expected(path)[0] for path in LISTS}) >= 8


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_questions_are_placed_and_answers_attached(path: Path) -> None:
    questions, placed, answers, attached = _measured(path)
    found = read_any_list(path.read_text(encoding="utf-8"))
    shape, expected = _expected(path)
    assert found.shape == shape
    assert placed >= PLACED * questions and attached >= ATTACHED * answers
    assert len(found.parts) == len(expected)  # no fragment of an answer among the questions
    assert [p.difficulty for p in found.parts] == [row.difficulty for row in expected]


@pytest.mark.slow
def test_over_all_lists_the_goals_hold() -> None:
    totals = [sum(column) for column in zip(*(_measured(path) for path in LISTS), strict=True)]
    assert totals[1] >= PLACED * totals[0] and totals[3] >= ATTACHED * totals[2]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_word_is_lost(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _lost(text, read_any_list(text)) == []


def _lost(text: str, found: QuestionList) -> list[str]:
    return words_lost(text.split("\n"), found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("## Thanks\n\n1. Thanks to all our readers.\n2. Fork the repository first.\n3. Add your own words.\n", 3),
        ("# How to\n\nRead on.\n\n- Take the flour out.\n- Put the water in.\n- Stir it all well.\n", 5),
        ("## Kneading\n\nPress it.\n\n## Resting\n\nLeave it.\n\n## Baking\n\nHeat it.\n", 1),
        ("| Shop | Town |\n|---|---|\n| Crust | Bath |\n\n1. Go to the shop.\n2. Buy a good loaf.\n", 5),
        ("**Note** this well.\n\n**Important** words here.\n\n1. Mix the dough well.\n2. Bake the loaf long.\n", 5),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UnreadableList, match=rf"line {line}\b"):
        read_any_list(text)


def test_a_table_beside_numbered_items_is_read_too() -> None:
    found = read_any_list(
        "## Dough\n\n1. Why salt?\n2. Why water?\n3. Why yeast?\n\n"
        "| # | Question |\n|---|---|\n| 1 | What is rye? |\n| 2 | What is malt? |\n"
    )
    assert [p.text for p in found.parts] == ["Why salt?", "Why water?", "Why yeast?", "What is rye?", "What is malt?"]
    assert found.shape == "numbered items and rows of a table"
    assert len({(p.section, p.number) for p in found.parts}) == 5


def test_a_heading_without_questions_is_named() -> None:
    found = read_any_list("# All\n\n## Empty\n\n## Dough\n\n1. Why salt?\n")
    assert [line for line, _ in found.passed] == [1, 3]


def test_choices_are_no_answer() -> None:
    found = read_any_list("### 1. Which one rises?\n\n- A: rye\n- B: wheat\n\n<details>\n\nBoth.\n</details>\n")
    assert found.parts[0].text == "Which one rises?\n\n- A: rye\n- B: wheat" and found.parts[0].answer == "Both."


def test_cells_beyond_the_head_stay_with_the_answer() -> None:
    found = read_any_list("| # | Question |\n|---|---|\n| 1 | What is rye? | A grain. |\n| 2 | Why salt? |\n")
    assert [(p.text, p.answer) for p in found.parts] == [("What is rye?", "A grain."), ("Why salt?", "")]


def test_a_label_without_words_is_no_question() -> None:
    found = read_any_list("**Q1:** :\n\n**Q2:** Why salt?\n\n**Q3:** What is rye?\n")
    assert [p.text for p in found.parts] == ["Why salt?", "What is rye?"]


def test_where_a_sections_heading_leads_is_named() -> None:
    found = read_any_list("# [Salt](https://a.b)\n\n### 1. Why salt?\n\nTaste.\n\n### 2. Why rye?\n\nIt is dense.\n")
    assert [p.section for p in found.parts] == ["Salt", "Salt"] and [line for line, _ in found.passed] == [1]


BELOW = "- What happens first? The log is written.\n- And then? The page is.\n- Who waits for it? Nobody."


@pytest.mark.parametrize(
    "text",
    [
        f"## How does it commit?\n\n{BELOW}\n\n## What is a lock?\n\n{BELOW}\n",
        f"# All\n\n### 1. How does it commit\n\n{BELOW}\n\n### 2. What is a lock\n\n{BELOW}\n",
        f"**How does it commit?**\n\n{BELOW}\n\n**What is a lock?**\n\n{BELOW}\n",
        f"- How does it commit?\n  {BELOW.replace('- ', '  - ').strip()}\n- What is a lock?\n  {BELOW.replace('- ', '  - ').strip()}\n",
        "## How does it commit?\n\n1. What happens first?\n2. Who waits for it?\n\n## What is a lock?\n\n1. Who holds it?\n2. Why?\n",
        "## How does it commit?\n\n**What happens first?**\n\nThis.\n\n**What is next?**\n\nThat.\n\n## What is a lock?\n\n"
        "**Who holds it?**\n\nOne.\n\n**Who waits?**\n\nAll.\n",
    ],
)
def test_questions_below_questions_are_their_answers(text: str) -> None:
    found = read_any_list(text)
    assert [part.text.rstrip("?") for part in found.parts] == ["How does it commit", "What is a lock"]
    assert all(part.answer for part in found.parts) and _lost(text, found) == []


def test_a_heading_that_asks_above_many_questions_is_a_section() -> None:
    items = "".join(f"- What is rye number {n}?\n" for n in range(7))
    found = read_any_list(f"## What about rye?\n\n{items}\n## And what about wheat?\n\n{items.replace('rye', 'wheat')}")
    assert len(found.parts) == 14 and found.sections == ("What about rye?", "And what about wheat?")


def test_one_heading_that_asks_is_a_title() -> None:
    found = read_any_list(
        "# What do they ask?\n\n- What is rye? A grain.\n- What is salt? A mineral.\n- Why malt? It browns crusts.\n"
    )
    assert [part.text for part in found.parts] == ["What is rye?", "What is salt?", "Why malt? It browns crusts."]


@pytest.mark.parametrize(
    "more",
    [
        "Explain.",
        "How is it prevented?",
        "(easy)",
        "Assume a warm room.",
        "Give an example.",
        "Justify your answer.",
        "`x = 1`",
    ],
)
def test_what_goes_on_after_a_question_mark_is_no_answer(more: str) -> None:
    found = read_any_list("".join(f"- What is rye number {n}? {more}\n" for n in range(5)))
    assert len(found.parts) == 5 and not any(part.answer for part in found.parts)


def test_one_remark_after_a_question_is_no_answer() -> None:
    found = read_any_list("1. What is rye? It is in the north.\n2. Why salt?\n3. Why malt?\n4. What is a levain?\n")
    assert found.parts[0].text == "What is rye? It is in the north." and not any(part.answer for part in found.parts)


def test_a_question_ends_with_its_line_where_the_next_word_would_have_fitted() -> None:
    found = read_any_list(
        "1. Define hydration\n   Water over flour.\n2. Explain proofing\n   The last rise.\n3. Why salt\n   Taste.\n"
    )
    assert [(part.text, part.answer) for part in found.parts] == [
        ("Define hydration", "Water over flour."),
        ("Explain proofing", "The last rise."),
        ("Why salt", "Taste."),
    ]
    wrapped = "Explain what a baker does when the dough of the day has been\n   left for too long."
    found = read_any_list(f"1. {wrapped}\n2. Why salt?\n3. What is the difference between\n   rye and wheat?\n")
    assert [" ".join(part.text.split()) for part in found.parts][::2] == [
        " ".join(wrapped.split()),
        "What is the difference between rye and wheat?",
    ]


def test_front_matter_is_no_question_and_its_title_heads_the_list() -> None:
    text = "---\ntitle: 'Bread: questions'\nlayout: page\ntags:\n  - salt\n---\n\n* Why salt?\n* Explain malt.\n"
    found = read_any_list(text)
    assert [(part.section, part.line) for part in found.parts] == [("Bread: questions", 8), ("Bread: questions", 9)]
    assert [line for line, _ in found.passed] == [2, 3, 4, 5] and found.unplaced == () and _lost(text, found) == []


@pytest.mark.parametrize("head", ["---\n", "---\nBread and salt.\n---\n", "---\n\n---\n", "Bread\n---\n"])
def test_rules_are_no_front_matter(head: str) -> None:
    assert len(read_any_list(f"{head}\n1. Why salt?\n2. What is rye?\n").parts) == 2
