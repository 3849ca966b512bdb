from __future__ import annotations

import io

import pytest

from interviewer.cli.typed import read_typed

CONTEST = frozenset({"/contest"})


def typed(text: str) -> list[str]:
    """All messages of a text."""
    lines, found = io.StringIO(text), []
    while (message := read_typed(lines.readline, CONTEST)) is not None:
        found.append(message)
    return found


def test_an_empty_line_parts_paragraphs_and_two_end_a_message() -> None:
    assert typed("First.\n\nSecond,\nand more.\n\n\nnext one\n\n\n") == ["First.\n\nSecond,\nand more.", "next one"]


def test_a_full_stop_alone_ends_a_message_at_once() -> None:
    assert typed("First.\n.\nsecond\n.\n") == ["First.", "second"]


def test_empty_lines_within_code_end_nothing() -> None:
    code = "```python\nimport numpy\n\n\ndef f(x):\n    return x\n```"
    assert typed(f"{code}\n\n\nafter\n.\n") == [code, "after"]


def test_a_full_stop_ends_code_whose_fence_is_left_open() -> None:
    assert typed("```\na = 1\n\n\n\nb = 2\n.\nx\n.\n") == ["```\na = 1\n\n\n\nb = 2", "x"]


@pytest.mark.parametrize(
    "line", ["// the forward pass", "/usr/bin/env python", "/ 2 and then times 3", "/* a comment */"]
)
def test_a_first_line_with_a_stroke_begins_an_answer(line: str) -> None:
    assert typed(f"{line}\nand a second line\n.\n") == [f"{line}\nand a second line"]


@pytest.mark.parametrize(
    "line", ["/hint", "/END", "/contest 2 I said so", "/clarify may I use numpy", "next", " Skip "]
)
def test_a_command_needs_no_end(line: str) -> None:
    assert typed(f"{line}\nan answer\n.\n") == [line.strip(), "an answer"]


def test_a_command_that_there_is_not_is_told_and_not_sent(capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("/hnit\nan answer\n.\n") == ["an answer"]
    assert "there is no /hnit" in capsys.readouterr().out


def test_what_was_typed_before_the_input_ended_is_kept() -> None:
    assert typed("half an answer") == ["half an answer"]
    assert typed("") == typed("\n\n\n") == []
