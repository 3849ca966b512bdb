"""Reads bank files: YAML front matter and a Markdown body, every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from knowledge.errors import BankError, Problem
from knowledge.pictures import relative_to_root
from knowledge.schema import ANSWER_KINDS, STATUSES, Bank, Criterion, Misconception, Question

BUILT_IN = Path(__file__).parent / "bank"
MAX_FILE_BYTES = 1_000_000

ID_FORM = re.compile(r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$")
CRITERION_FORM = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_HEADINGS = {"question": "question", "reference answer": "reference", "going deeper": "deeper"}
_QUESTION_FIELDS = {f.name for f in fields(Question)} - {"question", "reference", "deeper", "path"}
_CRITERION_FIELDS = {f.name for f in fields(Criterion)} | {"bonus"}
_CRITERION_TEXTS = ("satisfied_by", "partly_satisfied_by", "not_satisfied_by", "contradicted_by", "must_say")
_MISCONCEPTION_FIELDS = {f.name for f in fields(Misconception)}

_Item = TypeVar("_Item", Criterion, Misconception)
_YamlLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_bank(root: Path | None = None, drafts: bool = False) -> Bank:
    """Read every ``*.md`` file below a folder; the built-in bank unless one is given.

    Args:
        drafts: Take in what no person has approved yet, complete or not.

    Raises:
        BankError: Anything is wrong; every fault of every file at once.
    """
    root = root or BUILT_IN
    if not root.is_dir():
        raise BankError([Problem(root, 0, "no such folder; give the folder that holds the bank's .md files")])
    questions: list[Question] = []
    problems: list[Problem] = []
    for path in sorted(p for p in root.rglob("*.md") if p.name not in {"README.md", "REVIEW.md"}):
        question, found = read_question(path)
        problems += found
        if question is not None:
            questions.append(_with_figures(question, root))
    seen: dict[str, Path] = {}
    for question in questions:
        if question.id in seen:
            problems.append(Problem(question.path, 2, f"id {question.id!r} is taken by {seen[question.id]}"))
        seen[question.id] = question.path
    if not questions and not problems:
        problems.append(Problem(root, 0, "holds no bank files (*.md)"))
    if problems:
        raise BankError(problems)
    bank = Bank(sorted(questions, key=lambda q: q.id), root)
    if drafts:
        return bank
    if not bank.approved:
        raise BankError([Problem(root, 0, f"holds only drafts; approve them with: viva bank review {root}")])
    return Bank(bank.approved, root)


def _with_figures(question: Question, root: Path) -> Question:
    return replace(
        question,
        question=relative_to_root(question.question, question.path, root),
        reference=relative_to_root(question.reference, question.path, root),
        deeper=relative_to_root(question.deeper, question.path, root),
    )


def read_question(path: Path) -> tuple[Question | None, list[Problem]]:
    """Read one file; the question is None where a required field cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return None, [Problem(path, 0, "is over 1 MB; a bank file holds one question part")]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Problem(path, 0, f"is not UTF-8 text (byte {error.start}); save it as UTF-8")]
    except OSError as error:
        return None, [Problem(path, 0, f"cannot be read: {error.strerror}")]
    return parse_question(text, path)


def parse_question(text: str, path: Path) -> tuple[Question | None, list[Problem]]:
    """Parse the text of one file; ``path`` is only for messages and the record."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        return None, [Problem(path, 1, "must begin with '---', the YAML front matter")]
    try:
        end = next(i for i, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    except StopIteration:
        return None, [Problem(path, 1, "the front matter has no closing '---'")]
    reader = _Reader(path)
    try:
        node = yaml.compose("\n".join(lines[1:end]), Loader=_YamlLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return None, [Problem(path, line, f"YAML: {error.problem or error.context}")]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return None, [Problem(path, 1, f"YAML: {str(error).splitlines()[0][:120]}")]
    if not isinstance(node, yaml.MappingNode):
        return None, [Problem(path, 2, "the front matter must be fields such as 'id: training-06a'")]
    body = _read_body(lines, end + 1, reader)
    question = _read_front(node, body, end + 2, reader)
    return question, reader.problems


def _read_body(lines: list[str], start: int, reader: _Reader) -> dict[str, str]:
    parts: dict[str, list[str]] = {}
    current: list[str] | None = None
    fenced = False
    for number, line in enumerate(lines[start:], start=start + 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        heading = re.match(r"^##\s+(.+?)\s*#*$", line) if not fenced else None
        if heading:
            name = _HEADINGS.get(heading[1].lower())
            if name is None:
                reader.fault(number, f"unknown heading '## {heading[1]}'; use Question, Reference answer, Going deeper")
                current = []
            elif name in parts:
                reader.fault(number, f"'## {heading[1]}' stands twice")
                current = []
            else:
                current = parts[name] = []
        elif current is not None:
            current.append(line)
        elif line.strip():
            reader.fault(number, "text before the first '## ' heading belongs to no part")
            current = []
    body = {name: "\n".join(block).strip() for name, block in parts.items()}
    for heading_text, name in _HEADINGS.items():
        if name == "question" and not body.get(name):
            reader.fault(start + 1, f"'## {heading_text.capitalize()}' is missing or empty")
    return body


class _Reader:
    """Typed reading of YAML nodes that notes faults with lines instead of stopping at the first."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def fault(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, message))

    def line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + 2  # the opening '---' is line 1

    def mapping(self, node: yaml.Node, known: set[str], what: str) -> dict[str, yaml.Node] | None:
        if not isinstance(node, yaml.MappingNode):
            self.fault(self.line(node), f"{what} must be a group of fields, such as 'id: …' and 'claim: …'")
            return None
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in known:
                self.fault(self.line(key_node), f"unknown field {key!r} in {what}")
            elif key in found:
                self.fault(self.line(key_node), f"field {key!r} stands twice in {what}")
            else:
                found[key] = value
        return found

    def text(self, node: yaml.Node, name: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self.fault(self.line(node), f"{name} must be text")
            return ""
        if not node.value.strip():
            self.fault(self.line(node), f"{name} is empty")
        return " ".join(node.value.split()) if node.style in {">", None, '"', "'"} else node.value.strip()

    def texts(self, node: yaml.Node, name: str) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(self.line(node), f"{name} must be a list")
            return ()
        return tuple(self.text(item, f"an entry of {name}") for item in node.value)

    def flag(self, node: yaml.Node, name: str) -> bool:
        value = node.value.lower() if isinstance(node, yaml.ScalarNode) else ""
        if value not in {"true", "false"}:
            self.fault(self.line(node), f"{name} must be true or false")
        return bool(value == "true")

    def number(self, node: yaml.Node, name: str, low: float, high: float, whole: bool = False) -> float:
        try:
            value = float(node.value) if isinstance(node, yaml.ScalarNode) else float("nan")
        except ValueError:
            value = float("nan")
        if not low <= value <= high or (whole and value != int(value)):
            kind = "a whole number" if whole else "a number"
            self.fault(self.line(node), f"{name} must be {kind} from {low:g} to {high:g}")
            return low
        return value


def _read_front(node: yaml.MappingNode, body: dict[str, str], body_line: int, reader: _Reader) -> Question | None:
    found = reader.mapping(node, _QUESTION_FIELDS, "the front matter")
    if found is None:
        return None
    draft = "status" in found and found["status"].value == "draft"
    required = ("id", "section") if draft else ("id", "section", "criteria")
    for name in required:
        if name not in found:
            reader.fault(2, f"field {name!r} is missing")
    if not body.get("reference") and not draft:
        reader.fault(body_line, "'## Reference answer' is missing or empty")
    if set(required) - found.keys() or not body.get("question") or not (draft or body.get("reference")):
        return None
    values: dict[str, Any] = {}
    for name in ("id", "section", "source", "title", "answer_kind", "follows", "status"):
        if name in found:
            values[name] = reader.text(found[name], name)
    for name in ("topics", "hints", "related", "sources"):
        if name in found:
            values[name] = reader.texts(found[name], name)
    if "difficulty" in found:
        values["difficulty"] = int(reader.number(found["difficulty"], "difficulty", 1, 5, whole=True))
    if "minutes" in found:
        values["minutes"] = reader.number(found["minutes"], "minutes", 0.5, 60)
    if not ID_FORM.match(values["id"]):
        reader.fault(reader.line(found["id"]), f"id {values['id']!r} must look like training-06a")
    if values.get("answer_kind", "text") not in ANSWER_KINDS:
        reader.fault(reader.line(found["answer_kind"]), f"answer_kind must be one of {', '.join(ANSWER_KINDS)}")
    if values.get("status", "approved") not in STATUSES:
        reader.fault(reader.line(found["status"]), f"status must be one of {', '.join(STATUSES)}")
    if "criteria" not in found:
        values["criteria"] = ()
    else:
        values["criteria"] = _read_items(found["criteria"], "criteria", _read_criterion, reader)
    if "criteria" in found and not values["criteria"] and not draft:
        reader.fault(reader.line(found["criteria"]), "criteria must list at least one criterion")
    if "misconceptions" in found:
        values["misconceptions"] = _read_items(found["misconceptions"], "misconceptions", _read_misconception, reader)
    return Question(
        question=body["question"],
        reference=body.get("reference", ""),
        deeper=body.get("deeper", ""),
        path=reader.path,
        **values,
    )


def _read_items(
    node: yaml.Node, name: str, read: Callable[[yaml.Node, _Reader], _Item | None], reader: _Reader
) -> tuple[_Item, ...]:
    if not isinstance(node, yaml.SequenceNode):
        reader.fault(reader.line(node), f"{name} must be a list")
        return ()
    items: list[_Item] = []
    for entry in node.value:
        item = read(entry, reader)
        if item is None:
            continue
        if any(item.id == other.id for other in items):
            reader.fault(reader.line(entry), f"id {item.id!r} stands twice in {name}")
        items.append(item)
    return tuple(items)


def _read_criterion(node: yaml.Node, reader: _Reader) -> Criterion | None:
    found = _read_named(node, _CRITERION_FIELDS, "a criterion", reader)
    if found is None:
        return None
    bonus = "bonus" in found and reader.flag(found["bonus"], "bonus")
    if bonus and "weight" in found:
        reader.fault(reader.line(found["weight"]), "a bonus has no weight; drop 'weight' or 'bonus'")
    weight = reader.number(found["weight"], "weight", 0.01, 100) if "weight" in found else 1.0
    texts = {name: reader.texts(found[name], name) for name in _CRITERION_TEXTS if name in found}
    return Criterion(
        id=reader.text(found["id"], "id"),
        claim=reader.text(found["claim"], "claim"),
        weight=0.0 if bonus else weight,
        probe=reader.text(found["probe"], "probe") if "probe" in found else "",
        hint=int(reader.number(found["hint"], "hint", 0, 9, whole=True)) if "hint" in found else 0,
        **texts,
    )


def _read_misconception(node: yaml.Node, reader: _Reader) -> Misconception | None:
    found = _read_named(node, _MISCONCEPTION_FIELDS, "a misconception", reader)
    if found is None:
        return None
    penalty = reader.number(found["penalty"], "penalty", 0, 1) if "penalty" in found else 0.1
    return Misconception(
        id=reader.text(found["id"], "id"),
        claim=reader.text(found["claim"], "claim"),
        examples=reader.texts(found["examples"], "examples") if "examples" in found else (),
        not_examples=reader.texts(found["not_examples"], "not_examples") if "not_examples" in found else (),
        correction=reader.text(found["correction"], "correction") if "correction" in found else "",
        penalty=penalty,
    )


def _read_named(node: yaml.Node, known: set[str], what: str, reader: _Reader) -> dict[str, yaml.Node] | None:
    found = reader.mapping(node, known, what)
    if found is None:
        return None
    missing = [name for name in ("id", "claim") if name not in found]
    for name in missing:
        reader.fault(reader.line(node), f"{what} has no {name!r}")
    if missing:
        return None
    if not CRITERION_FORM.match(str(found["id"].value)):
        reader.fault(reader.line(found["id"]), f"id {found['id'].value!r} must be lower-case words joined by '-'")
    return found
