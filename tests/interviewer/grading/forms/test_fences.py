"""Fenced blocks in the text of an answer."""

from __future__ import annotations

import time

import pytest

from interviewer.grading.forms.fences import block_at, blocks, fenced, with_block, without_blocks


def test_a_block_comes_back_as_it_went_in() -> None:
    text = with_block("Here it is.", "sketch", '{"curves": []}')
    (block,) = blocks(text)
    assert block.kind == "sketch" and block.body.strip() == '{"curves": []}'
    assert text[block.inside :].startswith('{"curves"') and text[block.start : block.end].endswith("```")
    assert without_blocks(text).strip() == "Here it is." and len(without_blocks(text)) == len(text)


def test_backticks_in_the_body_do_not_end_it() -> None:
    code = 'doc = """\n```python\nx\n```\n"""'
    assert blocks(fenced("python", code))[0].body.strip() == code


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("```py\nx = 1\n```", ["python"]),
        ("~~~tree\n{}\n~~~", ["tree"]),
        ("```sketch\n{}", ["sketch"]),  # cut off
        ("```json\n{}\n```", []),
        ("```\nx\n```", []),
        ("no ```tree in a line```", []),
        ("```Tree\n{}\n```\n\n```sketch\n{}\n```", ["tree", "sketch"]),
        ("", []),
    ],
)
def test_which_blocks_are_found(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in blocks(text)] == kinds


def test_places_in_a_drawing_are_known_and_places_in_code_are_prose_for_people() -> None:
    text = with_block(with_block("See.", "tree", "{}"), "python", "x = 1")
    assert block_at(text, text.index("{}")) and not block_at(text, 0) and not block_at(text, text.index("x ="))


def test_many_openings_take_no_time() -> None:
    start = time.process_time()
    blocks("```tree\n" * 25_000)
    assert time.process_time() - start < 1
