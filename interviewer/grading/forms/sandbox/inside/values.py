"""Values passed between the sandbox and the grader, as JSON: numbers and arrays in full, the rest by type.

Nothing that comes out of the sandbox is trusted, so there is no pickle here, and ``decode`` checks everything it reads.
"""

from __future__ import annotations

import base64
import binascii
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.generic]
Floats: TypeAlias = NDArray[np.float64]
Json: TypeAlias = dict[str, object]
ValuePath: TypeAlias = tuple[str | int, ...]
"""The way into a value: indices, keys and attributes, from the outside in."""
MODULE = "answer"
"""Name of the module that the candidate's code becomes."""
KINDS = {"b": "|b1", "i": "<i8", "u": "<i8", "f": "<f8", "c": "<c16"}
"""How each of NumPy's kinds of number is sent: as the widest of the kind, so that nothing is lost."""
NARROW = {"float16": "<f2", "float32": "<f4"}
"""Numbers that are sent as they are: how precise they are says how close to the right ones they can be."""
MOST_ELEMENTS, MOST_ITEMS, DEEPEST, MOST_AXES = 200_000, 400, 6, 8
"""Limits of one value. A test's arrays have a few thousand elements; more is a mistake or an attack."""


class NotReadableError(ValueError):
    """The output of the sandbox is not a valid value."""


@dataclass(frozen=True)
class Opaque:
    """Something that neither is nor contains a number, such as a function; described by the name of its type."""

    type_name: str
    callable: bool = False


@dataclass(frozen=True)
class Thing:
    """One of the candidate's objects, with its attributes."""

    type_name: str
    attributes: Mapping[str, Value] = field(default_factory=dict)


Value: TypeAlias = "Array | str | tuple[Value, ...] | dict[str, Value] | Thing | Opaque | None"
"""Numbers are arrays without axes."""


def encode(value: object, depth: int = 0) -> Json:
    """A value as JSON. Anything too large, too deep or unknown is named but not sent."""
    if value is None:
        return {"t": "none"}
    if isinstance(value, str):
        return {"t": "text", "v": value[:200]}
    if isinstance(value, bool | int | float | complex | np.generic | np.ndarray):
        return _encode_array(value)
    if depth >= DEEPEST:
        return {"t": "opaque", "type": type(value).__name__[:60]}
    if isinstance(value, list) and _grid(value) is not None:
        return _encode_array(value)
    if isinstance(value, tuple | list):
        return {"t": "list", "items": [encode(item, depth + 1) for item in value[:MOST_ITEMS]]}
    if isinstance(value, dict):
        items = [(key, item) for key, item in value.items() if isinstance(key, str | int)][:MOST_ITEMS]
        return {"t": "dict", "keys": [str(k)[:60] for k, _ in items], "items": [encode(v, depth + 1) for _, v in items]}
    name = type(value).__name__[:60]
    fields = _fields_of(value)
    if fields is None:
        return {"t": "opaque", "type": name, "callable": bool(callable(value))}
    inner = encode(fields, depth + 1)
    return {"t": "thing", "type": name, "keys": inner["keys"], "items": inner["items"]}


def _grid(value: object, depth: int = 0) -> tuple[int, ...] | None:
    """The shape of a nested list of numbers; None for a list of anything else.

    Plain lists count as arrays: code without NumPy keeps its matrices in them.
    """
    if isinstance(value, np.ndarray):
        return value.shape if value.ndim == 1 and depth else None
    if not isinstance(value, list | tuple) or not 0 < len(value) <= MOST_ELEMENTS or depth >= MOST_AXES:
        return None
    if all(isinstance(item, bool | int | float | np.number | np.bool_) for item in value):
        return (len(value),)
    first = _grid(value[0], depth + 1)
    if first is None or len(value) * int(np.prod([float(n) for n in first])) > MOST_ELEMENTS:
        return None  # do not walk through a list that contains itself a hundred times
    return (len(value), *first) if all(_grid(item, depth + 1) == first for item in value[1:]) else None


def _fields_of(value: object) -> dict[str, object] | None:
    """The attributes of an object of the answer's, or the globals of the answer; None for anything else."""
    if isinstance(value, types.ModuleType):
        if value.__name__ != MODULE:
            return None
        return {k: v for k, v in vars(value).items() if k[:1] != "_" and isinstance(v, np.ndarray | float | int)}
    if isinstance(value, type) or type(value).__module__ not in {MODULE, "types"}:
        return None
    slots = [s for s in getattr(type(value), "__slots__", ()) if isinstance(s, str) and hasattr(value, s)]
    found = getattr(value, "__dict__", None)
    if isinstance(found, dict) and not isinstance(value, types.FunctionType | types.MethodType):
        return dict(found)
    return {s: getattr(value, s) for s in slots} or None


def _encode_array(value: object) -> Json:
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError):
        return {"t": "opaque", "type": type(value).__name__[:60]}
    kind = NARROW.get(array.dtype.name, KINDS.get(array.dtype.kind))
    if kind is None or array.size > MOST_ELEMENTS or array.ndim > MOST_AXES:
        return {"t": "opaque", "type": f"array of {array.dtype} with shape {array.shape}"[:60]}
    data = np.ascontiguousarray(array.astype(kind)).tobytes()
    return {"t": "array", "d": kind, "s": list(array.shape), "v": base64.b64encode(data).decode()}


def decode(data: object, depth: int = 0) -> Value:
    """The value of what ``encode`` wrote.

    Raises:
        NotReadableError: ``encode`` never writes this.
    """
    if not isinstance(data, dict) or depth > DEEPEST + 2:
        raise NotReadableError("no value")
    match data.get("t"):
        case "none":
            return None
        case "text":
            return str(data.get("v", ""))[:200]
        case "array":
            return _decode_array(data)
        case "list":
            return tuple(decode(item, depth + 1) for item in _listed(data, "items"))
        case "dict":
            return _decode_fields(data, depth)
        case "thing":
            return Thing(str(data.get("type"))[:60], _decode_fields(data, depth))
        case "opaque":
            return Opaque(str(data.get("type"))[:60], data.get("callable") is True)
    raise NotReadableError("no value of a known kind")


def _decode_array(data: Json) -> Array:
    kind, shape, text = data.get("d"), _listed(data, "s"), data.get("v")
    if kind not in {*KINDS.values(), *NARROW.values()} or not isinstance(text, str) or len(shape) > MOST_AXES:
        raise NotReadableError("no array")
    sizes = [n for n in shape if isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MOST_ELEMENTS]
    if len(sizes) != len(shape) or int(np.prod([float(n) for n in sizes])) > MOST_ELEMENTS:
        raise NotReadableError("no shape of an array")
    try:
        array = np.frombuffer(base64.b64decode(text, validate=True), dtype=str(kind)).reshape(sizes)
    except (ValueError, binascii.Error) as error:
        raise NotReadableError("an array whose data does not fit its shape") from error
    return array.copy()


def _decode_fields(data: Json, depth: int) -> dict[str, Value]:
    keys, items = _listed(data, "keys"), _listed(data, "items")
    if len(keys) != len(items):
        raise NotReadableError("fields without values")
    return {str(key)[:60]: decode(item, depth + 1) for key, item in zip(keys, items, strict=True)}


def _listed(data: Json, name: str) -> Sequence[object]:
    found = data.get(name)
    if not isinstance(found, list) or len(found) > MOST_ITEMS:
        raise NotReadableError(f"no list of {name}")
    return found
