"""Figures that a bank's Markdown refers to: where they are, and the text with or without them."""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

IMAGE = re.compile(r"!\[([^\]]{0,1000}+)\]\(([^)\s]{1,1000}+)[^)]{0,1000}+\)")
"""An image in Markdown: its description and its target. The quantifiers are bounded and possessive because candidates' answers
are searched too, and an answer of 200,000 characters must not take minutes."""
PICTURES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""The figures that a bank can have: the ends of their names, and their media types."""
MAX_PICTURE_BYTES = 2_000_000
"""Largest picture that is shown. By hand."""


def targets(text: str) -> list[str]:
    """The targets of the images in a Markdown text, in order."""
    return [match[2] for match in IMAGE.finditer(text)]


def relative_to_root(text: str, file: Path, root: Path) -> str:
    """The text with its image paths, which are relative to its file, made relative to the bank's folder."""

    def moved(match: re.Match[str]) -> str:
        if is_remote(match[2]):
            return match[0]
        inside = os.path.relpath(file.parent / match[2], root).replace(os.sep, "/")
        return f"![{match[1]}]({inside})"

    return IMAGE.sub(moved, text)


def embedded(text: str, *roots: Path) -> str:
    """The text with images from the bank embedded as data, so that no file has to be served.

    An image that is missing, or that points elsewhere, is replaced by its description.

    Args:
        roots: The folders of the bank; an image is taken from the first one that has it.
    """

    def put(match: re.Match[str]) -> str:
        kind = PICTURES.get(Path(match[2]).suffix.lower())
        found = [] if is_remote(match[2]) or kind is None else [_inside(root, match[2]) for root in roots]
        path = next((each for each in found if each is not None), None)
        if path is None or path.stat().st_size > MAX_PICTURE_BYTES:
            return _described(match)
        return f"![{match[1]}](data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()})"

    return IMAGE.sub(put, text)


def _inside(root: Path, target: str) -> Path | None:
    """The file that a target names, if it is inside the folder; None otherwise."""
    path = (root / target).resolve()
    return path if path.is_relative_to(root.resolve()) and path.is_file() else None


def described(text: str) -> str:
    """The text with each image replaced by its description, for the terminal and for models."""
    return IMAGE.sub(_described, text)


def without_images(text: str) -> str:
    """The text without its images and the empty lines that they leave."""
    return re.sub(r"\n{3,}", "\n\n", IMAGE.sub("", text)).strip()


def only_images(text: str) -> bool:
    """Whether a paragraph contains only images."""
    return bool(IMAGE.search(text)) and not IMAGE.sub("", text).strip()


def _described(match: re.Match[str]) -> str:
    return f"[Figure: {match[1] or match[2]}]"


def is_remote(target: str) -> bool:
    """Whether an image's target is an address or an absolute path rather than a file in the bank."""
    return bool(re.match(r"^[a-z][a-z0-9+.-]*:|^/", target, re.I))
