"""What a bank's files and lists cannot bring along: terminal commands and letters that nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BankError
from knowledge.loader import load_bank
from knowledge.visible import visible, visible_lines
from tests.knowledge.files import GOOD, write

HOSTILE = ["\x1b[2J", "\x1b]0;pwned\x07", "\u202e", "\u2066", "\u200b", "\x07", "\x9b31m", "\U000e0041"]


@given(st.text(max_size=200))
def test_lines_keep_their_numbers(text: str) -> None:
    seen = visible_lines(text)
    assert seen.count("\n") == text.count("\n") and visible(seen) == seen


@pytest.mark.parametrize("said", HOSTILE)
def test_no_text_of_a_bank_holds_what_nobody_sees(tmp_path: Path, said: str) -> None:
    escaped = said.encode("unicode_escape").decode().replace("\\x1b", "\\e")
    text = GOOD.replace("What is two and two?", f"What is {said}two and two?")
    text = text.replace("id: maths-01\n", f'id: maths-01\ntitle: "Two {escaped}and two"\n')
    write(tmp_path, text.replace("Four.", f"Fo{said}ur."))
    question = load_bank(tmp_path)["maths-01"]
    for shown in (question.title, question.question, question.reference):
        assert shown == visible(shown)
    assert question.reference == ("Fo31mur." if said.startswith("\x9b") else "Four.")


def test_the_line_of_a_fault_stays_right(tmp_path: Path) -> None:
    text = GOOD.replace("What is two", "What\u2028 is two") + "\n## Notes\n\nx\n"
    path = write(tmp_path, text)
    with pytest.raises(BankError, match=rf"{path.name}:{text.count(chr(10)) - 2}: "):
        load_bank(tmp_path)
