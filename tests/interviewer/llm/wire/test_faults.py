"""Any exception that a client raises over an unreadable reply becomes one error of ours; an error elsewhere is not hidden."""

from __future__ import annotations

from json import JSONDecodeError

import pydantic
import pytest

from interviewer.errors import ModelReplyError
from interviewer.llm.wire.faults import vendor_errors


def not_of_the_form() -> Exception:
    try:
        pydantic.TypeAdapter(int).validate_python("no number")
    except pydantic.ValidationError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    "fault",
    [
        JSONDecodeError("no JSON", "x", 0),
        not_of_the_form(),
        ValueError("cannot convert"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"),
        TypeError("'NoneType' object is not subscriptable"),
        AttributeError("'str' object has no attribute 'choices'"),
        KeyError("choices"),
        IndexError("list index out of range"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_reply_that_cannot_be_read_is_one_error_of_ours(fault: Exception) -> None:
    with (
        pytest.raises(ModelReplyError, match=r"^stub sent a reply that cannot be read$") as told,
        vendor_errors("stub"),
    ):
        raise fault
    assert told.value.__cause__ is fault


@pytest.mark.parametrize("fault", [RuntimeError("a bug"), MemoryError("full"), KeyboardInterrupt()])
def test_what_has_nothing_to_do_with_the_reply_is_left_alone(fault: BaseException) -> None:
    with pytest.raises(type(fault)), vendor_errors("stub"):
        raise fault
