"""Fonts for every script: what has a glyph, and what becomes a replacement sign."""

from __future__ import annotations

import struct

import pytest

from interviewer.report.fonts import REPLACEMENT, font_folders, has_glyph, language, read_ranges, shown_text


@pytest.mark.parametrize(
    "text",
    ["梯度会爆炸", "勾配が爆発する", "기울기가 폭발한다", "Градиент взрывается", "Η κλίση εκρήγνυται", "الانحدار ينفجر", "ग्रेडिएंट", "เกรเดียนต์", "🙂🧠", "∇ ≤ α → ∑"],
)  # fmt: skip
def test_what_candidates_type_has_glyphs(text: str) -> None:
    assert len(font_folders()) == 2
    assert shown_text(text) == text


def test_what_no_font_has_is_a_replacement_sign_and_never_a_box() -> None:
    assert shown_text("a\U00012000b\ue000\n") == f"a{REPLACEMENT}b{REPLACEMENT}\n"
    assert has_glyph(ord(REPLACEMENT))


@pytest.mark.parametrize(
    ("text", "code"), [("梯度", "zh"), ("勾配が", "ja"), ("기울기 梯度", "ko"), ("plain ∇", ""), ("", ""), ("Ж", "")]
)
def test_han_characters_take_the_shapes_of_their_language(text: str, code: str) -> None:
    assert language(text) == code


def test_without_the_wheels_there_are_signs_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from interviewer.report import fonts

    monkeypatch.setattr(fonts, "find_spec", lambda name: None)
    assert fonts.font_folders() == []


def test_a_character_map_is_read_in_both_of_its_forms() -> None:
    four = struct.pack(">7H", 4, 0, 0, 4, 0, 0, 0) + struct.pack(">5H", 0x41, 0xFFFF, 0, 0x40, 0xFFFF)
    twelve = struct.pack(">HHIII", 12, 0, 0, 0, 1) + struct.pack(">III", 0x1F600, 0x1F610, 1)
    places = struct.pack(">HHI", 3, 1, 20) + struct.pack(">HHI", 3, 10, 20 + len(four))
    cmap = struct.pack(">HH", 0, 2) + places + four + twelve
    font = struct.pack(">IHHHH", 0x10000, 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap
    assert read_ranges(font) == [(0x40, 0x41), (0x1F600, 0x1F610)]
    assert read_ranges(struct.pack(">IHHHH", 0x10000, 0, 0, 0, 0)) == []
