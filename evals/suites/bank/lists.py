"""How question lists are imported: questions placed, answers attached, text lost.

A list can have its expected contents next to it, as ``NAME.json``: ``{"shape": …, "questions": [{"question": …, "answer":
…}]}``. Without that file, only what was found is counted, and the words that are in no question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.json_data import JsonObject
from knowledge.authoring.importer import read_list_file
from knowledge.authoring.manifest import ImportFailure
from knowledge.authoring.question_list import QuestionList
from knowledge.authoring.reading.answer_labels import with_known_labels
from knowledge.authoring.reading.gaps import GAP
from knowledge.authoring.reading.latex_lists import COMMAND
from knowledge.authoring.reading.org_headings import with_org_headings
from knowledge.authoring.words.answer_titles import is_answer_label
from knowledge.authoring.words.answer_words import ANSWER_WORDS
from knowledge.authoring.words.asking import plain
from knowledge.authoring.words.levels import LEVELS
from knowledge.authoring.words.problem_words import problem_label, solution_label
from knowledge.authoring.words.question_words import LABELS
from knowledge.text.alternatives import any_of, table
from knowledge.text.marks import TAG
from knowledge.text.visible import visible

LEAST_PLACED, LEAST_ATTACHED = 0.98, 0.95
"""The shares of questions and of answers that an import must get right."""
KINDS = (".md", ".markdown", ".txt", ".csv")
_FOLD = re.compile(r"<summary[^>]*>(.*?)</summary>", re.I)
_CALLOUT = re.compile(r"\[![\w-]+\][-+]?\s*(.*)$")
"""The kind of a callout, which is a mark, and its title."""
_MARKS = table(
    (
        any_of(
            rf"a, src, source, questions?, difficulty, level, topics?, [a-z], [ivxl]+, [一二三四五六七八九十百]+, no, "
            rf"đáp, án, câu, hỏi, _+, \d+, [aq]\d+, {ANSWER_WORDS}, {LABELS}, "
            rf"{'|'.join((re.escape(name) for name in LEVELS))}"
        ),
        "Question 3",
    ),
)
"""Words in a list that are only markers: labels, levels and numbers."""


def measure_lists(folder: Path) -> JsonObject:
    """Import every list in a folder and its subfolders, and count the outcomes.

    Raises:
        UsageError: The folder does not exist, or has no list.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in KINDS and path.is_file())
    if not files:
        raise UsageError(f"{folder} has no lists; name a folder with files that end in {', '.join(KINDS)}")
    rows = {str(path.relative_to(folder)): measure_list(path) for path in files}
    read = [row for row in rows.values() if "refused" not in row]
    refused = [str(row["refused"]) for row in rows.values() if "refused" in row]
    names = ("questions", "answers", "words", "words_in_no_question", "words_lost", "expected", "placed", "attached")
    totals: dict[str, int] = {name: sum(_count(row, name) for row in rows.values()) for name in names}
    without_line = sum(not re.search(r"\bline \d", said) for said in refused)
    expected = totals["expected"]
    shares = {name: round(totals[name] / expected, 4) if expected else None for name in ("placed", "attached")}
    passed = totals["words_lost"] == 0 and without_line == 0
    if expected:
        passed = passed and totals["placed"] >= LEAST_PLACED * expected
        passed = passed and totals["attached"] >= LEAST_ATTACHED * expected
    return {
        "lists": len(rows),
        "read": len(read),
        "refused": len(refused),
        "refused_without_line": without_line,
        **totals,
        "placed_share": shares["placed"],
        "attached_share": shares["attached"],
        "passed": passed,
        "files": rows,
    }


def measure_list(path: Path) -> JsonObject:
    """The outcome of importing one list: counts, or why it was refused."""
    wanted = path.with_suffix(".json")
    try:
        expected = json.loads(wanted.read_text(encoding="utf-8"))["questions"] if wanted.is_file() else []
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f'{wanted} does not say what {path.name} contains; it needs {{"questions": […]}}') from error
    try:
        found = read_list_file(path)
    except ImportFailure as error:
        return {"refused": str(error).replace(str(path), path.name), "expected": len(expected)}
    lines = visible(path.read_text(encoding="utf-8-sig")).split("\n")
    by = {_words(f"{part.stem} {part.text}"): part for part in found.parts}
    placed = [row for row in expected if _words(row["question"]) in by]
    attached = [row for row in placed if _words(by[_words(row["question"])].answer) == _words(row["answer"])]
    left = {line for line, _ in found.unplaced}
    return {
        "shape": found.shape,
        "questions": len(found.parts),
        "answers": sum(bool(part.answer) for part in found.parts),
        "words": sum(len(_tokens(line)) for line in lines),
        "words_in_no_question": sum(len(_tokens(lines[n - 1])) for n in left),
        "words_lost": len(words_lost(lines, found)),
        "expected": len(expected),
        "placed": len(placed),
        "attached": len(attached),
    }


def words_lost(lines: Sequence[str], found: QuestionList) -> list[str]:
    """Words that are in no question, and on no line that the import reports as left out."""
    # the marks of Org mode are rewritten, and an answer's label is removed, in any language
    lines = with_known_labels(with_org_headings("\n".join(lines))).split("\n")
    kept = [f"{p.section} {p.stem} {p.text} {p.answer} {' '.join((*p.topics, *p.sources))}" for p in found.parts]
    known = set(_tokens(" ".join([*kept, *(plain(text) for text in kept)])))
    named = {line for line, _ in (*found.unplaced, *found.passed)}

    def lost(text: str) -> list[str]:
        return [word for word in _tokens(text) if word not in known and not _MARKS.fullmatch(word)]

    said = [_said(line) for number, line in enumerate(lines, start=1) if number not in named]
    # where signs of emphasis or code are taken out of a text, two words may become one
    return [word for line in said if lost(re.sub(r"[*`]+|(?<!\w)_+|_+(?!\w)", "", line)) for word in lost(line)]


def _said(line: str) -> str:
    """A line as it is read: without tags, a problem's label, and words on a fold or a callout that only announce an answer."""
    if (label := problem_label(line)) or (label := solution_label(line)):
        line = f"{label.title} {label.rest}"
    line = GAP.sub(" ", COMMAND.sub(" ", line))
    line = _CALLOUT.sub(lambda m: "" if is_answer_label(m[1]) else m[1], line)
    return unescape(TAG.sub(" ", _FOLD.sub(lambda m: "" if is_answer_label(m[1]) else m[1], line)))


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _words(text: str) -> str:
    return " ".join(_tokens(text))


def _count(row: JsonObject, name: str) -> int:
    value = row.get(name, 0)
    return value if isinstance(value, int) else 0
