"""Turns a Markdown question list into bank files: drafts that a person completes and approves.

Importing again changes nothing that was edited and keeps every id: a manifest in the folder remembers which text of the
list became which file.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from knowledge.authoring.question_list import ListedPart, QuestionList, read_list
from knowledge.errors import KnowledgeError
from knowledge.pictures import IMAGE, is_remote
from knowledge.schema import SECTION_TITLES

MANIFEST = ".import.json"
MAX_LIST_BYTES = 50_000_000
_HTML_IMAGE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"'][^>]*>", re.I)


class ImportFailure(KnowledgeError):
    """A list cannot be imported."""


@dataclass
class ImportResult:
    """What an import did.

    Attributes:
        written: Ids whose file is new.
        kept: Ids that were there already and were left as they are.
        deleted: Ids whose file was imported once and has been deleted since; it is not made again.
        unplaced: Lines of the list that belong to no question, with their numbers.
        missing_images: Images that the list names and that are not there, with the id.
        repeated: Pairs of ids with the same text in the list.
    """

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    missing_images: list[tuple[str, str]] = field(default_factory=list)
    repeated: list[tuple[str, str]] = field(default_factory=list)


def read_list_file(path: Path) -> QuestionList:
    """Read a list from a file.

    Raises:
        ImportFailure: It cannot be read, is no text, or holds no numbered question.
    """
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise ImportFailure(f"{path} is over 50 MB; a question list is text")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailure(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise ImportFailure(f"{path} cannot be read: {error.strerror}") from error
    found = read_list(text)
    if not found.parts:
        raise ImportFailure(
            f"{path} holds no numbered question; a list has '## Section' headings and items such as '1. What is …?'"
        )
    return found


def import_list(
    path: Path, out: Path, step: Callable[[], None] = lambda: None, found: QuestionList | None = None
) -> ImportResult:
    """Write a list's questions as drafts below ``out``, one file a part.

    Args:
        step: Called once for each part.
        found: The list, where it has been read already.

    Raises:
        ImportFailure: The list cannot be read, or a file cannot be written.
    """
    found = found or read_list_file(path)
    result = ImportResult(unplaced=list(found.unplaced))
    try:
        out.mkdir(parents=True, exist_ok=True)
        known = _read_manifest(out)
        _write_all(found, path, out, known, result, step)
    except OSError as error:
        raise ImportFailure(f"{error.filename or out} cannot be written: {error.strerror}") from error
    return result


def _write_all(
    found: QuestionList, path: Path, out: Path, known: dict[str, str], result: ImportResult, step: Callable[[], None]
) -> None:
    taken = {file.stem for file in out.rglob("*.md")} | set(known.values())
    seen: dict[str, str] = {}
    names = _section_names(found.sections)
    for part, wanted in zip(found.parts, _natural_ids(found.parts, names), strict=True):
        mark = _mark(part)
        section = names[part.section]
        question_id = known.get(mark)
        if mark in seen:
            result.repeated.append((seen[mark], wanted))
            mark = f"{mark}:{wanted}"
            question_id = known.get(mark)
        seen.setdefault(mark, question_id or wanted)
        if question_id is None:
            question_id = wanted if wanted not in taken else _free_id(wanted, taken)
            taken.add(question_id)
            text = _with_images(part, question_id, path.parent, out, result)
            file = out / section / f"{question_id}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_text(_bank_file(part, question_id, section, text), encoding="utf-8")
            known[mark] = question_id
            result.written.append(question_id)
        elif (out / section / f"{question_id}.md").is_file():
            result.kept.append(question_id)
        else:
            result.deleted.append(question_id)
        step()
    (out / MANIFEST).write_text(json.dumps(known, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _read_manifest(out: Path) -> dict[str, str]:
    try:
        data = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, UnicodeDecodeError) as error:
        raise ImportFailure(
            f"{out / MANIFEST} is damaged; repair it, or delete it to import every question as new"
        ) from error
    if not isinstance(data, dict):
        raise ImportFailure(f"{out / MANIFEST} is damaged; delete it to import every question as new")
    return {str(mark): str(question_id) for mark, question_id in data.items()}


def _mark(part: ListedPart) -> str:
    text = " ".join(f"{part.section}\x1f{part.stem}\x1f{part.text}".split())
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _section_names(titles: tuple[str, ...]) -> dict[str, str]:
    """A slug for each section title, the built-in ones where they are known, none twice."""
    known = {title.lower(): slug for slug, title in SECTION_TITLES.items()}
    names: dict[str, str] = {}
    for title in titles:
        slug = known.get(title.lower()) or re.sub(r"[^a-z0-9]+", "", title.lower())[:24]
        slug = slug if slug and slug[0].isalpha() else f"s{slug}"
        while slug in names.values():
            slug += "x"
        names[title] = slug
    return names


def _natural_ids(parts: tuple[ListedPart, ...], names: dict[str, str]) -> Iterator[str]:
    for part in parts:
        yield f"{names[part.section]}-{part.number:02d}{_letter(part.part)}"


def _letter(part: int) -> str:
    letters = ""
    while part > 0:
        part, rest = divmod(part - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _free_id(wanted: str, taken: set[str]) -> str:
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def _with_images(part: ListedPart, question_id: str, folder: Path, out: Path, result: ImportResult) -> str:
    """The text of a part with its stem; its images are copied into the bank's folder and linked from there."""

    def placed(target: str, alt: str) -> str:
        if is_remote(target) or not (mimetypes.guess_type(target)[0] or "").startswith("image/"):
            return f"![{alt}]({target})"
        source = folder / target
        if not source.is_file():
            result.missing_images.append((question_id, target))
            return f"![{alt}]({target})"
        name = f"{question_id}-{re.sub(r'[^A-Za-z0-9._-]+', '-', source.name)}"
        (out / "figures").mkdir(exist_ok=True)
        shutil.copyfile(source, out / "figures" / name)
        return f"![{alt}](../figures/{name})"

    text = f"{part.stem}\n\n{part.text}" if part.stem else part.text
    text = _HTML_IMAGE.sub(lambda m: f"![]({m[1]})", text)
    return IMAGE.sub(lambda m: placed(m[2], m[1]), text)


def _bank_file(part: ListedPart, question_id: str, section: str, text: str) -> str:
    front: dict[str, object] = {
        "id": question_id,
        "section": section,
        "source": f"{part.section} {part.number}" + (f".{part.part}" if part.part else ""),
        "title": _title(part.text),
        "status": "draft",
    }
    if part.part and re.fullmatch(r".*-\d+[a-z]+", question_id):
        front["follows"] = question_id.rstrip("abcdefghijklmnopqrstuvwxyz")
    head = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)
    # a heading inside the question would end it for the reader of bank files
    pieces = re.split(r"(^[ \t]*```.*?(?:^[ \t]*```|\Z))", text, flags=re.M | re.DOTALL)
    body = "".join(p if n % 2 else re.sub(r"^##(?=\s)", "###", p, flags=re.M) for n, p in enumerate(pieces))
    return f"---\n{head}---\n\n## Question\n\n{body}\n"


def _title(text: str) -> str:
    words = re.sub(r"```.*?(?:```|\Z)|[*_`#>]|!\[[^\]]*\]\([^)]*\)", " ", text, flags=re.DOTALL).split()
    title = " ".join(words[:9])
    return (title[:70].rstrip(" ,.;:?") + ("…" if len(words) > 9 else "")) or "Untitled"
