"""How long the files and functions of a tree are, and where its signatures say ``Any``.

The tests enforce these limits in this tree; ``python -m evals house`` counts violations, in earlier trees too.
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

from interviewer.errors import UsageError
from interviewer.json_data import JsonObject

MOST_LINES, MOST_OF_A_FUNCTION = 300, 60
KINDS = ("py", "js", "css", "typ")
"""The kinds of file that are read as code."""
_NOT_CODE = ("build", "docs")
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
"""The fields of a node that hold statements."""
_EDGE = "storage"
"""The folder whose signatures may say ``Any``: what a database driver gives has no type of ours."""


def measure_code(tree: Path) -> JsonObject:
    """Counts over all code and tests of a tree; ``Any`` outside storage.

    Raises:
        UsageError: There is no Python in the tree, or some of it cannot be parsed.
    """
    files = list(code_files(tree))
    python = {path: path.read_text(encoding="utf-8") for path in files if path.suffix == ".py"}
    if not python:
        raise UsageError(f"{tree} has no Python files")
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    try:
        parsed = {path: ast.parse(text) for path, text in python.items()}
        long = sum(1 for module in parsed.values() for _ in long_functions(module))
        vague = sum(
            len(places_of_any(module)) for path, module in parsed.items() if not _is_edge(path.relative_to(tree))
        )
    except SyntaxError as error:
        raise UsageError(f"{tree} has Python that cannot be parsed: {error}") from error
    return {
        "python_files": len(python),
        "median_lines": statistics.median(lines[path] for path in python),
        "files_over_300_lines": sum(count > MOST_LINES for count in lines.values()),
        "functions_over_60_lines": long,
        "any_in_signatures": vague,
    }


def code_files(tree: Path) -> Iterator[Path]:
    """The files of code in a tree, without hidden folders, builds and documents."""
    for top in sorted(tree.iterdir()):
        if top.name.startswith(".") or top.name in _NOT_CODE:
            continue
        found = [top] if top.is_file() else sorted(top.rglob("*"))
        yield from (path for path in found if path.suffix.lstrip(".") in KINDS and path.is_file())


def _is_edge(path: Path) -> bool:
    return _EDGE in path.parts


def long_functions(module: ast.Module) -> Iterator[str]:
    """Functions that are too long, with what they have; the lines of decorators are not theirs."""
    for node in statements(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_OF_A_FUNCTION:
                yield f"{node.name}: {lines} lines"


def statements(module: ast.Module) -> Iterator[ast.AST]:
    """Every statement, however deep, without the expressions in it, which are nine tenths of the nodes."""
    left: list[ast.AST] = [module]
    while left:
        node = left.pop()
        yield node
        for name in _BLOCKS:
            left += getattr(node, name, ())


def places_of_any(module: ast.Module) -> list[str]:
    """Functions whose parameters or results, classes whose fields, and names of types that mention ``Any``."""
    return mentioning_any(module, _parts(module))


def mentioning_any(module: ast.Module, parts: Iterator[tuple[str, ast.expr]]) -> list[str]:
    """The names of those parts of a module that mention ``Any``.

    Args:
        parts: Annotations or values, each with a name.
    """
    names = {
        alias.asname or alias.name
        for node in statements(module)
        if isinstance(node, ast.ImportFrom) and node.module in ("typing", "typing_extensions")
        for alias in node.names
        if alias.name == "Any"
    }
    return [name for name, part in parts if any(_is_any(node, names) for node in _nodes(part))]


def _parts(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What counts, each with a name: annotations of functions and fields, and the values of aliases."""
    for node in statements(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            taken = node.args
            given = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs, taken.vararg, taken.kwarg]
            yield from ((node.name, arg.annotation) for arg in given if arg and arg.annotation)
            if node.returns:
                yield node.name, node.returns
        elif isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.AnnAssign):
                    yield f"{node.name}.{ast.unparse(line.target)}", line.annotation
    for line in module.body:  # an alias would carry it into a signature unseen
        if isinstance(line, ast.Assign):
            yield ast.unparse(line.targets[0]), line.value
        elif isinstance(line, ast.AnnAssign) and line.value and "TypeAlias" in ast.unparse(line.annotation):
            yield ast.unparse(line.target), line.value


def _nodes(part: ast.expr) -> Iterator[ast.AST]:
    """Every node of an annotation, those in quotes too."""
    for node in ast.walk(part):
        yield node
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "Any" in node.value:
            try:
                yield from ast.walk(ast.parse(node.value, mode="eval"))
            except SyntaxError:
                continue  # plain text


def _is_any(node: ast.AST, names: set[str]) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "Any" and isinstance(node.value, ast.Name) and node.value.id in ("typing", "t")
    return isinstance(node, ast.Name) and node.id in names
