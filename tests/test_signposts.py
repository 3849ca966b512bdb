"""What README, CONTRIBUTING and the architecture documents point to exists, and contains what they say it contains.

A document points with code spans. ``grading/merging.py`` is a path. ``score_of`` next to it is a name, which that file must
define: the path that follows the name in the sentence ("`score_of` in `grading/merging.py`"), or else the one before it. A bare
file name belongs to a folder that its block names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.core import TyperGroup as Group
from typer.main import get_group

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
        *(ROOT / "docs" / f"{name}.md" for name in ("architecture", "scaling", "page", "model-card")),
        *(ROOT / "docs" / "decisions").glob("*.md"),
    )
)
TREES = ("interviewer", "knowledge", "prompts", "evals", "checks", "tests", "docs")
BASES = ("", "interviewer", "docs")
"""Folders that a path may be relative to; README says that those without a top folder are in ``interviewer``."""
TEXTS = ("py", "md", "json", "jsonl", "js", "css", "typ", "yaml", "yml", "toml", "lock", "sql")
SUFFIXES = "|".join((*TEXTS, "svg", "png"))
PATH = re.compile(rf"[\w.*-]+(?:/[\w.*-]+)*(?:/|\.(?:{SUFFIXES}))|(?:{'|'.join(TREES)})(?:/[\w.-]+)+")
MODULE = re.compile(r"(?:interviewer|knowledge|prompts|evals|checks)(?:\.\w+)*")
NAME = re.compile(r"_?[A-Za-z]\w*(?:\.\w+)*")
SPAN = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
TABLE = re.compile(r"<!-- results: .*?<!-- end of results -->|^```.*?^```", re.DOTALL | re.MULTILINE)
YOURS = frozenset({"viva.db", "answers.jsonl", "grades.jsonl", "answer.txt", "sums.yaml", "robots.txt"})
"""Files of the reader's own, or examples, that no clone has."""
THEIRS = frozenset({"Any", "server_default", "with_structured_output"})
"""Names that are Python's or a library's."""


def blocks(text: str) -> list[str]:
    """Paragraphs, items of lists and cells of tables, each on one line, without tables of results and blocks of code."""
    found = []
    for part in re.split(r"\n\s*\n|^(?=\s*(?:[-*]|\d+\.) )", TABLE.sub("\n\n", text), flags=re.MULTILINE):
        rows = part.strip().splitlines()
        table = bool(rows) and all(row.startswith("|") for row in rows)
        found += [cell for row in rows for cell in row.split(" | ")] if table else [" ".join(part.split())]
    return found


def sentences(block: str) -> list[str]:
    """The sentences of a block, and the parts of one that semicolons divide."""
    return re.split(r"(?<=[.!?)])\s+(?=[A-Z*(`])|;\s+", block)


def spans(text: str) -> list[str]:
    """The code spans, one with a path and what is in it ("`machine.py: advance(state)`") as two, the second with a
    colon before it; a call without its arguments."""
    found: list[str] = []
    for span in SPAN.findall(text):
        path, colon, rest = span.partition(": ")
        if colon and PATH.fullmatch(path):
            found.append(path)
            span = f":{rest}"
        found.append(re.sub(r"\(.*", "()", span))
    return found


def is_path(span: str) -> bool:
    return bool(PATH.fullmatch(span)) and span not in YOURS


def resolved(path: str, folders: list[Path]) -> list[Path]:
    """The files or folders that a path stands for: below a base, or in a folder its block names, or one folder further down."""
    named = [found for base in BASES for found in sorted((ROOT / base).glob(path.rstrip("/")))]
    if named or "/" in path.rstrip("/"):
        return named
    beside = [place / path for place in folders if (place / path).exists()]
    return beside or [found for place in folders for found in sorted(place.glob(f"*/{path}"))]


@cache
def names_in(path: Path) -> frozenset[str]:
    """Names that a module defines, those in a class also with the class before them; the words of any other file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return frozenset(re.findall(r"\w+", text))
    return frozenset(_defined(ast.parse(text).body, ""))


def _defined(body: list[ast.stmt], before: str) -> Iterator[str]:
    for line in body:
        match line:
            case ast.ClassDef(name=name):
                yield before + name
                yield from _defined(line.body, f"{before}{name}.")
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield before + name
            case ast.Assign(targets=targets):
                yield from (before + n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield before + name


def holds(place: Path, name: str) -> bool:
    """Whether a file, or any file of a folder, has a name; with a colon before it, whether a class in it may have it."""
    files = [place] if place.is_file() else [path for path in sorted(place.glob("*")) if path.is_file()]
    plain, known = name.strip(":()"), [names_in(path) for path in files if path.suffix.lstrip(".") in TEXTS]
    if name.startswith(":"):
        known = [{part for name in names for part in (name, name.rpartition(".")[2])} for names in known]
    return any(plain in names for names in known)


def module_exists(dotted: str) -> bool:
    """Whether a dotted name is a package, a module, or something that a module defines."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:cut])
        module = place.with_suffix(".py") if place.with_suffix(".py").is_file() else place / "__init__.py"
        if module.is_file():
            return cut == len(parts) or ".".join(parts[cut:]) in names_in(module)
    return False


def faults(text: str) -> list[str]:
    """Everything that a document points to and that is not there."""
    found = []
    for block in blocks(text):
        folders = folders_of(block)
        found += [f"there is no {span}" for span in spans(block) if is_path(span) and not resolved(span, folders)]
        found += [f"no {span}" for span in spans(block) if MODULE.fullmatch(span) and not module_exists(span)]
        for sentence in sentences(block):
            found += misplaced(sentence, [span for span in spans(block) if is_path(span)], folders)
    return found


def folders_of(block: str) -> list[Path]:
    """The folders that a block names, or whose files it names."""
    places = [place for span in spans(block) if is_path(span) for place in resolved(span, [])]
    return list(dict.fromkeys(place if place.is_dir() else place.parent for place in places if place != ROOT))


def misplaced(sentence: str, of_block: list[str], folders: list[Path]) -> list[str]:
    """Names that are not in the file that the sentence puts them in; a sentence without a file speaks of those of its block."""
    said = spans(sentence)
    at = [number for number, span in enumerate(said) if is_path(span)]
    found = []
    for number, span in enumerate(said):
        if is_path(span) or MODULE.fullmatch(span) or not is_name(span):
            continue
        after, before = [n for n in at if n > number and span[0] != ":"], [n for n in at if n < number]
        paths = [said[after[0]]] if after else [said[before[-1]]] if before else of_block
        places = [place for path in paths for place in resolved(path, folders)]
        if places and not any(holds(place, span) for place in places):
            found.append(f"{span.strip(':()')} is not in {' or '.join(paths)}")
    return found


def is_name(span: str) -> bool:
    """Whether a span is a name of code: a call, or with a capital, an underscore or a dot, so that no plain word is one."""
    if span in THEIRS | YOURS or span.startswith("VIVA_"):
        return False
    return bool(NAME.fullmatch(span.strip(":()")) and re.search(r"[A-Z_.]|\(\)$|^:", span))


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", TABLE.sub("", document.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_points_to_is_there(document: str) -> None:
    assert faults((ROOT / document).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("document", [*DOCUMENTS, "docs/results.md", "docs/experiments.md", "CHANGELOG.md"])
def test_every_link_leads_somewhere(document: str) -> None:
    here = ROOT / document
    for target in LINK.findall(here.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if path.startswith(("http:", "https:")):
            continue
        place = here.parent / path if path else here
        assert place.exists(), target
        assert not anchor or anchor in anchors(place), target


def drawn(tree: str) -> set[str]:
    """The paths of a tree that is drawn with two spaces for each level."""
    above, found = [""], set()
    for line in tree.splitlines():
        if named := re.match(r"((?:  )*)([\w.]+/?) {2,}", line):
            above = [*above[: len(named[1]) // 2 + 1], named[2]]
            found.add("".join(above))
    return found


def test_the_tree_in_readme_has_a_line_for_each_folder_that_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("## The code")[1]
    found = drawn(text.split("```")[1])
    assert [path for path in found if not (ROOT / path).exists()] == []
    patterns = ("*/*.py", "[!.]*/*.md", "interviewer/*/*.py", "interviewer/conversation/*/*.py", "evals/*/*.py")
    folders = {path.parent.relative_to(ROOT).as_posix() + "/" for pattern in patterns for path in ROOT.glob(pattern)}
    assert {f"{tree}/" for tree in TREES} <= folders
    assert sorted(folders - found) == []


def test_a_tree_is_read_level_by_level() -> None:
    tree = "app.py   the page\na/       one\n  b/     two\n    c/   three\n         and more\n  d/     four\ne/       five\n"
    assert drawn(tree) == {"app.py", "a/", "a/b/", "a/b/c/", "a/d/", "e/"}


def test_the_small_modules_of_architecture_are_modules_of_the_interviewer() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    (block,) = (
        block for block in blocks(text) if block.startswith("There are also small modules outside these packages")
    )
    named = set(spans(block)) - {"host"}
    there = {path.stem for path in (ROOT / "interviewer").glob("*.py")} - {"__init__", "bootstrap"}
    assert named == there


def commands(program: str) -> set[str]:
    """Every command of ``viva`` or of ``python -m evals``, and every group of commands, as it is typed."""
    from evals.__main__ import app as evals
    from interviewer.cli.main import app as viva

    def below(group: Group, words: str) -> Iterator[str]:
        for name, command in group.commands.items():
            yield f"{words} {name}"
            if isinstance(command, Group):
                yield from below(command, f"{words} {name}")

    return set(below(get_group(viva if program == "viva" else evals), program))


@pytest.mark.parametrize("program", ["viva", "python -m evals"])
def test_every_command_in_a_document_is_one(program: str) -> None:
    known = commands(program)
    typed = re.compile(rf"`(?:VIVA_\w+=\S+ )*({program}(?: [a-z][a-z-]*)+)")
    for document in [*DOCUMENTS, "docs/results.md"]:
        for said in typed.findall(" ".join((ROOT / document).read_text(encoding="utf-8").split())):
            words = said.removeprefix(program).split()
            assert f"{program} {words[0]}" in known, f"{document}: {said}"
            group = any(name.startswith(f"{program} {words[0]} ") for name in known)
            assert not group or len(words) < 2 or f"{program} {words[0]} {words[1]}" in known, f"{document}: {said}"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("| the score | `score_of` in `grading/grader.py` |", "score_of is not in grading/grader.py"),  # only imported
        (
            "`score_of` in `grading/grade.py`, `weighted_score` in `grading/grade.py`",
            "score_of is not in grading/grade.py",
        ),
        ("Copy `evals/commands/near_twins.py`.", "there is no evals/commands/near_twins.py"),
        (
            "It is in `conversation/state/state.py`, and a migration like `0006_attempts.py`.",
            "there is no 0006_attempts.py",
        ),
        ("A note in `grading/merging.py`; `NOWHERE` is another.", "NOWHERE is not in grading/merging.py"),
        ("`LocalJudge.standing` in `grading/local/judge.py`", "LocalJudge.standing is not in grading/local/judge.py"),
        (
            "`conversation/machine/machine.py: advances(state)` decides.",
            "advances is not in conversation/machine/machine.py",
        ),
        ("| `interviewer.conversing` | the interview |", "no interviewer.conversing"),
    ],
)
def test_a_signpost_that_is_wrong_is_found(line: str, fault: str) -> None:
    assert faults(line) == [fault]


@pytest.mark.parametrize(
    "line",
    [
        "| the score | `score_of` in `grading/merging.py`, `weighted_score` in `grading/grade.py` |",
        "`rows.py` and `shown.py` in `web/questions/` or `web/history/`",
        "`web/handlers.py`; within a tab, its `view.py`",
        "`LocalJudge._standing` in `grading/local/judge.py`; `interviewer.bootstrap.open_app` is another.",
        "Write `answers.jsonl` and change a prompt (`prompts/*.md`); no `Any` in `settings.py`.",
    ],
)
def test_a_signpost_that_is_right_is_left_alone(line: str) -> None:
    assert faults(line) == []
