"""Loads a bank: every file in a folder, and every fault in every file with its line."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import yaml

from knowledge.errors import BankError, Problem
from knowledge.format.body import read_body
from knowledge.format.fields import FieldReader
from knowledge.format.front_matter import read_front_matter
from knowledge.schema import Bank, Question
from knowledge.text.pictures import relative_to_root, targets
from knowledge.text.visible import visible_lines

BUILT_IN = Path(__file__).parent / "bank"
MAX_FILE_BYTES = 1_000_000
"""Largest file of a bank that is read. By hand."""

_SETTLED = 2_000_000_000
"""How old a file must be, in nanoseconds, before it can be cached: the coarsest file-system clock counts in steps of two
seconds."""

_YamlLoader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_bank(root: Path | None = None, drafts: bool = False) -> Bank:
    """Read every ``*.md`` file in a folder and its subfolders; the built-in bank by default.

    Args:
        drafts: Include questions that nobody has approved yet, complete or not.

    Raises:
        BankError: Anything is wrong; it lists every fault in every file.
    """
    root = root or BUILT_IN
    if not root.is_dir():
        raise BankError([Problem(root, 0, "no such folder; give the folder with the bank's .md files")])
    questions, problems = read_folder(root)
    if not questions and not problems:
        problems = [Problem(root, 0, "has no bank files (*.md)")]
    if problems:
        raise BankError(problems)
    bank = Bank(questions, root)
    if drafts:
        return bank
    if not bank.approved:
        raise BankError([Problem(root, 0, f"has only drafts; approve them with: viva bank review {root}")])
    return Bank(bank.approved, root)


_READ: dict[Path, tuple[tuple[int, ...], Question]] = {}
"""Cache of valid questions by file, with the file's stamps. If one file of a large bank changes, only that file is read
again."""


def read_folder(root: Path) -> tuple[list[Question], list[Problem]]:
    """The valid questions in a folder in order of id, and every fault in the other files.

    A folder that does not exist has none.
    """
    questions: list[Question] = []
    problems: list[Problem] = []
    for path in bank_files(root):
        question, found = _read(path)
        problems += found
        if question is not None and not found:
            questions.append(with_figures(question, root))
    seen: dict[str, Question] = {}
    for question in questions:
        first = seen.setdefault(question.id, question)
        if first is not question:
            problems.append(Problem(question.path, 2, f"id {question.id!r} is taken by {first.path}"))
    return sorted(seen.values(), key=lambda q: q.id), problems


def bank_files(root: Path) -> list[Path]:
    """Every file in a folder that should contain a question, in order; none if there is no folder."""
    return sorted(path for path in root.rglob("*.md") if path.name not in {"README.md", "REVIEW.md"})


def load_beside(bank: Bank, root: Path) -> tuple[Bank, list[Problem]]:
    """A bank together with the approved questions in another folder, and the faults in that folder's other files.

    A part of one of the bank's own questions cannot come from elsewhere, so an id that the bank already has is a fault.
    """
    questions, problems = read_folder(root)
    taken = {question.stem for question in bank.values()} | set(bank)
    added = [question for question in questions if question.status != "draft"]
    for question in added:
        if question.id in taken or question.stem in taken:
            problems.append(
                Problem(question.path, 2, f"id {question.id!r} belongs to a built-in question; use another")
            )
    added = [question for question in added if question.id not in taken and question.stem not in taken]
    if not added:
        return bank, problems
    return Bank(sorted([*bank.values(), *added], key=lambda q: q.id), bank.root, root), problems


def _read(path: Path) -> tuple[Question | None, list[Problem]]:
    """The question in a file and its faults; from the cache if the file has not changed."""
    try:
        found = path.stat()
    except OSError:
        return read_question(path)  # which reports what is wrong
    stamp = (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
    known = _READ.get(path.absolute())
    if known is not None and known[0] == stamp and known[1].path == path:
        return known[1], []
    question, problems = read_question(path)
    settled = time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) > _SETTLED
    # code tests are in a separate file, which may change while this one does not
    if question is not None and not problems and not question.code_tests and settled:
        _READ[path.absolute()] = (stamp, question)
    else:
        _READ.pop(path.absolute(), None)
    return question, problems


def with_figures(question: Question, root: Path) -> Question:
    """A question whose pictures have paths from the bank's folder, not from its file."""
    if not any(targets(text) for text in (question.question, question.reference, question.deeper)):
        return question
    return replace(
        question,
        question=relative_to_root(question.question, question.path, root),
        reference=relative_to_root(question.reference, question.path, root),
        deeper=relative_to_root(question.deeper, question.path, root),
    )


def read_question(path: Path) -> tuple[Question | None, list[Problem]]:
    """Read one file; the question is None if a required field cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return None, [Problem(path, 0, "is over 1 MB; a bank file has only one part of a question")]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Problem(path, 0, f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]
    except OSError as error:
        return None, [Problem(path, 0, f"cannot be read: {error.strerror}")]
    return parse_question(text, path)


def parse_question(text: str, path: Path) -> tuple[Question | None, list[Problem]]:
    """Parse the text of one file, without invisible characters; ``path`` is used only for messages and the question's ``path``."""
    lines = visible_lines(text).split("\n")
    if lines[0].strip() != "---":
        return None, [Problem(path, 1, "must begin with '---', the YAML front matter")]
    try:
        end = next(i for i, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    except StopIteration:
        return None, [Problem(path, 1, "the front matter has no closing '---'")]
    reader = FieldReader(path)
    try:
        node = yaml.compose("\n".join(lines[1:end]), Loader=_YamlLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return None, [Problem(path, line, f"YAML: {error.problem or error.context}")]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, [Problem(path, 1, f"YAML: {str(error).splitlines()[0][:120]}")]
    if not isinstance(node, yaml.MappingNode):
        return None, [Problem(path, 2, "the front matter must be fields such as 'id: training-06a'")]
    body = read_body(lines, end + 1, reader)
    question = read_front_matter(node, body, end + 2, reader)
    return question, reader.problems
