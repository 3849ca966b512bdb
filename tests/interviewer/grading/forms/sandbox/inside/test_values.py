"""Values on their way out of the sandbox: what is written is read back, and nothing else is accepted as a value."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.grading.forms.sandbox.inside.values import NotReadableError, Opaque, decode, encode


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((0, 3)),
        np.arange(6).reshape(2, 3),
        np.array(1.5),
        np.array([True]),
        np.array([1j]),
        np.array([np.nan, np.inf]),
        np.arange(4)[::-1],
        np.float32(2),
    ],
)
def test_arrays_come_back(array: object) -> None:
    back = decode(encode(array))
    assert isinstance(back, np.ndarray) and np.array_equal(back, np.asarray(array), equal_nan=True)
    assert back.shape == np.shape(array)  # type: ignore[arg-type]


def test_containers_come_back_and_the_rest_is_named() -> None:
    back = decode(encode({"a": [1, None, "x"], 3: (len, object())}))
    assert isinstance(back, dict) and isinstance(back["a"], tuple) and back["a"][1:] == (None, "x")
    assert isinstance(back["3"], tuple) and back["3"][0] == Opaque("builtin_function_or_method", True)
    loop: list[object] = []
    loop.append(loop)
    assert isinstance(decode(encode(loop)), tuple)
    assert isinstance(decode(encode(np.ones(300_000))), Opaque)
    assert isinstance(decode(encode(np.array([None, "x"], dtype=object))), Opaque)


@pytest.mark.parametrize(
    "data",
    [
        None, 3, [], {}, {"t": "what"}, {"t": "array"}, {"t": "array", "d": "|O", "s": [1], "v": ""},
        {"t": "array", "d": "<f8", "s": [2], "v": "AAAA"}, {"t": "array", "d": "<f8", "s": [-1], "v": ""},
        {"t": "array", "d": "<f8", "s": [10**9, 10**9], "v": ""}, {"t": "array", "d": "<f8", "s": [True], "v": ""},
        {"t": "array", "d": "<f8", "s": [1], "v": "!!!"}, {"t": "array", "d": "<f8", "s": [1] * 9, "v": ""},
        {"t": "list", "items": "x"}, {"t": "list", "items": [{"t": "none"}] * 500},
        {"t": "dict", "keys": ["a"], "items": []}, {"t": "thing", "keys": 1, "items": 2},
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused(data: object) -> None:
    with pytest.raises(NotReadableError):
        decode(data)


def test_nesting_without_end_is_refused() -> None:
    data: dict[str, object] = {"t": "none"}
    for _ in range(50):
        data = {"t": "list", "items": [data]}
    with pytest.raises(NotReadableError):
        decode(data)
