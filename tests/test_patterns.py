"""No long pattern without a reason: it is a table of alternatives, each with an example, or is commented line by line.

This holds in the trees below, without exceptions by name; in some packages, short patterns say what they are for, too. What is
in a table is read and extended row by row; see ``knowledge/text/alternatives.py``, and ``understanding/notation.py`` for whole
phrases.
"""

from __future__ import annotations

import ast
import importlib
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from knowledge.text import alternatives
from knowledge.text.alternatives import SharedContext, TableEntry, in_context

ROOT = Path(__file__).parents[1]
TREES = ("interviewer", "knowledge")
"""The trees in which no pattern is too long."""
EXPLAINED = (
    "interviewer/conversation",
    "interviewer/grading/appeals",
    "interviewer/grading/feedback",
    "interviewer/grading/local",
    "interviewer/grading/rubric",
    "interviewer/grading/screening",
    "interviewer/grading/text",
    "interviewer/grading/forms/stance.py",
    "interviewer/grading/forms/stance_phrasings.py",
    "interviewer/llm",
    "knowledge/authoring",
)
"""Folders and modules in which every pattern has a docstring."""
UNEXPLAINED = 408
"""How many patterns elsewhere have none; there may only be fewer."""
MOST_CHARACTERS = 200
"""The longest pattern, or piece of one, that is written in one go."""
LONGEST_PHRASE = 80
"""The longest of the phrases that ``any_of`` lists: each is one thing to read."""
HAS_PATTERNS = re.compile(r"\bre\.|\b(?:table|in_context|any_of)\(")
HAS_TABLES = re.compile(r"^from knowledge\.text\.alternatives import .*\b(?:table|in_context)\b", re.MULTILINE)
MARKS = re.compile(r"\(\?[:=!<P]|\\[bwWsSdD]|\[\^")
"""What a pattern has and a sentence doesn't."""


def modules() -> list[Path]:
    found = (path for tree in TREES for path in (ROOT / tree).rglob("*.py") if path.name != "__init__.py")
    return sorted(path for path in found if HAS_PATTERNS.search(path.read_text(encoding="utf-8")))


def says_what_each_is_for(path: Path) -> bool:
    return any(path.is_relative_to(ROOT / place) for place in EXPLAINED)


def loaded(path: Path) -> ModuleType:
    return importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def is_call(node: ast.AST, owner: str, *names: str) -> bool:
    if not isinstance(node, ast.Call):
        return False
    match node.func:
        case ast.Attribute(value=ast.Name(id=holder), attr=attr):
            return holder == owner and (attr in names or not names)
        case ast.Name(id=name):
            return not owner and name in names
    return False


def written(node: ast.expr) -> str:
    """What a literal has in its own words: without what an f-string puts in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def long_patterns(source: str, names: dict[str, object]) -> Iterator[str]:
    """What is too long in a module: patterns that are compiled as they are, and literals that are made into one."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)} - {
        id(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
    }
    lists = {id(node.args[0]) for node in ast.walk(tree) if is_call(node, "", "any_of") and node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in docs | inside:
            text = written(node)
            if id(node) in lists:
                yield from (f"{node.lineno}: {each}" for each in text.split(", ") if len(each) > LONGEST_PHRASE)
            elif len(text) > MOST_CHARACTERS and MARKS.search(text) and not is_commented(text):
                yield f"{node.lineno}: a literal of {len(text)} characters"
        if is_call(node, "re") and node.args and not is_call(node, "re", "escape"):
            text = valued(node.args[0], names)
            verbose = any("VERBOSE" in ast.unparse(arg) for arg in (*node.args[1:], *(k.value for k in node.keywords)))
            if len(text) > MOST_CHARACTERS and not (verbose and is_commented(text)):
                yield f"{node.lineno}: a pattern of {len(text)} characters"


def valued(node: ast.expr, names: dict[str, object]) -> str:
    """The pattern that is compiled, if it is made of a module's own names; otherwise what is written of it."""
    try:
        text = eval(compile(ast.Expression(node), "<pattern>", "eval"), dict(names))
    except NameError:  # of a local name; what it holds was checked where it was written
        return written(node)
    return text if isinstance(text, str) else ""


def is_commented(text: str) -> bool:
    """Whether every line of a pattern says what it is for."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all("#" in line for line in lines)


def without_a_reason(source: str) -> Iterator[str]:
    """The patterns of a module that have no docstring."""
    body = ast.parse(source).body
    for line, after in zip(body, [*body[1:], None], strict=True):
        value = line.value if isinstance(line, ast.Assign | ast.AnnAssign) else None
        if value is None or not (is_call(value, "re", "compile") or is_call(value, "", "table")):
            continue
        if not (isinstance(after, ast.Expr) and written(after.value)):
            yield f"{line.lineno}: {ast.unparse(line).partition('=')[0].strip()}"


Found = tuple[str, str, str, re.RegexFlag]
"""A row as it is read in its table: what comes before it, the row and its example, what comes after it, and the flags."""


def rows_in(rows: tuple[TableEntry, ...], before: str, after: str) -> Iterator[tuple[str, str]]:
    """Every row of a table within its context, with its example."""
    for row in rows:
        if isinstance(row, SharedContext):
            yield from rows_in(row.rows, f"{before}{row.before}", f"{row.after}{after}")
        else:
            yield in_context(((f"(?:{row[0]})", row[1]),), before, after), row[1]


def examples(path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[re.Pattern[str]]]:
    """The examples in a module's tables, each with the patterns of its row, by running the module once more."""
    found: dict[str, list[re.Pattern[str]]] = {}

    def recorded(
        *rows: TableEntry, before: str = "", after: str = "", flags: re.RegexFlag = re.IGNORECASE
    ) -> re.Pattern[str]:
        return re.compile(recorded_text(rows, before, after, flags), flags)

    def recorded_text(
        rows: tuple[TableEntry, ...], before: str = "", after: str = "", flags: re.RegexFlag = re.IGNORECASE
    ) -> str:
        for pattern, example in rows_in(rows, before, after):
            found.setdefault(example, []).append(re.compile(pattern, flags))
        return in_context(rows, before, after)

    monkeypatch.setattr(alternatives, "table", recorded)
    monkeypatch.setattr(alternatives, "in_context", recorded_text)
    runpy.run_path(str(path), run_name="tables")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_pattern_can_be_read(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert [*long_patterns(source, vars(loaded(path)))] == [], "write it as a table of alternatives"
    if says_what_each_is_for(path):
        assert [*without_a_reason(source)] == [], "say what it catches, and what for"


def test_no_more_patterns_are_without_a_reason_than_there_were() -> None:
    rest = (path for path in modules() if not says_what_each_is_for(path))
    found = sum(len([*without_a_reason(path.read_text(encoding="utf-8"))]) for path in rest)
    assert found <= UNEXPLAINED, "say what a new pattern catches, and what for"


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if HAS_TABLES.search(path.read_text("utf-8"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_example_is_caught_by_its_row(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = examples(path, monkeypatch)
    assert found
    assert [example for example, ways in found.items() if not any(way.search(example) for way in ways)] == []


LONG = "|".join(f"(?:{word})" for word in ("alpha", "beta", "gamma", "delta") * 9)


@pytest.mark.parametrize(
    "source",
    [
        f'_ASKS = re.compile(r"{LONG}")',
        f'_PIECE = r"{LONG}"\n_ASKS = re.compile(rf"^{{_PIECE}}$")',
        f'_PIECE = r"{LONG}"',
        f'def f(text):\n    return re.search(r"{LONG}", text)',
        f'_ASKS = table((r"{LONG}", "alpha"))',
        f'_WORD = any_of(r"{LONG}")',
        f'_ASKS = re.compile(r"{LONG}", re.VERBOSE)',
    ],
)
def test_a_long_pattern_is_found_wherever_it_is(source: str) -> None:
    assert [*long_patterns(source, {"re": re, "_PIECE": LONG})]


def test_a_table_and_a_commented_pattern_are_no_long_patterns() -> None:
    words = ", ".join(["alpha", "beta", "gamma", "delta"] * 20)
    rows = ", ".join(f'(r"\\b{word}\\b", "{word}")' for word in ("alpha", "beta") * 20)
    lines = "\\n".join(f"(?:{word})  # as in {word}" for word in ("alpha", "beta", "gamma", "delta") * 4)
    for source in (
        f'_WORD = any_of("{words}")',
        f"_ASKS = table({rows})",
        f'_ASKS = re.compile("{lines}", re.VERBOSE)',
        f'"""{LONG} in a docstring."""',
    ):
        assert not [*long_patterns(source, {"re": re})], source


def test_a_pattern_without_a_docstring_is_found() -> None:
    assert [*without_a_reason('_A = re.compile("a")\n_B: Any = table(("b", "b"))\n"""Says b."""')] == ["1: _A"]


def test_an_example_that_its_row_does_not_catch_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "said.py"
    path.write_text(
        "from knowledge.text.alternatives import shared, table\n"
        '_A = table(("b", "a bee"), shared("^", ("c", "a sea")), before="(?:a )?", after=r"\\w*$")\n',
        encoding="utf-8",
    )
    found = examples(path, monkeypatch)
    assert [example for example, ways in found.items() if not any(way.search(example) for way in ways)] == ["a sea"]
