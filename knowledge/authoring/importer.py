"""Turns a Markdown question list into bank files: drafts that a person completes and approves.

Importing again changes nothing that was edited and keeps every id: a manifest in the folder records which text of the list
became which file, and a question with a corrected typo is recognised by its similarity to the old text.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from knowledge.authoring.drafts.again import ListChange, answer_mark, reference_mark, renewed
from knowledge.authoring.drafts.draft_file import draft_file, listed_fields, title_of
from knowledge.authoring.manifest import (
    MANIFEST,
    ImportedQuestion,
    ImportFailure,
    mark_of,
    read_manifest,
    write_manifest,
)
from knowledge.authoring.naming import free_id, natural_ids, section_names
from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.reading.list_file import read_list_file
from knowledge.authoring.words.levels import text_without_difficulty
from knowledge.authoring.words.likeness import by_word, likest, words_of
from knowledge.text.pictures import IMAGE, PICTURES, is_remote

__all__ = ["MANIFEST", "ImportFailure", "ImportResult", "import_list", "read_list_file", "write_list"]

LEFT_OVER = ".import-left-over.txt"
"""A file in the bank's folder that lists every line of the list that is in no question."""
_HTML_IMAGE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"']+)[\"'][^>]*>", re.I)
"""An image in HTML, with its address: it is kept as one in Markdown."""


@dataclass
class ImportResult:
    """What an import did.

    Attributes:
        written: Ids whose file is new.
        kept: Ids that already existed and were not changed.
        reworded: Ids whose question was reworded in the list, and whether the file was updated; a file that a person has edited
            is not.
        answered: Ids whose answer changed in the list, and whether the file was updated; an answer that a person has edited, or
            approved, is not, unless only a typo changed.
        deleted: Ids whose file was imported earlier and has been deleted since; it is not created again.
        unplaced: Lines of the list that don't belong to any question, with their numbers.
        missing_images: Images that the list refers to but that do not exist, with the question's id.
        repeated: Pairs of ids with the same text in the list.
        alike: Pairs of ids that ask the same in other sections or in nearly the same words.
        titles: The first words of each question in the list, by id.
        places: The number of the part in the list, from 0, by id.
    """

    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    reworded: list[tuple[str, bool]] = field(default_factory=list)
    answered: list[tuple[str, bool]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    missing_images: list[tuple[str, str]] = field(default_factory=list)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    alike: list[tuple[str, str]] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)


def import_list(
    path: Path, out: Path, step: Callable[[], None] = lambda: None, found: QuestionList | None = None
) -> ImportResult:
    """Write a list's questions as drafts into ``out``, one file per part.

    Args:
        step: Called once for each part.
        found: The list, if it has already been read.

    Raises:
        ImportFailure: The list cannot be read, or a file cannot be written.
    """
    return write_list(found or read_list_file(path), out, path.parent, step=step)


def write_list(
    found: QuestionList,
    out: Path,
    images: Path | None = None,
    prefix: str = "",
    step: Callable[[], None] = lambda: None,
) -> ImportResult:
    """Write the questions of a list that has been read as drafts into ``out``, one file per part.

    Args:
        images: The folder to copy its images from; if there is none, no image is copied.
        prefix: Prefix of every new id.
        step: Called once for each part.

    Raises:
        ImportFailure: A file cannot be written, or the folder's manifest is damaged.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        work = _Import(found, images, out, prefix)
        work.write_all(step)
        write_manifest(out, work.known)
        _write_left_over(found, out)
    except OSError as error:
        raise ImportFailure(f"{error.filename or out} cannot be written: {error.strerror}") from error
    return work.result


class _Import:
    """One import in progress."""

    def __init__(self, found: QuestionList, folder: Path | None, out: Path, prefix: str) -> None:
        self.result = ImportResult(unplaced=list(found.unplaced))
        self.known = read_manifest(out)
        self._found, self._folder, self._out, self._prefix = found, folder, out, prefix
        self._files = {file.stem: file for file in out.rglob("*.md")}
        self._taken = set(self._files) | {entry.id for entry in self.known.values()}
        self._names = section_names(found.sections, self.known, prefix)
        self._seen: dict[str, str] = {}
        listed = {mark_of(part) for part in found.parts}
        lost = {mark: self._text_of(e) for mark, e in self.known.items() if mark.split(":")[0] not in listed}
        # a difficulty level is not part of a question; an older import may have left it there
        self._lost = {mark: text_without_difficulty(text)[0] for mark, text in lost.items()}
        self._lost_words = by_word(self._lost)

    def write_all(self, step: Callable[[], None]) -> None:
        """Write the new questions, and keep the rest."""
        asked: dict[str, str] = {}
        wanted_ids = natural_ids(self._found.parts, self._names, self._prefix)
        for number, (part, wanted) in enumerate(zip(self._found.parts, wanted_ids, strict=True)):
            question_id = self._place(part, wanted)
            self.result.titles.setdefault(question_id, title_of(part.text))
            self.result.places.setdefault(question_id, number)
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
            entry = self._reworded(part)
        elif entry is not None:
            entry = self._renewed(part, entry, entry.text, entry.text)
        self._seen.setdefault(mark, entry.id if entry else wanted)
        if entry is None:
            entry = self._write(part, wanted)
            self.result.written.append(entry.id)
        elif entry.id in self._files:
            self.result.kept.append(entry.id)
        else:
            self.result.deleted.append(entry.id)
        self.known[mark] = entry
        return entry.id

    def _write(self, part: ListedPart, wanted: str) -> ImportedQuestion:
        question_id = wanted if wanted not in self._taken else free_id(wanted, self._taken)
        self._taken.add(question_id)
        section = self._names[part.section]
        text = self._with_images(_whole(part), question_id)
        answer = self._with_images(part.answer, question_id)
        file = self._out / section / f"{question_id}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(draft_file(part, question_id, section, text, answer), encoding="utf-8")
        marks = answer_mark(part.answer), reference_mark(answer)
        return ImportedQuestion(question_id, text, part.section, *marks, listed_fields(part))

    def _reworded(self, part: ListedPart) -> ImportedQuestion | None:
        """The entry for an earlier wording of this part, brought up to date."""
        old_mark = likest(_whole(part), self._lost, self._lost_words)
        if old_mark is None:
            return None
        old = self.known.pop(old_mark)
        del self._lost[old_mark]
        self._lost_words = {word: [m for m in ms if m != old_mark] for word, ms in self._lost_words.items()}
        text = self._with_images(_whole(part), old.id) if old.id in self._files else _whole(part)
        return self._renewed(part, old, self._text_of(old), text)

    def _renewed(self, part: ListedPart, old: ImportedQuestion, before: str, after: str) -> ImportedQuestion:
        """The entry of a part that was imported before; its file gets what changed in the list unless a person has edited it."""
        file = self._files.get(old.id)
        fields, mark = listed_fields(part), answer_mark(part.answer)
        entry = replace(old, text=after, section=part.section, answer=mark, fields=fields)
        if file is None or (before == after and (old.fields, old.answer) == (fields, mark)):
            return entry
        answer = None if old.answer == mark else self._with_images(part.answer, old.id)
        change = ListChange(
            before=before,
            after=after,
            answer=answer,
            reference=old.reference,
            head_before=old.fields,
            head_after=fields,
        )
        text = file.read_text(encoding="utf-8-sig")
        made = renewed(text, change)
        if made.text != text:
            file.write_text(made.text, encoding="utf-8")
        if before.split() != after.split():
            self.result.reworded.append((old.id, made.question))
        if made.answer is not None:
            self.result.answered.append((old.id, made.answer))
        reference = reference_mark(answer) if answer is not None and made.answer is not False else old.reference
        return replace(entry, text=after if made.question else before, reference=reference)

    def _text_of(self, entry: ImportedQuestion) -> str:
        if entry.text or entry.id not in self._files:
            return entry.text
        text = self._files[entry.id].read_text(encoding="utf-8-sig", errors="replace")
        return text.partition("\n## Question\n")[2].partition("\n## Reference answer\n")[0].strip()

    def _name_alike(self, asked: dict[str, str]) -> None:
        """List questions that ask the same as an earlier one, in any section."""
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
        """The text with its images copied into the bank's folder and linked there."""

        def placed(target: str, alt: str) -> str:
            if is_remote(target) or Path(target).suffix.lower() not in PICTURES:
                return f"![{alt}]({target})"
            source = self._folder / target if self._folder else None
            if source is None or not source.is_file():
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


def _write_left_over(found: QuestionList, out: Path) -> None:
    lines = [f"line {line} doesn't belong to any question: {text}" for line, text in found.unplaced]
    lines += [f"line {line} skipped: {text}" for line, text in found.passed]
    (out / LEFT_OVER).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
