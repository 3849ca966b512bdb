"""Turns a Markdown question list into bank files: drafts that a person completes and approves.

Importing again changes nothing that was edited and keeps every id: a manifest in the folder remembers which text of the
list became which file, and a question whose typo was mended is known by its likeness to what it was.
"""

from __future__ import annotations

import mimetypes
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.authoring.any_list import UnreadableList, read_any_list
from knowledge.authoring.draft_file import body_text, draft_file
from knowledge.authoring.likeness import by_word, likest, words_of
from knowledge.authoring.manifest import MANIFEST, Entry, ImportFailure, mark_of, read_manifest, write_manifest
from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.pictures import IMAGE, is_remote
from knowledge.schema import SECTION_TITLES

__all__ = ["MANIFEST", "ImportFailure", "ImportResult", "import_list", "read_list_file"]

MAX_LIST_BYTES = 50_000_000
LEFT_OVER = ".import-left-over.txt"
"""File of the bank's folder that names every line of the list that is in no question."""
_HTML_IMAGE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"'][^>]*>", re.I)


@dataclass
class ImportResult:
    """What an import did.

    Attributes:
        written: Ids whose file is new.
        kept: Ids that were there already and were left as they are.
        mended: Ids whose question was reworded in the list, with whether the file was brought up to date; a file that
            a person has edited is not.
        deleted: Ids whose file was imported once and has been deleted since; it is not made again.
        unplaced: Lines of the list that belong to no question, with their numbers.
        missing_images: Images that the list names and that are not there, with the id.
        repeated: Pairs of ids with the same text in the list.
        alike: Pairs of ids that ask the same in other sections or in nearly the same words.
    """

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    mended: list[tuple[str, bool]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    missing_images: list[tuple[str, str]] = field(default_factory=list)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    alike: list[tuple[str, str]] = field(default_factory=list)


def read_list_file(path: Path) -> QuestionList:
    """Read a list from a file.

    Raises:
        ImportFailure: It cannot be read, is no text, or is of no shape that is understood; the line that misled is named.
    """
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise ImportFailure(f"{path} is over 50 MB; a question list is text")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFailure(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise ImportFailure(f"{path} cannot be read: {error.strerror}") from error
    try:
        return read_any_list(text)
    except UnreadableList as error:
        raise ImportFailure(f"{path} {error}") from error


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
    try:
        out.mkdir(parents=True, exist_ok=True)
        work = _Import(found, path.parent, out)
        work.write_all(step)
        write_manifest(out, work.known)
        _write_left_over(found, out)
    except OSError as error:
        raise ImportFailure(f"{error.filename or out} cannot be written: {error.strerror}") from error
    return work.result


class _Import:
    """One import under way."""

    def __init__(self, found: QuestionList, folder: Path, out: Path) -> None:
        self.result = ImportResult(unplaced=list(found.unplaced))
        self.known = read_manifest(out)
        self._found, self._folder, self._out = found, folder, out
        self._files = {file.stem: file for file in out.rglob("*.md")}
        self._taken = set(self._files) | {entry.id for entry in self.known.values()}
        self._names = _section_names(found.sections, self.known)
        self._seen: dict[str, str] = {}
        listed = {mark_of(part) for part in found.parts}
        self._lost = {mark: self._text_of(e) for mark, e in self.known.items() if mark.split(":")[0] not in listed}
        self._lost_words = by_word(self._lost)

    def write_all(self, step: Callable[[], None]) -> None:
        """Write what is new, and keep the rest."""
        asked: dict[str, str] = {}
        for part, wanted in zip(self._found.parts, _natural_ids(self._found.parts, self._names), strict=True):
            question_id = self._place(part, wanted)
            asked.setdefault(question_id, f"{part.stem} {part.text}")
            step()
        self._name_alike(asked)

    def _place(self, part: ListedPart, wanted: str) -> str:
        mark = mark_of(part)
        entry = self.known.get(mark)
        if mark in self._seen:
            self.result.repeated.append((self._seen[mark], wanted))
            mark = f"{mark}:{wanted}"
            entry = self.known.get(mark)
        if entry is None and self._lost:
            entry = self._mended(part, mark)
        self._seen.setdefault(mark, entry.id if entry else wanted)
        if entry is None:
            entry = self._write(part, wanted)
            self.known[mark] = entry
            self.result.written.append(entry.id)
        elif entry.id in self._files:
            self.result.kept.append(entry.id)
        else:
            self.result.deleted.append(entry.id)
        return entry.id

    def _write(self, part: ListedPart, wanted: str) -> Entry:
        question_id = wanted if wanted not in self._taken else _free_id(wanted, self._taken)
        self._taken.add(question_id)
        section = self._names[part.section]
        text = self._with_images(_whole(part), question_id)
        answer = self._with_images(part.answer, question_id)
        file = self._out / section / f"{question_id}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(draft_file(part, question_id, section, text, answer), encoding="utf-8")
        return Entry(question_id, text, part.section)

    def _mended(self, part: ListedPart, mark: str) -> Entry | None:
        """The entry that this part is a mended form of; its file gets the new words unless a person changed them."""
        old_mark = likest(_whole(part), self._lost, self._lost_words)
        if old_mark is None:
            return None
        old = self.known.pop(old_mark)
        before = self._lost.pop(old_mark)
        self._lost_words = {word: [m for m in ms if m != old_mark] for word, ms in self._lost_words.items()}
        file = self._files.get(old.id)
        text = self._with_images(_whole(part), old.id) if file else _whole(part)
        written = file is not None and _replace_question(file, before, text)
        entry = replace(old, text=text if written or not file else before, section=part.section)
        self.known[mark] = entry
        if file:
            self.result.mended.append((old.id, written))
        return entry

    def _text_of(self, entry: Entry) -> str:
        if entry.text or entry.id not in self._files:
            return entry.text
        text = self._files[entry.id].read_text(encoding="utf-8-sig", errors="replace")
        return text.partition("\n## Question\n")[2].partition("\n## Reference answer\n")[0].strip()

    def _name_alike(self, asked: dict[str, str]) -> None:
        """Name questions that ask the same as an earlier one, in any section."""
        exact: dict[tuple[str, ...], str] = {}
        repeated = {again for _, again in self.result.repeated}
        for question_id, text in asked.items():
            words = words_of(text)
            first = exact.setdefault(words, question_id)
            if first != question_id and words and question_id not in repeated:
                self.result.alike.append((first, question_id))
        single = {question_id: asked[question_id] for question_id in exact.values()}
        index = by_word(single)
        for question_id, text in single.items():
            others = {word: [k for k in index.get(word, ()) if k < question_id] for word in set(words_of(text))}
            near = likest(text, single, others)
            if near is not None:
                self.result.alike.append((near, question_id))

    def _with_images(self, text: str, question_id: str) -> str:
        """A text whose images are copied into the bank's folder and linked from there."""

        def placed(target: str, alt: str) -> str:
            if is_remote(target) or not (mimetypes.guess_type(target)[0] or "").startswith("image/"):
                return f"![{alt}]({target})"
            source = self._folder / target
            if not source.is_file():
                self.result.missing_images.append((question_id, target))
                return f"![{alt}]({target})"
            name = f"{question_id}-{re.sub(r'[^A-Za-z0-9._-]+', '-', source.name)}"
            (self._out / "figures").mkdir(exist_ok=True)
            shutil.copyfile(source, self._out / "figures" / name)
            return f"![{alt}](../figures/{name})"

        text = _HTML_IMAGE.sub(lambda m: f"![]({m[1]})", text)
        return IMAGE.sub(lambda m: placed(m[2], m[1]), text)


def _whole(part: ListedPart) -> str:
    return f"{part.stem}\n\n{part.text}" if part.stem else part.text


def _replace_question(file: Path, before: str, after: str) -> bool:
    """Put a question's new words into its file where the old ones stand unchanged."""
    text = file.read_text(encoding="utf-8-sig")
    old, new = (f"\n## Question\n\n{body_text(words)}\n" for words in (before, after))
    if text.count(old) != 1:
        return False
    file.write_text(text.replace(old, new), encoding="utf-8")
    return True


def _write_left_over(found: QuestionList, out: Path) -> None:
    lines = [f"line {line} belongs to no question: {text}" for line, text in found.unplaced]
    lines += [f"line {line} passed over: {text}" for line, text in found.passed]
    (out / LEFT_OVER).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _section_names(titles: tuple[str, ...], known: dict[str, Entry]) -> dict[str, str]:
    """A slug for each section title: the one it had before, a built-in one, or one made of its letters; none twice."""
    built_in = {title.lower(): slug for slug, title in SECTION_TITLES.items()}
    names = {e.section: e.id.split("-")[0] for e in known.values() if e.section in titles and e.section}
    for title in titles:
        if title in names:
            continue
        slug = built_in.get(title.lower()) or re.sub(r"[^a-z0-9]+", "", title.lower())[:24]
        if not slug and title:
            # a script without Latin letters: sections are told apart by their number
            slug = next(s for n in range(1, len(titles) + 2) if (s := f"s{n}") not in names.values())
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
