"""Instructions, topics and links are questions only where the list shows it; else a line and a way out are named."""

from __future__ import annotations

import pytest

from knowledge.authoring.list_file import list_text, read_list_text
from knowledge.authoring.manifest import ImportFailure

GUIDES = {
    "steps": ("1. Fork the repository.\n2. Describe your change.\n3. Add tests.\n4. Open a pull request.\n", 1),
    "steps below a title": ("# Help us\n\nThank you.\n\n- Write the code.\n- Implement tests.\n- Name a reviewer.\n", 5),
    "report": ("# Bugs\n\n1. Describe the bug.\n2. Explain how to see it.\n3. List your versions.\n", 3),
    "steps and one cry": ("1. Fork it.\n2. Describe your change.\n3. Questions? Ask us.\n", 1),
    "adding questions": ("# Questions\n\n## Adding one\n\n1. Fork it.\n2. Write it.\n3. Push it.\n4. Wait.\n", 5),
    "plain lines": ("Write the dough down.\nImplement the oven.\nDescribe the loaf.\n", 1),
    "links": ("1. [Flour](https://a.b/c)\n2. [Water](https://a.b/d)\n3. [Salt](https://a.b/e)\n", 1),
    "bulleted links": ("# See\n\n- [Flour](https://a.b/c)\n- [Water](https://a.b/d)\n", 3),
    "words": ("1. Apples\n2. Pears\n3. Plums\n", 1),
    "contents": ("# Contents\n\n1. Introduction\n2. Methods\n3. Results\n", 3),
    "linked contents": ("# Contents\n\n1. [Flour](#flour)\n2. [Salt](#salt)\n\n## Flour\n\nGround.\n\n## Salt\n\nSea.\n", 6),
    "chapters": ("## 1. The problem\n\nSay it.\n\n## 2. Metrics\n\nCount.\n\n## 3. Data\n\nGet it.\n", 1),
    "guides": ("## How to install\n\nRun it.\n\n## How to test\n\nRun that.\n\n## What you will learn\n\nBread.\n", 1),
    "one word": ("Text here.\n\n**Questions?**\n\nWrite to us.\n", 3),
    "article": ("Bread is old.\n\nIt is good.\n\nSalt is too.\n\n## Why salt?\n\nTaste.\n\n# Rye\n\nOne.\n\nTwo.\n\nThree.\n", 1),
    "Chinese steps": ("1. 提交代码\n2. 简述你的改动\n3. 运行测试\n4. 等待\n", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", GUIDES)
def test_what_is_no_question_list_is_refused_with_its_line_and_a_way_out(name: str) -> None:
    text, line = GUIDES[name]
    with pytest.raises(ImportFailure, match=rf"line {line}\b") as caught:
        read_list_text(text, "list.md")
    assert ";" in str(caught.value) and "\n" not in str(caught.value)


LISTS = {
    "a heading says so": ("# Interview questions\n\n1. Compare rye and wheat.\n2. Describe the crumb.\n", 2),
    "a heading in Russian": ("# Вопросы\n\n- Опишите тесто.\n- Сравните рожь и пшеницу.\n", 2),
    "another asks": ("1. Describe the crumb.\n2. Why salt?\n3. Name three flours.\n4. Walk me through a bake.\n", 4),
    "answers below": ("1. Describe the crumb.\n   **Answer:** Soft.\n2. Name a flour.\n   **Answer:** Rye.\n", 2),
    "five that only words answer": (
        "- Explain proofing.\n- Compare rye and wheat.\n- Define crumb.\n- Describe malt.\n- Discuss salt.\n",
        5,
    ),
    "labels": ("**Q1:** Describe the crumb.\n\nSoft.\n\n**Q2:** Name a flour.\n\nRye.\n", 2),
    "a column of questions": ("| Question | Answer |\n|---|---|\n| Crumb | Soft |\n| Crust | Hard |\n", 2),
    "tasks with solutions": ("# Tasks\n\n**1)** Count the loaves.\n\n```sql\na\n```\n\n**2)** Sum them.\n\n```sql\nb\n```\n", 2),
    "a question below its story": ("1. A baker has two ovens.\n\n   How many loaves a day?\n2. Why is rye dense?\n", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_what_shows_that_it_asks_is_read(name: str) -> None:
    text, count = LISTS[name]
    assert len(read_list_text(text, "list.md").parts) == count


def test_the_name_of_the_file_shows_it_too() -> None:
    text = "1. Compare rye and wheat.\n2. Describe the crumb.\n"
    assert len(read_list_text(text, "here/bread-interview.md").parts) == 2
    with pytest.raises(ImportFailure, match=r"line 1 .* is an instruction, .* '# Interview questions'"):
        read_list_text(text, "interview/bread.md")  # a folder's name says nothing of the list


def test_steps_below_the_questions_are_named_and_no_questions() -> None:
    text = (
        "# Bread\n\n1. What is rye?\n2. Why use salt?\n3. Explain malt.\n\n"
        "## Contributing\n\n1. Fork the repository.\n2. Describe your change.\n   At length.\n3. Add tests.\n"
    )
    found = read_list_text(text, "list.md")
    assert [part.text for part in found.parts] == ["What is rye?", "Why use salt?", "Explain malt."]
    assert [line for line, _ in found.unplaced] == [7, 9, 10, 11, 12]


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    with pytest.raises(ImportFailure, match="line 3, byte 9"):
        list_text(b"1. a\n2.\n \xff", "list")
