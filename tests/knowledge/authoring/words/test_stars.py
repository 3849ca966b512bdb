"""One star among two and three is the lowest level; alone, and next to babies and rockets, it is the middle one."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.list_file import read_list_text


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        (["⭐", "⭐⭐", "⭐⭐⭐"], [1, 2, 3]),
        (["⭐️", "⭐️⭐️", "★"], [1, 2, 1]),
        (["👶", "⭐️", "🚀"], [2, 3, 5]),
        (["⭐", "⭐", "⭐"], [3, 3, 3]),
    ],
)
def test_stars_are_counted_where_some_are_several(marks: list[str], levels: list[int]) -> None:
    asked = ["What is rye?", "Why salt it?", "When is it done?"]
    rows = list(zip(asked, marks, strict=True))
    texts = {
        "list.md": "".join(f"## {text} {mark}\n\nSo.\n\n" for text, mark in rows),
        "table.md": "| Question | Level |\n|---|---|\n" + "".join(f"| {text} | {mark} |\n" for text, mark in rows),
        "list.csv": "question,level\n" + "".join(f"{text},{mark}\n" for text, mark in rows),
    }
    for name, text in texts.items():
        found = read_list_text(text, name)
        assert [(part.text, part.difficulty) for part in found.parts] == list(zip(asked, levels, strict=True)), name


def test_a_star_in_an_answer_stays() -> None:
    found = read_list_text("## What is rye? ⭐⭐\n\nA ⭐ of grains.\n\n## Why salt it? ⭐\n\nSo.\n", "list.md")
    assert [(part.answer, part.difficulty) for part in found.parts] == [("A ⭐ of grains.", 2), ("So.", 1)]
