"""Errors become one line on the page."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr
import pytest

from interviewer.errors import ConflictError, UsageError
from interviewer.web.guards import ComponentUpdates, guarded, guarded_stream

pytestmark = pytest.mark.filterwarnings("ignore")


def test_our_own_errors_are_shown_as_they_are() -> None:
    def fail() -> ComponentUpdates:
        raise UsageError("choose a section")

    with pytest.raises(gr.Error, match=r"^'choose a section'$") as caught:
        guarded(fail)()
    assert isinstance(caught.value.__cause__, UsageError)


def test_a_fault_of_ours_names_itself_and_says_that_nothing_is_lost() -> None:
    def fail(number: int) -> ComponentUpdates:
        return {"x": 1 / number}

    with pytest.raises(gr.Error, match=r"\(ZeroDivisionError\)\. What you sent is saved\."):
        guarded(fail)(0)
    assert guarded(fail)(1) == {"x": 1.0}


def test_an_interview_that_moved_on_elsewhere_is_shown_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    warned: list[str] = []
    monkeypatch.setattr(gr, "Warning", lambda text, **_: warned.append(text))

    def fail(text: str, interview_id: str) -> Iterator[ComponentUpdates]:
        yield {"said": text}
        raise ConflictError("it moved on in another window")

    stream = guarded_stream(fail, lambda interview_id: {"shown": interview_id})
    assert list(stream("hello", "i-1")) == [{"said": "hello"}, {"shown": "i-1"}]
    assert warned == ["it moved on in another window"]
