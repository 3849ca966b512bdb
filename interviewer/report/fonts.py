"""Fonts for anything a candidate can type, and which characters they cover.

Typst brings Latin, Greek, Cyrillic and mathematics. The wheels bring Noto for the other scripts, so that nothing depends on
what is installed on the machine. A character without a font is shown as a replacement sign, never as a box.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("manimgx_fonts", "noto_cjk_sans_otc")
"""Wheels that contain only fonts: Noto Sans for scripts from Arabic to Thai and Noto Emoji; Noto Sans CJK."""
REPLACEMENT = "\ufffd"
_BUILT_IN = ((0x20, 0x52F), (0x1E00, 0x20CF), (0x2100, 0x27FF), (0x2900, 0x2BFF), (0x1D400, 0x1D7FF), (0xFB00, 0xFB06))
"""Ranges in Typst's own fonts: Latin, Greek, Cyrillic, punctuation, arrows and mathematics."""
_KANA, _HANGUL = ((0x3040, 0x30FF),), ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF))
"""Ranges of characters, from the Unicode blocks, that tell Japanese and Korean from Chinese."""


def font_folders() -> list[Path]:
    """The folders of the fonts that are installed."""
    found = [find_spec(name) for name in PACKAGES]
    return [Path(folder) for spec in found if spec for folder in spec.submodule_search_locations or ()]


def shown_text(text: str) -> str:
    """The text with a replacement sign for each character that no font has."""
    return "".join(char if char.isspace() or has_glyph(ord(char)) else REPLACEMENT for char in text)


def language(text: str) -> str:
    """The language whose Han shapes to use: ``ja`` with kana, ``ko`` with Hangul, else ``zh``; "" without Han characters."""
    points = [ord(char) for char in text if ord(char) >= 0x1100]
    if any(_within(point, _KANA) for point in points):
        return "ja"
    if any(_within(point, _HANGUL) for point in points):
        return "ko"
    return "zh" if any(0x2E80 <= point <= 0x9FFF or 0x20000 <= point <= 0x3FFFF for point in points) else ""


@lru_cache(maxsize=8192)
def has_glyph(point: int) -> bool:
    """Whether some font has a code point."""
    return _within(point, _BUILT_IN) or _within(point, _installed())


def _within(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= point <= last for first, last in ranges)


@lru_cache(maxsize=1)
def _installed() -> tuple[tuple[int, int], ...]:
    """Ranges of code points that the installed fonts have, sorted and joined."""
    files = (path for folder in font_folders() for path in sorted(folder.iterdir()) if path.suffix in {".ttf", ".ttc"})
    ranges = sorted(found for path in files for found in read_ranges(path.read_bytes()))
    joined: list[tuple[int, int]] = []
    for first, last in ranges:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def read_ranges(font: bytes) -> list[tuple[int, int]]:
    """Ranges of code points in the character map of a font, or of the first font of a collection; see the OpenType cmap."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", font, start + 4)[0]
    for number in range(tables):
        tag, _, at, _ = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        if tag == b"cmap":
            return _of_cmap(font, at)
    return []


def _of_cmap(font: bytes, at: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in range(struct.unpack_from(">H", font, at + 2)[0]):
        offset = at + struct.unpack_from(">I", font, at + 4 + 8 * number + 4)[0]
        form = struct.unpack_from(">H", font, offset)[0]
        if form == 12:
            groups = struct.unpack_from(">I", font, offset + 12)[0]
            found += [struct.unpack_from(">II", font, offset + 16 + 12 * n) for n in range(groups)]
        elif form == 4:
            count = struct.unpack_from(">H", font, offset + 6)[0] // 2
            lasts = struct.unpack_from(f">{count}H", font, offset + 14)
            firsts = struct.unpack_from(f">{count}H", font, offset + 16 + 2 * count)
            found += [(first, last) for first, last in zip(firsts, lasts, strict=True) if first <= last < 0xFFFF]
    return found
