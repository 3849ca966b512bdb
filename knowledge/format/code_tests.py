"""Tests for answers in code: a YAML file next to the question, with inputs and expected results."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TypeAlias

import yaml

from knowledge.errors import Problem
from knowledge.format.fields import FieldReader
from knowledge.schema import CodeCase, PlainValue

MAX_FILE_BYTES = 200_000
"""Largest file of tests that is read. By hand."""
LARGEST = 2.0**53
"""The largest integer up to which a float represents every integer exactly."""
FILE_FORM = re.compile(r"[\w-]+\.ya?ml")
_NAME_FORM = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?")
_CASE_FIELDS = {"criterion", "function", "args", "expected", "tolerance"}
_Loaded: TypeAlias = object


def read_code_tests(name: str, line: int, criteria: Collection[str], reader: FieldReader) -> tuple[CodeCase, ...]:
    """The cases in a question's test file. Faults are recorded in the question's reader.

    Args:
        name: The file's name, from the question; the file is in the same folder.
        line: Line in the question's file that names it.
        criteria: Ids of the question's criteria.
    """
    path = reader.path.parent / name
    if not FILE_FORM.fullmatch(name):
        reader.fault(line, "code_tests must be the name of a YAML file next to the question, such as softmax.yaml")
        return ()
    try:
        text = path.read_text(encoding="utf-8") if path.stat().st_size <= MAX_FILE_BYTES else ""
    except (OSError, UnicodeDecodeError):
        reader.fault(line, f"code_tests: {name} is missing next to the question, or is not UTF-8 text")
        return ()
    faults, cases = _parsed(text, criteria)
    reader.problems += [Problem(path, at, message) for at, message in faults]
    return cases if not faults else ()


def _parsed(text: str, criteria: Collection[str]) -> tuple[list[tuple[int, str]], tuple[CodeCase, ...]]:
    try:
        data: _Loaded = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        return [(error.problem_mark.line + 1 if error.problem_mark else 1, f"YAML: {error.problem}")], ()
    except (yaml.YAMLError, ValueError, RecursionError):
        return [(1, "cannot be read as YAML")], ()
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list) or not data["cases"]:
        return [(1, "must have 'cases', a list of tests, each with criterion, args and expected")], ()
    faults: list[tuple[int, str]] = []
    cases: list[CodeCase] = []
    for number, item in enumerate(data["cases"], start=1):
        case = _case(item, data.get("function"), criteria)
        if isinstance(case, str):
            faults.append((1, f"case {number}: {case}"))
        else:
            cases.append(case)
    return faults, tuple(cases)


def _case(item: _Loaded, function: _Loaded, criteria: Collection[str]) -> CodeCase | str:
    """One test, or what is wrong with it."""
    if not isinstance(item, dict):
        return "must have fields, such as 'criterion: sums'"
    if unknown := set(item) - _CASE_FIELDS:
        return f"unknown field {sorted(map(str, unknown))[0]!r}"
    if missing := {"criterion", "args", "expected"} - set(item):
        return f"field {sorted(missing)[0]!r} is missing"
    name, tolerance = item.get("function", function), item.get("tolerance", CodeCase.tolerance)
    if item["criterion"] not in criteria:
        return f"the question has no criterion {str(item['criterion'])[:40]!r}"
    if not isinstance(name, str) or not _NAME_FORM.fullmatch(name):
        return "needs 'function', the name of the function to call, here or for all cases"
    if not isinstance(item["args"], list):
        return "args must be a list with one entry per argument"
    if isinstance(tolerance, bool) or not isinstance(tolerance, int | float) or not 0 <= tolerance <= 1:
        return "tolerance must be a number from 0 to 1"
    args, expected = tuple(_frozen(a) for a in item["args"]), _frozen(item["expected"])
    if any(_is_other(value) for value in (*args, expected)):
        return "args and expected must be numbers up to 2**53, texts, true, false, null, or lists of these"
    return CodeCase(str(item["criterion"]), name, args, expected, float(tolerance))


def _frozen(value: _Loaded) -> PlainValue:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, int | float) and not abs(value) <= LARGEST:  # NaN is not allowed either
        return _OTHER
    return value if isinstance(value, str | int | float | bool) or value is None else _OTHER


_OTHER = "\0"
"""Stands for a value of an unsupported type; no text in a YAML file contains this character."""


def _is_other(value: PlainValue) -> bool:
    return any(_is_other(item) for item in value) if isinstance(value, tuple) else value == _OTHER
