"""The process in the sandbox: loads the candidate's code, calls what it is told to, and sends back plain values.

It decides nothing. Only the grader knows what is right, so nothing the candidate's code does to this process can make a wrong
value right: at worst, no value comes back.
"""

from __future__ import annotations

import ast
import inspect
import io
import json
import linecache
import os
import random
import sys
import traceback
import types
from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import BinaryIO

import numpy as np

from interviewer.grading.forms.sandbox.inside.confinement import limit_resources, refuse_system_calls
from interviewer.grading.forms.sandbox.inside.tracing import FILE, traced
from interviewer.grading.forms.sandbox.inside.values import MODULE, Json, decode, encode


class Runner:
    """Answers requests, one JSON object per line, until there are no more."""

    def __init__(self, requests: BinaryIO, replies: BinaryIO) -> None:
        self._requests = requests
        self._replies = replies
        self._values: list[object] = []
        self._module = types.ModuleType(MODULE)

    def serve(self) -> None:
        """Answer every request."""
        for line in self._requests:
            try:
                reply = self._answer(json.loads(line))
            except BaseException as error:  # noqa: BLE001 - whatever the candidate's code raises is a result, even SystemExit
                reply = _fault(error)
            self._replies.write(json.dumps(reply).encode() + b"\n")
            self._replies.flush()

    def _answer(self, request: Json) -> Json:
        match request["op"]:
            case "load":
                return self._load(str(request["source"]), request.get("lenient") is True)
            case "call":
                return self._call(request)
            case "read":
                return {"ok": True, "value": encode(self._argument(request["of"]))}
            case "describe":
                return {"ok": True, "names": _described(self._argument(request["of"]))}
            case "put":
                return self._put(request["of"], request["value"])
            case "seed":
                np.random.seed(int(str(request["seed"])))
                random.seed(int(str(request["seed"])))
                return {"ok": True}
        raise ValueError("unknown request")

    def _load(self, source: str, lenient: bool) -> Json:
        """Run the answer's top level. If it fails after its definitions, for example in a demonstration, those may be enough."""
        linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
        sys.modules[MODULE] = self._module
        self._values = [self._module]
        self._module.__dict__.update({"np": np, "numpy": np})
        try:
            exec(compile(source, FILE, "exec", dont_inherit=True), self._module.__dict__)
        except (ImportError, SyntaxError):
            raise
        except Exception as error:
            fault = _fault(error)
            if lenient:
                self._define_rest(source, fault["line"])
            names = _described(self._module)
            if not (lenient and names):
                raise
            return {
                "ok": True,
                "names": names,
                "failed": f"{fault['error']}: {fault['message']}",
                "line": fault["line"],
            }
        return {"ok": True, "names": _described(self._module)}

    def _define_rest(self, source: str, line: object) -> None:
        """Execute the definitions after the line at which the top level failed."""
        assert isinstance(line, int)
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.lineno > line:
                exec(compile(ast.Module([node], []), FILE, "exec", dont_inherit=True), self._module.__dict__)

    def _call(self, request: Json) -> Json:
        function = self._argument(request["of"])
        arguments = [self._argument(item) for item in _list(request["args"])]
        named = {str(k): self._argument(v) for k, v in _pairs(request["named"])}
        if not callable(function):
            raise TypeError("not a function")
        steps: list[Json] = []
        returned: list[int] = []
        names: dict[str, object] = {}
        if request.get("trace"):
            value = traced(function, arguments, named, steps, returned, names)
        else:
            value = function(*arguments, **named)
        if inspect.isgenerator(value):
            value = tuple(value)
        self._values.append(value)
        given = [*arguments, *named.values()]
        after = [encode(item if isinstance(item, np.ndarray | list) else None) for item in given]
        found = {"value": encode(value), "after": after, "steps": steps, "returned": returned[-1] if returned else 0}
        return {"ok": True, "ref": len(self._values) - 1, "locals": encode(names), **found}

    def _put(self, place: object, new: object) -> Json:
        """Replace the value at a place, in place if it is an array of the same shape; or add a new value there."""
        value = self._argument(new)
        try:
            old = self._argument(place)
        except (AttributeError, KeyError, ValueError):
            old = None
        fits = isinstance(old, np.ndarray) and isinstance(value, np.ndarray) and old.shape == value.shape
        if isinstance(old, np.ndarray) and fits and np.issubdtype(old.dtype, np.floating):
            old[...] = value
            return {"ok": True}
        assert isinstance(place, dict)
        *way, last = _list(place["path"])
        holder = self._argument({**place, "path": way})
        if isinstance(holder, dict):
            holder[last] = value
        elif isinstance(holder, list):
            holder[int(str(last))] = value
        else:
            setattr(holder, str(last), value)
        return {"ok": True}

    def _argument(self, item: object) -> object:
        assert isinstance(item, dict)
        if "ref" in item:
            value = self._values[item["ref"]]
            for step in item.get("path", ()):
                value = _step(value, step)
            return value
        if "rng" in item:
            return np.random.RandomState(item["rng"]) if item.get("old") else np.random.default_rng(item["rng"])
        if "table" in item:
            return {str(k): self._argument(v) for k, v in _pairs(item["table"])}
        if "record" in item:
            pairs = _pairs(item["record"])
            kind: Callable[..., object] = namedtuple("Record", " ".join(str(k) for k, _ in pairs))  # type: ignore[misc]
            return kind(*[self._argument(v) for _, v in pairs])
        if "list" in item:
            return tuple(self._argument(v) for v in _list(item["list"]))
        if "plain" in item:
            return item["plain"]
        if "rows" in item:
            rows = decode(item["rows"])
            return rows.tolist() if isinstance(rows, np.ndarray) else rows
        return decode(item["value"])


def _step(value: object, step: object) -> object:
    if isinstance(value, dict):
        return value[step] if step in value else value[int(str(step))]
    if isinstance(value, tuple | list):
        named = [item for item in value if getattr(item, "__name__", None) == step]
        return named[0] if named else value[int(str(step))]
    if isinstance(value, types.FunctionType) and value.__name__ == step:
        return value
    return getattr(value, str(step))


def _list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _pairs(value: object) -> list[tuple[object, object]]:
    assert isinstance(value, dict)
    return list(value.items())


def _described(holder: object) -> list[Json]:
    """The answer's functions and classes in a module or an object, in source order."""
    if isinstance(holder, dict | tuple | list | types.FunctionType):
        return _described_parts(holder)
    own = isinstance(holder, types.ModuleType)
    names = list(vars(holder)) if own else [n for n in dir(holder) if n == "__call__" or not n.startswith("__")]
    found: list[Json] = []
    for name in names:
        item = inspect.getattr_static(holder, name) if not own else vars(holder)[name]
        if isinstance(item, staticmethod | classmethod | types.FunctionType) or (own and isinstance(item, type)):
            item = getattr(holder, name)
        if not callable(item) or getattr(item, "__module__", None) != MODULE:
            continue
        kind = "class" if isinstance(item, type) else "function"
        found.append({"name": name[:60], "kind": kind, "params": _parameters(item), "line": _line_of(item)})
    return found[:100]


def _described_parts(holder: dict[object, object] | Sequence[object] | types.FunctionType) -> list[Json]:
    """The functions that a function returned: a single one, or those in a tuple by name or in a dict by key."""
    parts: list[tuple[object, object]]
    if isinstance(holder, types.FunctionType):
        parts = [(holder.__name__, holder)]
    elif isinstance(holder, dict):
        parts = list(holder.items())
    else:
        parts = [(getattr(item, "__name__", n), item) for n, item in enumerate(holder)]
        called = [name for name, _ in parts]
        parts = [(name if called.count(name) == 1 else n, item) for n, (name, item) in enumerate(parts)]
    return [
        {"name": str(name)[:60], "kind": "function", "params": _parameters(item), "line": _line_of(item)}
        for name, item in parts[:100]
        if isinstance(item, types.FunctionType) and item.__module__ == MODULE
    ]


def _parameters(item: Callable[..., object]) -> list[Json]:
    try:
        signature = inspect.signature(item)
    except (ValueError, TypeError):
        return []
    return [
        {
            "name": p.name[:60],
            "kind": str(p.kind.name),
            "optional": p.default is not p.empty,
            "default": encode(None if p.default is p.empty else p.default),
        }
        for p in signature.parameters.values()
    ][:40]


def _line_of(item: object) -> int:
    code = getattr(inspect.unwrap(item), "__code__", None) if callable(item) else None
    return int(getattr(code, "co_firstlineno", 0))


def _fault(error: BaseException) -> Json:
    """What went wrong, the last line of the answer involved, and the numbers computed by then."""
    line = 0
    reached: dict[str, object] = {}
    if isinstance(error, SyntaxError) and error.filename == FILE:
        line = int(error.lineno or 0)
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == FILE:
            line = number or 0
            if frame.f_code.co_name != "<module>":
                reached = {k: v for k, v in frame.f_locals.items() if isinstance(v, np.ndarray | dict)}
    try:
        message = str(error.msg if isinstance(error, SyntaxError) else error)[:300]
        found = encode(reached)
    except BaseException:  # noqa: BLE001 - the candidate's own exception may fail to describe itself
        message, found = "", encode({})
    message = message.encode(errors="replace").decode()
    return {
        "ok": False,
        "error": type(error).__name__.encode(errors="replace").decode()[:60],
        "message": message,
        "line": line,
        "reached": found,
    }


def main() -> None:
    """Impose the limits, report which ones hold, and serve."""
    cpu, memory, size = (int(word) for word in sys.argv[-3:])
    # the grader's pipes get other file descriptors, so that the candidate's prints and reads go elsewhere
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdout, sys.stdin = io.TextIOWrapper(io.FileIO(1, "w"), write_through=True), io.StringIO()
    np.random.default_rng(0).random((2, 2)) @ np.ones((2, 2))  # makes NumPy load now what it loads lazily
    sys.setrecursionlimit(1000)
    limit_resources(cpu, memory, size)
    hello = {"ok": True, "filtered": refuse_system_calls()}
    replies.write(json.dumps(hello).encode() + b"\n")
    replies.flush()
    Runner(requests, replies).serve()
