"""What cannot be seen is gone, what people write stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.visible import visible


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
