"""Instructions, topics and links are questions only where the list shows it; else a line and a way out are named."""

from __future__ import annotations

import pytest

from knowledge.authoring.manifest import ImportFailure
from knowledge.authoring.reading.list_file import list_text, read_list_text
from knowledge.authoring.structure.titles import says_to_ask

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
    "a guide": ("# Guide\n\n1. What you need\n2. How to install\n3. How to run\n4. Why use it\n", 3),
    "a guide without a title": ("1. What you need\n2. How to install\n3. How to run\n4. Why use it\n", 1),
    "a tutorial": ("1. What is Docker\n2. Why Docker\n3. Installing it\n4. Running it\n5. Cleaning it\n", 3),
    "a Russian guide": ("# Руководство\n\n1. Что вам нужно\n2. Как установить\n3. Установка\n4. Запуск\n", 3),
    "tips": ("# Interview tips\n\n- Explain your thinking.\n- Describe trade-offs.\n- Write tests.\n- Name the problem.\n", 3),
    "tips for words": (
        "# Interview tips\n\n## Before\n\n- Explain it aloud.\n- Compare options.\n- Define the problem.\n- Discuss it.\n"
        "- Explain costs.\n",
        5,
    ),
    "tips that ask": ("# Interview tips\n\n- Not sure yet? Ask.\n- Stuck for long? Say so.\n- Explain it.\n- Write tests.\n", 3),
    "how to answer": ("# How to answer interview questions\n\n1. Explain it.\n2. Discuss it.\n3. Compare it.\n", 3),
    "tips for questions": ("# Tips for interview questions\n\n1. Explain it.\n2. Discuss it.\n3. Compare it.\n", 3),
    "books": ("# Interview questions\n\n## Resources\n\n1. The bread book\n2. The oven book\n3. The rye book\n", 5),
    "chapters of a book of questions": (
        "# Interview questions\n\n## 1. Introduction\n\nSo.\n\n## 2. Preparation\n\nThen.\n\n## 3. Conclusion\n\nEnd.\n",
        3,
    ),
    "topics that hold tasks": (
        "# Interview questions\n\n## 1. Arrays\n\n- Reverse an array\n- Sort one\n\n## 2. Trees\n\n- Invert a tree\n",
        3,
    ),
    "steps with code": ("**1)** Install it.\n\n```sh\na\n```\n\n**2)** Find your key.\n\n```sh\nb\n```\n\n**3)** Run it.\n\nc\n", 7),
    "short questions in prose": (
        "## Lock\n\nWhy so? Because.\n\n- Why cycles? Because of order.\n- How? Add one.\n\n## Race\n\nTwo.\n\n- Why? None.\n",
        5,
    ),
    "questions in HTML": (
        "## How to help?\n\nWrite.\n\n<table>\n" + "".join(f"<tr><td>What is rye {n}?</td></tr>\n" for n in range(12)),
        6,
    ),
    "topics without numbers": ("# Interview questions\n\n### Crumb\n\nHoles.\n\n### Crust\n\nHard.\n", 3),
    "a tale of interviews": ("# My interviews at bakeries\n\nWhat did I learn?\n\n1. Rise early.\n2. Bring an apron of your own.\n", 6),
    "a tale in rounds": (
        "# The interview at the mill\n\n## Round 1\n\n1. A talk by phone\n2. Two trial loaves\n\n## Round 2\n\n1. Told of my oven\n"
        "2. Sum two lists\n",
        5,
    ),
    "a tale at length": ("# Mill interview\n\n1. The talk by phone\n   Short.\n2. The trial day\n   Long.\n", 3),
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
    "numbered headings below a title": ("# Interview questions\n\n#### 1. Crumb\n\nHoles.\n\n#### 2. Crust\n\nHard.\n", 2),
    "numbered tasks below a title": ("# Coding questions\n\n1. Reverse a list of tins\n2. Two ovens\n3. Least used shelf\n", 3),
    "tasks in sections": ("# SQL problems\n\n## Easy\n\n1. Big shops\n2. Rank bakers\n\n## Hard\n\n1. Late trains\n", 3),
    "bulleted tasks below a title": ("# Coding questions\n\n- Reverse a list\n- Find the longest path\n- Sort the tins\n", 3),
    "numbered tasks with answers": ("**1)** Count the loaves.\n\nfour\n\n**2)** Find duplicates.\n\nnone\n\n**3)** Compare them.\n\nso\n", 3),
    "numbered headings that tell": ("# Stats\n\n#### 1. Explain power\n\n- 1 - beta\n\n#### 2. Define bias\n\n- Off.\n", 2),
    "problems as headings": ("# SQL problems\n\n## 1. Second salary\n\n```sql\na\n```\n\n## 2. Ranks\n\n```sql\nb\n```\n", 2),
    "a named column": ("| Question |\n|---|\n| Crumb |\n| Crust |\n", 2),
    "problems with a level": ("| # | Problem | Difficulty |\n|---|---|---|\n| 1 | Explain crumb | Easy |\n| 2 | Two ovens | Hard |\n", 2),
    "a guide that asks": ("# The guide\n\n1. What is rye?\n2. Why use salt?\n3. Explain malt.\n", 3),
    "requests of an interview": ("# The mill's interview\n\n1. Describe the crumb.\n2. Name a flour.\n3. Walk me through a bake.\n", 3),
    "topics named as questions": ("# Questions\n\n## The mill's interview\n\n1. Proofing\n2. Two trial loaves\n", 2),
    "tips above a list that asks": (
        "# Interview prep\n\n## Theory\n\n### What is rye?\n\nA grain.\n\n### What is malt?\n\nSprouts.\n\n"
        "## Coding\n\n- Write a heap.\n- Write a queue.\n",
        4,
    ),
    "no question marks": ("1. What is a tensor\n2. Why use momentum\n3. How does Adam work\n4. Explain dropout\n", 4),
    "Thai": ("1. โครงข่ายประสาทคืออะไร\n2. ทำไมต้องใส่เกลือ\n", 2),
    "Thai lines": ("โครงข่ายประสาทคืออะไร\nทำไมต้องใส่เกลือ\nแป้งควรพักเมื่อไหร่\n", 3),
    "Chinese lines": ("什么是面筋？\n为什么要加盐？\n如何发酵？\n", 3),
    "Greek": ("1. Τι είναι η μαγιά;\n2. Γιατί προσθέτουμε αλάτι;\n", 2),
    "Turkish": ("1. Maya nedir\n2. Aşırı mayalanma nedir\n3. Neden tuz eklenir\n", 3),
    "Italian": ("1. Che cos'è il lievito\n2. Perché si aggiunge il sale\n3. Quale farina serve\n", 3),
    "Polish": ("- Czym są drożdże\n- Dlaczego sól\n- Jak powstaje gluten\n", 3),
    "Hebrew": ("1. מהי שמרים\n2. מדוע מוסיפים מלח\n", 2),
    "Persian": ("1. مخمر چیست\n2. چرا نمک می‌زنیم\n", 2),
    "Vietnamese labels": ("Câu 1: Men là gì?\nMột loại nấm.\n\nCâu 2: Vì sao thêm muối?\nVị.\n", 2),
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


def test_tasks_in_one_section_of_many_stay_and_upkeep_goes() -> None:
    text = (
        "# Interview questions\n\n## Theory\n\n1. What is rye?\n2. Why use salt?\n\n"
        "## Coding questions\n\n1. Reverse a list\n2. Two ovens\n\n## Contributing\n\n1. Explain it.\n2. Describe your change.\n"
    )
    found = read_list_text(text, "list.md")
    assert [part.text for part in found.parts] == ["What is rye?", "Why use salt?", "Reverse a list", "Two ovens"]
    assert [line for line, _ in found.unplaced] == [13, 15, 16]


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Interview questions", 1), ("30 Python questions", 1), ("Interview", 1), ("面试题", 1), ("Вопросы", 1), ("SQL problems", 1),
        ("Interview tips", -1), ("Tips for interview questions", -1), ("How to prepare", -1), ("Adding one", -1), ("Guide", -1),
        ("Contributing", -1), ("Resources", -1), ("2. Installation", -1), ("Советы", -1),
        ("The guide to interview questions", 0), ("Bread", 0), ("Using rye", 0), ("Using this list", -1), ("Follow-up questions", 1),
        ("Writing tests", 0), ("Known problems", 0), ("", 0),
    ],
)  # fmt: skip
def test_a_title_says_what_is_below_it(title: str, says: int) -> None:
    assert says_to_ask(title) == says
