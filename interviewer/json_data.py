"""JSON types: what a result, a schema or a stored record may contain, and how to read a value of unknown type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
"""Anything that JSON can represent. Sequences and mappings are read-only, so that a ``dict[str, float]`` qualifies, too."""
JsonObject: TypeAlias = Mapping[str, JsonValue]
"""A JSON object."""


def object_of(value: JsonValue) -> JsonObject:
    """The value if it is an object, otherwise an empty one."""
    return value if isinstance(value, Mapping) else {}


def objects_of(value: JsonValue) -> list[JsonObject]:
    """The objects in a list; none if the value is not a list."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []


def number_of(value: JsonValue) -> float:
    """The value as a number, even if it is written as text; an integer stays an integer.

    Raises:
        ValueError: It is text that is not a number.
        TypeError: It is neither number nor text.
    """
    if isinstance(value, str):
        return float(value)
    if isinstance(value, int | float):
        return value
    raise TypeError(f"{value!r} is not a number")


def text_of(data: JsonObject, name: str) -> str:
    """The text of a field.

    Raises:
        ValueError: The field is missing or not text.
    """
    value = data.get(name)
    if not isinstance(value, str):
        raise ValueError(f"field {name!r} is missing or not text")
    return value
