"""Labels, numbers, anchors and closing signs are not part of a question, however they are written."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.any_list import read_any_list
from knowledge.authoring.reading.list_file import read_list_text
from knowledge.authoring.words.asking import read_asked
from knowledge.authoring.words.inline_label import split_at_label


@pytest.mark.parametrize(
    ("line", "number", "labelled"),
    [
        ("**Question 12**: Why salt?", 12, True),
        ("__Q3__ Why salt?", 3, True),
        ("*Question*: Why salt?", None, True),
        ("**4**. Why salt?", 4, False),
        ("5\\. Why salt?", 5, False),
        ("Q6\\) Why salt?", 6, True),
        ("7 - Why salt?", 7, False),
        ("XIV. Why salt?", 14, False),
        ("二十一、为什么加盐？", 21, False),
        ("第十二题 为什么加盐？", 12, False),
        ("（三）为什么加盐？", 3, False),
        ("Q Why salt?", None, True),
    ],
)
def test_a_number_or_a_label_is_no_part_of_the_words(line: str, number: int | None, labelled: bool) -> None:
    asked = read_asked(line)
    assert (asked.text in ("Why salt?", "为什么加盐？")) and (asked.number, asked.labelled) == (number, labelled)


@pytest.mark.parametrize(
    "line",
    [
        "**Question** everything, bakers said",
        "I. went home",
        "2 - 3 weeks of rest",
        "一、基础",
        "Q-learning: what is it?",
        "Q factor of an oven",
        "**Dropout**: why is it used?",
    ],
)
def test_words_that_only_look_like_a_number_or_a_label_stay(line: str) -> None:
    assert read_asked(line).text == line and not read_asked(line).labelled


@pytest.mark.parametrize(
    ("line", "asked", "answer"),
    [
        ("Q: What is rye?    A: A grain.", "Q: What is rye?", "A grain."),
        ("Q: Define rye  A: A grain.", "Q: Define rye", "A grain."),
        ("What is rye? **Answer:** A grain.", "What is rye?", "A grain."),
        ("**What is rye?** - Ans. A grain.", "**What is rye?**", "A grain."),
        ("What is rye?<br>A grain.", "What is rye?", "A grain."),
        ("Что такое рожь? Ответ: злак.", "Что такое рожь?", "злак."),
        ("Which is it? A: rye B: wheat", "Which is it? A: rye B: wheat", ""),
        ("Vitamin A: what is it for?", "Vitamin A: what is it for?", ""),
        ("The rye bread, answer: a grain", "The rye bread, answer: a grain", ""),
    ],
)
def test_an_answer_on_the_line_is_found_by_its_label(line: str, asked: str, answer: str) -> None:
    assert split_at_label(line) == (asked, answer)


@pytest.mark.parametrize(
    "title",
    [
        "[[⬆]](#toc) <a name='rye'>What is rye?</a>",
        '<a id="rye"></a>What is rye?',
        '<a name="rye"/> What is rye?',
        "[↑](#top) What is rye?",
        "What is rye?###",
        "What is rye?#",
        "What is rye? {#rye}",
        "<b>What is rye?</b>",
        "<a href='#rye'>What is rye?</a>",
    ],
)
def test_a_heading_keeps_only_its_words(title: str) -> None:
    found = read_any_list(f"### {title}\n\nA grain.\n\n### Why salt?\n\nTaste.\n")
    assert [part.text for part in found.parts] == ["What is rye?", "Why salt?"]


@pytest.mark.parametrize("title", ["What is C#", "What is C##", "What does `<a name='x'>` do?", "What is <b> for?"])
def test_a_heading_keeps_signs_and_code_of_its_own(title: str) -> None:
    found = read_any_list(f"### {title}\n\nA thing.\n\n### Why salt?\n\nTaste.\n")
    assert found.parts[0].text == title.replace("C##", "C")


@pytest.mark.parametrize(
    "label", ["Question #1", "### Question 1", "**Q1**", "Question 1:", "**Question 1:**", "#### Q1."]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_label_alone_on_its_line_belongs_to_the_words_below(label: str, gap: str) -> None:
    found = read_any_list(
        f"{label}{gap}What is rye?{gap}Answer{gap}A grain.\n\n{label.replace('1', '2')}{gap}Why salt?{gap}Answer{gap}Taste.\n"
    )
    assert [(part.text, part.answer) for part in found.parts] == [("What is rye?", "A grain."), ("Why salt?", "Taste.")]


@pytest.mark.parametrize("word", ["Show", "Click me", "Reveal", "Click to expand", "Spoiler", "Show answer", "Open"])
def test_words_on_a_fold_are_no_answer(word: str) -> None:
    fold = f"<details>\n<summary>{word}</summary>\n\nA grain.\n\n</details>\n"
    found = read_any_list(f"### What is rye?\n\n{fold}\n### What is malt?\n\n{fold}")
    assert [part.answer for part in found.parts] == ["A grain.", "A grain."]


@pytest.mark.parametrize("between", [":", " :", " -", " –", "："])
def test_what_stands_between_a_bold_question_and_its_answer_is_in_neither(between: str) -> None:
    found = read_any_list(f"- **What is rye?**{between} a grain\n- **Why salt?**{between} taste\n")
    assert [(part.text, part.answer) for part in found.parts] == [("What is rye?", "a grain"), ("Why salt?", "taste")]


@pytest.mark.parametrize("lead", ["", "**"])
def test_a_definition_loses_its_colon(lead: str) -> None:
    text = f"{lead}What is rye?{lead}\n: A grain.\n: Of the north.\n\n{lead}Why salt?{lead}\n\n:   Taste.\n"
    found = read_list_text(text, "bread.md")
    assert [(part.text, part.answer) for part in found.parts] == [
        ("What is rye?", "A grain.\nOf the north."),
        ("Why salt?", "Taste."),
    ]


def test_letters_and_slanted_lines_are_read_too() -> None:
    lettered = read_list_text("a) What is rye?\nA grain.\n\nb) Why salt?\nTaste.\n", "bread.md")
    assert [part.text for part in lettered.parts] == ["What is rye?", "Why salt?"]
    slanted = read_list_text("*What is rye?*\n\nA grain.\n\n*Why salt?*\n\nTaste.\n", "bread.md")
    assert [part.text for part in slanted.parts] == ["What is rye?", "Why salt?"]


def test_labels_without_a_sign_are_read() -> None:
    found = read_any_list("Q What is rye?\nAns A grain.\n\nQ. Why salt?\nAns. Taste.\n")
    assert [(part.text, part.answer) for part in found.parts] == [("What is rye?", "A grain."), ("Why salt?", "Taste.")]
