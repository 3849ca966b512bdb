"""The ``expects`` field of a criterion, parsed into an Expectation."""

from __future__ import annotations

import re

import yaml

from knowledge.answers.expectation import (
    CHANNELS,
    FILTERS,
    KINDS,
    NETWORK_PARTS,
    NETWORKS,
    PROGRAMS,
    STEPS,
    Expectation,
)
from knowledge.format.fields import FieldReader

_LISTS = ("units", "about", "target", "terms", "given", "unless", "also")
_CASE = re.compile(r"[^=]*\w[^=]*=\s*[-−]?[\d.,/]+\s*")
_KNOWN = {*KINDS, *_LISTS, "tolerance", "names", "part", "sole"}


_ONE_OF = {"network": NETWORKS, "channels": CHANNELS, "program": PROGRAMS, "filters": FILTERS}
"""Kinds that accept one of a few names."""


def _one_of(names: tuple[str, ...]) -> str:
    return f"one of {', '.join(names)}"


def read_expectation(node: yaml.Node, reader: FieldReader) -> Expectation | None:
    """The expectation of a criterion; None if it cannot be read. Faults are recorded in the reader."""
    found = reader.mapping(node, _KNOWN, "expects")
    if found is None:
        return None
    kinds = [kind for kind in KINDS if kind in found]
    if len(kinds) != 1:
        given = f"has {' and '.join(kinds)}" if kinds else "has none"
        reader.fault(reader.line(node), f"expects must have one of {', '.join(KINDS)}; it {given}")
        return None
    kind = kinds[0]
    accepted = _accepted(found[kind], kind, reader)
    lists = {name: reader.texts(found[name], f"expects.{name}") for name in _LISTS if name in found}
    tolerance = reader.number(found["tolerance"], "expects.tolerance", 0, 1) if "tolerance" in found else 0.0
    part = reader.text(found["part"], "expects.part") if "part" in found else ""
    if kind == "network" and part not in NETWORK_PARTS:
        reader.fault(reader.line(node), f"expects.part must be one of {', '.join(NETWORK_PARTS)}")
    if kind == "expression" and part not in {"", STEPS}:
        reader.fault(reader.line(node), f"expects.part must be {STEPS!r} or left out")
    if not accepted:
        return None
    return Expectation(
        kind=kind,
        accepted=accepted,
        tolerance=tolerance,
        names=_names(found["names"], reader) if "names" in found else (),
        part=part,
        sole="sole" in found and reader.flag(found["sole"], "expects.sole"),
        **lists,
    )


def _accepted(node: yaml.Node, kind: str, reader: FieldReader) -> tuple[str, ...]:
    """The accepted texts, from one text or a list. Wrong counts and unknown networks are faults."""
    name = f"expects.{kind}"
    if isinstance(node, yaml.SequenceNode):
        accepted = reader.texts(node, name)
        if not accepted:
            reader.fault(reader.line(node), f"{name} is empty")
    else:
        accepted = (reader.text(node, name),)
    if kind == "edits" and len(accepted) != 2:
        reader.fault(reader.line(node), f"{name} must be two words, such as [doctor, bottle]")
        return ()
    if kind == "place" and not (len(accepted) == 2 and accepted[1].isdigit()):
        reader.fault(reader.line(node), f"{name} must be an item and its place, such as [D5, 4]")
        return ()
    if kind == "cases" and (len(accepted) < 2 or not all(map(_CASE.fullmatch, accepted))):
        reader.fault(
            reader.line(node), f"{name} must be two or more cases with a value each, such as [width 3 = 8, width 5 = 6]"
        )
        return ()
    known = _ONE_OF.get(kind)
    if known and accepted[0] not in known:
        reader.fault(reader.line(node), f"{name} must be {_one_of(known)}")
        return ()
    return tuple(text for text in accepted if text.strip())


def _names(node: yaml.Node, reader: FieldReader) -> tuple[tuple[str, ...], ...]:
    """The spellings of each variable, the variable first."""
    if not isinstance(node, yaml.MappingNode):
        reader.fault(reader.line(node), "expects.names must give the spellings of each variable, such as 's: [y, p]'")
        return ()
    return tuple((str(key.value), *reader.texts(value, f"expects.names.{key.value}")) for key, value in node.value)
