"""Reads the YAML front matter of a bank file into a Question with its criteria and misconceptions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from typing import TypeVar

import yaml

from knowledge.answers.drawn import DrawnAxes, DrawnCurve
from knowledge.format.assumption_fields import read_assumptions
from knowledge.format.code_tests import read_code_tests
from knowledge.format.expectation_fields import read_expectation
from knowledge.format.fields import FieldReader
from knowledge.schema import ANSWER_KINDS, STATUSES, CodeCase, Criterion, Misconception, Question

ID_FORM = re.compile(r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$")
CRITERION_FORM = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
MAX_FURTHER_PROBES = 3
"""The most further probes per criterion: somebody who missed four questions about a point does not know it."""
_QUESTION_FIELDS = {f.name for f in fields(Question)} - {"question", "reference", "deeper", "path"}
_CRITERION_FIELDS = {f.name for f in fields(Criterion)} | {"bonus"}
_CRITERION_TEXTS = ("satisfied_by", "partly_satisfied_by", "not_satisfied_by", "contradicted_by", "must_say", "tree")
_TEXTS = ("id", "section", "source", "title", "answer_kind", "follows", "status", "tree", "plainly")
_LISTS = ("topics", "hints", "related", "sources")
_MISCONCEPTION_FIELDS = {f.name for f in fields(Misconception)}

_Item = TypeVar("_Item", Criterion, Misconception)
_Nodes = dict[str, yaml.Node]


def read_front_matter(
    node: yaml.MappingNode, body: dict[str, str], body_line: int, reader: FieldReader
) -> Question | None:
    """The question in a file; None if a required field is missing. Faults are recorded in the reader.

    Args:
        body: The parts of the body by field name.
        body_line: Line in the file where the body begins.
    """
    found = reader.mapping(node, _QUESTION_FIELDS, "the front matter")
    if found is None:
        return None
    draft = "status" in found and found["status"].value == "draft"
    if not _has_what_is_required(found, body, body_line, draft, reader):
        return None
    texts = {name: reader.text(found[name], name) for name in _TEXTS if name in found}
    lists = {name: reader.texts(found[name], name) for name in _LISTS if name in found}
    difficulty, minutes = Question.difficulty, Question.minutes
    if "difficulty" in found:
        difficulty = int(reader.number(found["difficulty"], "difficulty", 1, 5, whole=True))
    if "minutes" in found:
        minutes = reader.number(found["minutes"], "minutes", 0.5, 60)
    _check_forms(texts, found, reader)
    criteria: tuple[Criterion, ...] = ()
    if "criteria" in found:
        criteria = _read_items(found["criteria"], "criteria", _read_criterion, reader)
        if not criteria and not draft:
            reader.fault(
                reader.line(found["criteria"]), "criteria must list at least one criterion", "criteria", "missing"
            )
    misconceptions: tuple[Misconception, ...] = ()
    if "misconceptions" in found:
        misconceptions = _read_items(found["misconceptions"], "misconceptions", _read_misconception, reader)
    return Question(
        id=texts["id"],
        section=texts["section"],
        question=body["question"],
        reference=body.get("reference", ""),
        deeper=body.get("deeper", ""),
        criteria=criteria,
        misconceptions=misconceptions,
        source=texts.get("source", Question.source),
        title=texts.get("title", Question.title),
        topics=lists.get("topics", ()),
        difficulty=difficulty,
        minutes=minutes,
        answer_kind=texts.get("answer_kind", Question.answer_kind),
        follows=texts.get("follows"),
        hints=lists.get("hints", ()),
        related=lists.get("related", ()),
        sources=lists.get("sources", ()),
        status=texts.get("status", Question.status),
        tree=texts.get("tree", Question.tree),
        plainly=texts.get("plainly", Question.plainly),
        drawing=_read_axes(found["drawing"], reader) if "drawing" in found else None,
        code_tests=_read_tests(found, criteria, reader),
        assumptions=read_assumptions(found["assumptions"], reader) if "assumptions" in found else (),
        path=reader.path,
    )


def _read_tests(found: _Nodes, criteria: tuple[Criterion, ...], reader: FieldReader) -> tuple[CodeCase, ...]:
    if "code_tests" not in found:
        return ()
    name = reader.text(found["code_tests"], "code_tests")
    return read_code_tests(name, reader.line(found["code_tests"]), [c.id for c in criteria], reader)


def _has_what_is_required(
    found: _Nodes, body: dict[str, str], body_line: int, draft: bool, reader: FieldReader
) -> bool:
    required = ("id", "section") if draft else ("id", "section", "criteria")
    for name in required:
        if name not in found:
            reader.fault(2, f"field {name!r} is missing", name, "missing")
    if not body.get("reference") and not draft:
        reader.fault(body_line, "'## Reference answer' is missing or empty", "reference", "missing")
    given = all(name in found for name in required)
    return given and bool(body.get("question")) and (draft or bool(body.get("reference")))


def _check_forms(values: dict[str, str], found: _Nodes, reader: FieldReader) -> None:
    if not ID_FORM.match(values["id"]):
        reader.fault(reader.line(found["id"]), f"id {values['id']!r} must look like training-06a")
    if values.get("answer_kind", "text") not in ANSWER_KINDS:
        reader.fault(reader.line(found["answer_kind"]), f"answer_kind must be one of {', '.join(ANSWER_KINDS)}")
    if values.get("status", "approved") not in STATUSES:
        reader.fault(reader.line(found["status"]), f"status must be one of {', '.join(STATUSES)}")


def _read_items(
    node: yaml.Node, name: str, read: Callable[[yaml.Node, FieldReader], _Item | None], reader: FieldReader
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
            reader.fault(reader.line(entry), f"id {item.id!r} is given twice in {name}")
        items.append(item)
    return tuple(items)


def _read_criterion(node: yaml.Node, reader: FieldReader) -> Criterion | None:
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
        further_probes=_read_further_probes(found, reader),
        hint=int(reader.number(found["hint"], "hint", 0, 9, whole=True)) if "hint" in found else 0,
        expects=read_expectation(found["expects"], reader) if "expects" in found else None,
        distinct=reader.pairs(found["distinct"], "distinct") if "distinct" in found else (),
        drawing=_read_curve(found["drawing"], reader) if "drawing" in found else None,
        in_reference=reader.text(found["in_reference"], "in_reference") if "in_reference" in found else "",
        **texts,
    )


def _read_further_probes(found: _Nodes, reader: FieldReader) -> tuple[str, ...]:
    if "further_probes" not in found:
        return ()
    node = found["further_probes"]
    texts = reader.texts(node, "further_probes")
    if "probe" not in found:
        reader.fault(reader.line(node), "further_probes come after a 'probe'; there is none")
    if len(texts) > MAX_FURTHER_PROBES:
        reader.fault(
            reader.line(node), f"further_probes has {len(texts)} entries, but at most {MAX_FURTHER_PROBES} are asked"
        )
    return texts


def _read_axes(node: yaml.Node, reader: FieldReader) -> DrawnAxes | None:
    found = reader.mapping(node, {"x", "y", "names"}, "the question's drawing")
    if found is None or not {"x", "y"} <= set(found):
        reader.fault(
            reader.line(node), "the question's drawing must give its axes, such as 'x: [-4, 4]' and 'y: [-1, 1]'"
        )
        return None
    names = reader.texts(found["names"], "names") if "names" in found else DrawnAxes.names
    if len(names) != 2:
        reader.fault(reader.line(found["names"]), "names must be two texts, for the horizontal and the vertical axis")
        return None
    return DrawnAxes(reader.span(found["x"], "x"), reader.span(found["y"], "y"), (names[0], names[1]))


def _read_curve(node: yaml.Node, reader: FieldReader) -> DrawnCurve | None:
    found = reader.mapping(node, {"curve", "features", "reference"}, "a criterion's drawing")
    if found is None or not {"curve", "features"} <= set(found):
        reader.fault(
            reader.line(node), "a criterion's drawing must name its 'curve' and list the 'features' of its shape"
        )
        return None
    names = tuple(name.strip() for name in reader.text(found["curve"], "curve").split("|") if name.strip())
    reference = reader.text(found["reference"], "reference") if "reference" in found else ""
    return DrawnCurve(names, reader.texts(found["features"], "features"), reference)


def _read_misconception(node: yaml.Node, reader: FieldReader) -> Misconception | None:
    found = _read_named(node, _MISCONCEPTION_FIELDS, "a misconception", reader)
    if found is None:
        return None
    return Misconception(
        id=reader.text(found["id"], "id"),
        claim=reader.text(found["claim"], "claim"),
        examples=reader.texts(found["examples"], "examples") if "examples" in found else (),
        not_examples=reader.texts(found["not_examples"], "not_examples") if "not_examples" in found else (),
        correction=reader.text(found["correction"], "correction") if "correction" in found else "",
        penalty=reader.number(found["penalty"], "penalty", 0, 1) if "penalty" in found else Misconception.penalty,
    )


def _read_named(node: yaml.Node, known: set[str], what: str, reader: FieldReader) -> _Nodes | None:
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
