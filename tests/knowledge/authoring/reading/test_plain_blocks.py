"""Questions between blank lines, with their answers in the same block or the next; what may be one more is named."""

from __future__ import annotations

import pytest

from knowledge.authoring.reading.plain_blocks import read_plain_blocks


def test_an_answer_stands_below_its_question() -> None:
    found = read_plain_blocks(
        "# Bread\n\nWhat is salt?\nSodium.\nAnd chlorine.\n\nWhy knead?\n\nGluten.\n\nIt forms.\n"
    )
    assert found is not None and found.shape == "questions with their answers below"
    assert [(p.section, p.number, p.text, p.answer, p.line) for p in found.parts] == [
        ("Bread", 1, "What is salt?", "Sodium.\nAnd chlorine.", 3),
        ("Bread", 2, "Why knead?", "Gluten.\n\nIt forms.", 7),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bread is old.\n\nWhat is salt?\n\nSodium.\n\nWhy knead?\n\nGluten.\n",
        "What is salt?\n\nSodium.\n",
        "What is salt?\n\n" + "It is a long story.\n\n" * 9 + "Why knead?\n\nGluten.\n",
        "What is salt?\n\nSodium.\n\n# Thanks\n\nTo all.\n\nWhy knead?\n\nGluten.\n",
    ],
)
def test_an_article_that_asks_is_no_such_list(text: str) -> None:
    assert read_plain_blocks(text) is None


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_request_is_a_question_where_the_others_have_their_answers(gap: str) -> None:
    said = {"Explain rye.": "A grain.", "What is salt?": "Sodium.", "Compare malt": "Sweet.", "Why knead?": "Gluten."}
    found = read_plain_blocks("\n\n".join(f"{question}{gap}{answer}" for question, answer in said.items()))
    assert found is not None and {p.text: p.answer for p in found.parts} == said and not found.asides


def test_what_may_be_a_request_within_an_answer_is_named() -> None:
    text = "What is salt?\nSodium.\n\nCompare it with sugar.\n\nWhy knead?\nGluten.\n"
    found = read_plain_blocks(text)
    assert found is not None and [p.text for p in found.parts] == ["What is salt?", "Why knead?"]
    assert found.asides == ((4, "Compare it with sugar."),)


def test_a_line_that_is_broken_off_tells_nothing() -> None:
    wrapped = "Compare the weight of the dough with that of the flour that is in\nit, and you see the water."
    found = read_plain_blocks(f"What is salt?\nSodium.\n\n{wrapped}\n\nWhy knead?\nGluten.\n")
    assert found is not None and len(found.parts) == 2 and wrapped in found.parts[0].answer
