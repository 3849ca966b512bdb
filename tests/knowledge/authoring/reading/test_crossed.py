"""Every shape of a question with every form of an answer and every mark of a level: all are placed, attached and read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from knowledge.authoring.reading.list_file import read_list_text

ASKED = {
    "What is backpressure in a stream?": "The consumer slows the producer down.",
    "Why would you shard a table?": "One machine can't hold it.",
    "Explain eventual consistency.": "Replicas agree after a while.",
    "How does a bloom filter save reads?": "It says surely not, or maybe.",
    "Which lock suits many readers?": "A shared lock.",
    "Describe a write-ahead log.": "Changes are logged first.",
    "When do two phases commit?": "When all parts agree.",
    "Compare a heap and a tree.": "One is ordered in full.",
    "What does a quorum guarantee?": "That two sets overlap.",
}
SHAPES = {
    "1.": ("{n}. {q}", "   "),
    "1)": ("{n}) {q}", "   "),
    "1、": ("{n}、{q}", ""),
    "##": ("## {q}", ""),
    "### 1.": ("### {n}. {q}", ""),
    "1. ###": ("{n}. ### {q}", "   "),
    "bold": ("**{q}**", ""),
    "-": ("- {q}", "  "),
    "- bold": ("- **{q}**", "  "),
    "- link": ("- [{q}](a/{n}.md)", "  "),
    "Q1:": ("Q{n}: {q}", ""),
    "bold Q1:": ("**Q{n}:** {q}", ""),
    "Q1 in bold": ("**Q{n}: {q}**", ""),
    "1 in bold": ("**{n})** {q}", ""),
    "underlined": ("{q}\n---", ""),
    "summary": ("<details>\n<summary>{q}</summary>\n", ""),
}
"""A question's line, and the indent of what is below."""
ANSWERS: dict[str, Callable[[str], str]] = {
    "none": lambda a: "",
    "label": lambda a: f"**Answer:** {a}",
    "prose": lambda a: a,
    "paragraphs": lambda a: f"{a}\n\nMore of it here.",
    "bullets": lambda a: f"- {a}\n- And more.",
    "fold": lambda a: f"<details><summary>Answer</summary>\n\n{a}\n\n</details>",
    "questions": lambda a: f"- What is first? {a}\n- Who waits? Nobody.",
    "level": lambda a: f"Difficulty: hard\n\n{a}",
}
LEVELS = {"{q}": 0, "[E] {q}": 2, "{q} (hard)": 4, "{q} — hard": 4, "**[Medium]** {q}": 3, "{q} ★★★": 3}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"</?\w+[^>]*>|<a/\d\.md>|\*\*Answer:\*\*|Difficulty: hard", "", text).casefold())


def in_shape(shape: str, answer: str, level: str) -> str:
    line, indent = SHAPES[shape]
    blocks = []
    for n, (question, said) in enumerate(ASKED.items(), start=1):
        below = "\n".join(f"{indent}{row}" if row else "" for row in ANSWERS[answer](said).split("\n"))
        end = "\n</details>\n" if shape == "summary" else ""
        blocks.append(f"{line.format(n=n, q=level.format(q=question))}\n\n{below}\n{end}")
    return "\n".join(blocks)


@pytest.mark.slow
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_question_is_placed_with_its_answer_and_level(shape: str, answer: str) -> None:
    for level, worth in LEVELS.items():
        within = "bold" in shape or shape == "summary"
        if ("**" in level and within and shape != "bold Q1:") or (shape == "summary" and answer == "fold"):
            continue  # bold within bold is not Markdown, nor is a fold within the fold's own question
        for title in ("", "# Systems\n\n"):
            text = title + in_shape(shape, answer, level)
            found = read_list_text(text, "list.md")
            assert [words(part.text) for part in found.parts] == [words(question) for question in ASKED], text
            assert [words(part.answer.replace("Answer", "")) for part in found.parts] == [
                words(ANSWERS[answer](said).replace("Answer", "")) for said in ASKED.values()
            ], text
            assert {part.difficulty for part in found.parts} == {worth or 4 * (answer == "level")}, text
