"""Messages between the grader and the process in the sandbox: calls and their arguments, results and faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from interviewer.grading.forms.sandbox.inside.values import (
    Array,
    Json,
    NotReadableError,
    Value,
    ValuePath,
    decode,
    encode,
)

FaultKind = Literal["syntax", "raised", "time", "output", "ended", "unreadable", "stopped"]


@dataclass(frozen=True)
class Fault:
    """How code failed.

    Attributes:
        message: What happened, for people; no full stop at its end.
        line: The line of the code, from 1; 0 if it is not known.
    """

    kind: FaultKind
    message: str
    line: int = 0

    @property
    def fatal(self) -> bool:
        """Whether the process is gone, so that the next test needs a new one."""
        return self.kind not in {"syntax", "raised"}

    @property
    def text(self) -> str:
        """The message with its line, as people read it."""
        return f"line {self.line}: {self.message}" if self.line else self.message


class CodeFaultError(Exception):
    """The candidate's code failed.

    Attributes:
        fault: How it failed.
        reached: The arrays that the failing function had computed by then, by name.
    """

    def __init__(self, fault: Fault, reached: Value = None) -> None:
        super().__init__(fault.text)
        self.fault = fault
        self.reached = reached


@dataclass(frozen=True)
class Parameter:
    """A parameter of a function of the answer."""

    name: str
    kind: str = "POSITIONAL_OR_KEYWORD"
    optional: bool = False
    default: Value = None


@dataclass(frozen=True)
class Definition:
    """A function or a class of the answer."""

    name: str
    kind: Literal["function", "class"]
    parameters: tuple[Parameter, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Place:
    """Something inside the sandbox: a value that a call returned, and the path into it; value 0 is the answer's module."""

    ref: int = 0
    path: ValuePath = ()

    def at(self, *steps: str | int) -> Place:
        """A place further in."""
        return Place(self.ref, (*self.path, *steps))


@dataclass(frozen=True)
class Generator:
    """A NumPy random generator made inside the sandbox from a seed; an old one has ``rand`` and ``randint``."""

    seed: int
    old: bool = False


@dataclass(frozen=True)
class AsNamedTuple:
    """A named tuple made inside the sandbox: its fields can be unpacked, and accessed by number or by name."""

    fields: Mapping[str, Argument]


@dataclass(frozen=True)
class AsLists:
    """An array that is passed as plain lists, for code without NumPy."""

    array: Array


Argument: TypeAlias = (
    "Value | Place | Generator | AsNamedTuple | AsLists | float | Sequence[Argument] | Mapping[str, Argument]"
)
"""What a call can be given; a place stands for the value there."""


@dataclass(frozen=True)
class Result:
    """The result of a call, and its arguments afterwards.

    Attributes:
        after: Each argument after the call, in order; None for one that is neither an array nor a list.
        steps: If traced, the lines that assigned an array to a name, with the array.
        returned: If traced, the line that returned the result; 0 if unknown.
        names: If traced, the arrays among the function's local variables when it ended.
    """

    place: Place
    value: Value
    after: tuple[Value, ...] = ()
    steps: tuple[tuple[int, Value], ...] = ()
    returned: int = 0
    names: Value = None


def place_json(place: Place) -> Json:
    """A place in the form in which it is sent."""
    return {"ref": place.ref, "path": list(place.path)}


def argument_json(item: Argument) -> Json:
    """An argument in the form in which it is sent.

    Raises:
        TypeError: It cannot be sent.
    """
    if isinstance(item, Place):
        return place_json(item)
    if isinstance(item, Generator):
        return {"rng": item.seed, "old": item.old}
    if isinstance(item, AsLists):
        return {"rows": encode(item.array)}
    if isinstance(item, AsNamedTuple):
        return {"record": {name: argument_json(value) for name, value in item.fields.items()}}
    if isinstance(item, Mapping):
        return {"table": {name: argument_json(value) for name, value in item.items()}}
    if isinstance(item, str | bool | int | float) or item is None:
        return {"plain": item}
    if isinstance(item, np.ndarray):
        return {"value": encode(item)}
    if isinstance(item, Sequence):
        return {"list": [argument_json(value) for value in item]}
    raise TypeError(f"{type(item).__name__} cannot be sent into the sandbox")


def definitions_of(reply: Json) -> tuple[Definition, ...]:
    """The functions and classes that a reply names; anything else is left out."""
    found = reply.get("names")
    if not isinstance(found, list):
        return ()
    return tuple(_definition(item) for item in found[:100] if isinstance(item, dict))


def _definition(item: Json) -> Definition:
    params, line = item.get("params"), item.get("line")
    return Definition(
        name=str(item.get("name"))[:60],
        kind="class" if item.get("kind") == "class" else "function",
        parameters=tuple(_parameter(p) for p in params if isinstance(p, dict)) if isinstance(params, list) else (),
        line=line if isinstance(line, int) else 0,
    )


def _parameter(item: Json) -> Parameter:
    try:
        default = decode(item.get("default"))
    except NotReadableError:
        default = None
    return Parameter(str(item.get("name"))[:60], str(item.get("kind")), item.get("optional") is True, default)
