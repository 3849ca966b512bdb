"""An answer from a file: a tree or a drawing as JSON, or a drawing as a PNG picture, becomes the text that is graded."""

from __future__ import annotations

from pathlib import Path

from interviewer.errors import UsageError
from interviewer.grading.forms.fences import fenced
from interviewer.grading.forms.sketches.drawing import drawing_json, is_drawing_json
from interviewer.grading.forms.sketches.image import curves_in
from interviewer.grading.forms.trees.tree_json import is_tree_json

MAX_BYTES = 10_000_000
"""Largest file that is read as an answer. By hand."""
SUFFIXES = (".json", ".png")


def answer_from_file(path: str) -> str:
    """The text of an answer that is stored in a file, such as a tree or a drawing.

    Raises:
        UsageError: The file cannot be read, is too large, or holds neither a tree nor a drawing.
    """
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{path} is neither a .json nor a .png file")
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise UsageError(f"{path} is over 10 MB; a drawing or a tree is far smaller")
    try:
        return fenced("sketch", drawing_json(curves_in(data))) if suffix == ".png" else _from_json(data)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _from_json(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("the file is not UTF-8 text; save it as UTF-8") from error
    if is_drawing_json(text):
        return fenced("sketch", text.strip())
    if is_tree_json(text):
        return fenced("tree", text.strip())
    raise UsageError('the JSON is neither a drawing, {"curves": [...]}, nor a tree, {"nodes": {"root": {"value": 3}}}')
