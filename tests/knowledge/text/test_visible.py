"""Invisible characters are removed, what people write stays; no file of a bank contains anything hidden."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import BankError
from knowledge.loader import load_bank
from knowledge.text.visible import address_shown, visible, visible_lines
from tests.knowledge.files import GOOD, write

HOSTILE = ["\x1b[2J", "\x1b]0;pwned\x07", "\u202e", "\u2066", "\u200b", "\x07", "\x9b31m", "\U000e0041"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b[2J\x1b[Hgone", "gone"),
        ("\x9b31mx", "31mx"),
        ("a\x00b\x08c", "abc"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("\u2066\u2067a\u2069", "a"),
        ("pass\u200bword\ufeff", "password"),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("one\u2028two\r\nthree\rfour\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("so\u00adft", "soft"),
        ("Z" + "\u0301" * 500 + "x", "Z" + "\u0301" * 4 + "x"),
        ("\x1b", ""),
    ],
)
def test_what_moves_or_hides_is_taken_out(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "naïve café",
        "שלום \u200f5",
        "مرحبا بالعالم",
        "नमस्ते",
        "👩\u200d👩\u200d👧 🏳️\u200d🌈",
        "‌می\u200cخواهم",
        "全部 テスト",
        "ế ữ",
        "a\n\tb",
        "$x_1$",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text(max_size=300))
def test_any_text_is_seen_and_stays_so(text: str) -> None:
    seen = visible(text)
    assert visible(seen) == seen and len(seen) <= len(text)
    assert not any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in seen)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://me:pass@host:8000/v1?key=x", "http://host:8000/v1"),
        ("postgresql://viva:p/a@s@host/db", "postgresql://host/db"),
        ("viva:secret@host", "host"),
        ("nonsense", "nonsense"),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert address_shown(address) == shown


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
