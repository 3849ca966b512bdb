"""Turns a draft into the fields of a form, and writes those fields back to its file; all other fields stay unchanged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from knowledge.authoring.drafts.draft_file import body_text
from knowledge.authoring.drafts.front import (
    EditFault,
    TakenApart,
    field_of,
    flag_node,
    head_of,
    mapping_node,
    nodes_of,
    number_node,
    one_line,
    part_of,
    put,
    put_together,
    taken_apart,
    text_node,
    texts_node,
    with_part,
    writable,
)
from knowledge.loader import MAX_FILE_BYTES, parse_question
from knowledge.schema import Criterion, Question

MOST_POINTS = 9
"""The most criteria that the form shows; no built-in question has more."""
HIGHEST_WEIGHT = 100
"""Highest weight of a point. By hand."""


@dataclass(frozen=True, kw_only=True)
class PointEdit:
    """A criterion in the form.

    Attributes:
        claim: What a good answer says; if this and everything else is empty, the point is dropped.
        weight: 0 for a bonus.
        satisfied_by: Phrases that count as saying it.
    """

    claim: str = ""
    weight: float = 1.0
    satisfied_by: tuple[str, ...] = ()
    probe: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the point is empty; a weight by itself does not count."""
        return not (self.claim or self.satisfied_by or self.probe)


@dataclass(frozen=True, kw_only=True)
class DraftEdit:
    """A draft in the form. Single-line texts have no line breaks; question and reference are Markdown.

    Attributes:
        difficulty: 1 to 5.
        points: The first ``MOST_POINTS`` criteria, in order, and any that were added.
    """

    title: str
    question: str
    reference: str
    section: str
    difficulty: int
    hints: tuple[str, ...] = ()
    points: tuple[PointEdit, ...] = ()


def edit_of(text: str, question: Question) -> DraftEdit:
    """A draft as the form shows it.

    Args:
        text: The text of its file.
        question: The same text, parsed.
    """
    body = taken_apart(text).body
    return DraftEdit(
        title=question.title,
        question=part_of(body, "question"),
        reference=part_of(body, "reference answer"),
        section=question.section,
        difficulty=question.difficulty,
        hints=tuple(one_line(hint) for hint in question.hints),
        points=tuple(_point_of(criterion) for criterion in question.criteria[:MOST_POINTS]),
    )


def edited(text: str, edit: DraftEdit, path: Path) -> str:
    """The text of a draft's file with the form's contents.

    Args:
        path: Path of the file, for messages.

    Raises:
        EditFault: The file cannot be read, or the edit cannot be written.
    """
    question, problems = parse_question(text, path)
    if question is None or problems:
        raise EditFault(f"{path.name} cannot be read ({problems[0].message}); fix it under 'Edit the file'")
    halves, before = taken_apart(text), edit_of(text, question)
    # saving the form must not rename a section that the file spells differently, for example in capitals
    edit = replace(cleaned(edit), section=before.section) if edit.section == before.section else cleaned(edit)
    _refuse_gaps(edit)
    head = halves.head
    if replace(edit, question=before.question, reference=before.reference) != before:
        node = nodes_of(head)
        _put_fields(node, before, edit)
        if edit.points != before.points:
            put(node, "criteria", _criteria_node(node, question, before.points, edit.points))
        head = head_of(node)
    body = halves.body
    if edit.question != before.question:
        body = with_part(body, "Question", body_text(edit.question, closed=True))
    if edit.reference != before.reference:
        body = with_part(body, "Reference answer", body_text(edit.reference, closed=True))
    made = put_together(TakenApart(head, body))
    if len(made.encode()) > MAX_FILE_BYTES:
        raise EditFault("the draft would be over 1 MB, more than one question can be; shorten it")
    _, problems = parse_question(made, path)
    if problems:
        raise EditFault(f"that cannot be saved: {problems[0].message}")
    return made


def section_slug(text: str) -> str:
    """The slug of a section name: 'Graph networks' becomes ``graph-networks``."""
    return "-".join(re.findall(r"\w+", text.casefold().replace("_", " ")))[:60].strip("-")


def _point_of(criterion: Criterion) -> PointEdit:
    return PointEdit(
        claim=one_line(criterion.claim),
        weight=criterion.weight,
        satisfied_by=tuple(one_line(text) for text in criterion.satisfied_by),
        probe=one_line(criterion.probe),
    )


def cleaned(edit: DraftEdit) -> DraftEdit:
    """An edit as it is written to the file: with single lines where required, no empty points at the end, and a section slug."""
    points = tuple(
        PointEdit(
            claim=one_line(point.claim),
            weight=point.weight,
            satisfied_by=_lines(point.satisfied_by),
            probe=one_line(point.probe),
        )
        for point in edit.points
    )
    while points and points[-1].is_empty:
        points = points[:-1]
    return replace(
        edit,
        title=one_line(edit.title),
        question=writable(edit.question).strip(),
        reference=writable(edit.reference).strip(),
        section=section_slug(edit.section),
        hints=_lines(edit.hints),
        points=points,
    )


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for text in texts if (line := one_line(text))))


def _refuse_gaps(edit: DraftEdit) -> None:
    if not edit.question:
        raise EditFault("the question is empty; write what is asked")
    if not edit.section:
        raise EditFault("the section is empty; choose one, or type a new name")
    if edit.difficulty not in range(1, 6):
        raise EditFault("the difficulty must be a whole number from 1 to 5")
    for number, point in enumerate(edit.points, start=1):
        if not point.is_empty and not point.claim:
            raise EditFault(
                f"point {number} doesn't say what a good answer says; fill that in, or clear the whole point"
            )
        if not (point.weight == 0 or 0.01 <= point.weight <= HIGHEST_WEIGHT):
            raise EditFault(f"point {number}: the weight must be from 0.01 to {HIGHEST_WEIGHT}, or 0 for a bonus")


def _put_fields(node: yaml.MappingNode, before: DraftEdit, edit: DraftEdit) -> None:
    if edit.title != before.title:
        put(node, "title", text_node(edit.title) if edit.title else None)
    if edit.section != before.section:
        put(node, "section", text_node(edit.section))
    if edit.difficulty != before.difficulty:
        put(node, "difficulty", number_node(edit.difficulty))
    if edit.hints != before.hints:
        put(node, "hints", texts_node(edit.hints))


def _criteria_node(
    node: yaml.MappingNode, question: Question, before: Sequence[PointEdit], points: Sequence[PointEdit]
) -> yaml.SequenceNode | None:
    """The criteria with the form's points written in: emptied ones are dropped, additional ones are added."""
    listed = field_of(node, "criteria")
    old: list[yaml.Node] = list(listed.value) if isinstance(listed, yaml.SequenceNode) else []
    ids = {criterion.id for criterion in question.criteria}
    made: list[yaml.Node] = []
    for number, point in enumerate(points):
        if point.is_empty:
            continue
        if number < len(before):
            item = old[number]
            assert isinstance(item, yaml.MappingNode)  # the loader has read it
            _put_point(item, before[number], point)
        else:
            item = _new_point(point, ids)
        made.append(item)
    made += old[len(before) :]  # the criteria that the form does not show
    return yaml.SequenceNode("tag:yaml.org,2002:seq", made, flow_style=False) if made else None


def _put_point(item: yaml.MappingNode, before: PointEdit, point: PointEdit) -> None:
    if point.claim != before.claim:
        put(item, "claim", text_node(point.claim))
    if point.weight != before.weight:
        put(item, "bonus", flag_node(True) if point.weight == 0 else None)
        put(item, "weight", number_node(point.weight) if point.weight else None)
    if point.satisfied_by != before.satisfied_by:
        put(item, "satisfied_by", texts_node(point.satisfied_by))
    if point.probe != before.probe:
        put(item, "probe", text_node(point.probe) if point.probe else None)
        if not point.probe:
            put(item, "further_probes", None)  # they can only follow a first one


def _new_point(point: PointEdit, ids: set[str]) -> yaml.MappingNode:
    return mapping_node(
        {
            "id": text_node(_new_id(point.claim, ids)),
            "bonus": flag_node(True) if point.weight == 0 else None,
            "weight": number_node(point.weight) if point.weight else None,
            "claim": text_node(point.claim),
            "satisfied_by": texts_node(point.satisfied_by),
            "probe": text_node(point.probe) if point.probe else None,
        }
    )


def _new_id(claim: str, ids: set[str]) -> str:
    """A unique id made of a claim's first words, without the very first, which is a verb such as 'Says'."""
    words = re.findall(r"[a-z0-9]+", claim.lower())
    slug = "-".join(words[1:4] or words) or "point"
    made, number = slug, 1
    while made in ids:
        number += 1
        made = f"{slug}-{number}"
    ids.add(made)
    return made
