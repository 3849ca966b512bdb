"""Gradio as the page imports it: no stubs are written, and everything else is as it was."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.web.gradio_stubs import MODULE, WRITES, leave_stubs_out

SHOW = (
    "from interviewer.web.gradio_stubs import leave_stubs_out; leave_stubs_out(); import gradio as gr; from gradio import component_meta as m;"
    "print(m.{0}.__module__, callable(gr.Textbox('a').select))"
)


@pytest.mark.slow
def test_no_stub_is_written_when_gradio_is_imported() -> None:
    run = subprocess.run([sys.executable, "-c", SHOW.format(WRITES)], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["interviewer.web.gradio_stubs", "True"]


def test_gradio_still_has_what_is_left_out() -> None:
    import gradio

    assert f"def {WRITES}(" in Path(gradio.__file__).with_name("component_meta.py").read_text("utf-8"), (
        "this Gradio writes no stubs, or elsewhere: gradio_stubs can go, or must follow"
    )


def test_nothing_is_done_twice_or_once_gradio_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    importlib.import_module(MODULE)
    before = list(sys.meta_path)
    leave_stubs_out()
    assert sys.meta_path == before
    monkeypatch.delitem(sys.modules, MODULE)
    leave_stubs_out()
    leave_stubs_out()
    assert len(sys.meta_path) == len(before) + 1
