"""Templates become patterns, and a template that cannot be read says why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from interviewer.conversation.understanding.notation import NotationError, build_pattern, build_slots


def fits(templates: Sequence[str] | str, text: str, slots: Mapping[str, Sequence[str]] | None = None) -> bool:
    lines = [templates] if isinstance(templates, str) else templates
    return bool(re.fullmatch(build_pattern(lines, build_slots(slots or {})) + r"[.?!]*", text, re.IGNORECASE))


@pytest.mark.parametrize(
    ("template", "yes", "no"),
    [
        ("skip it", ["skip it", "Skip  it", "skip, it"], ["skip", "skipit", "skip it now", "it skip", "", "sskip it"]),
        ("[please] skip", ["skip", "please skip", "please, skip"], ["please", "pleaseskip"]),
        ("skip [it|this [one]]", ["skip", "skip it", "skip this one"], ["skip one", "skip it this"]),
        ("(do|take) it", ["do it", "take it"], ["it", "do take it"]),
        ("let's go on", ["let's go on", "let’s go on", "lets go on"], ["let s go on"]),
        ("[i'm|i am] done", ["I'm done", "im done", "I am done", "done"], ["i done"]),
        ("/hint", ["/hint", "/HINT"], ["hint", "a/hint"]),
        ("re-read it", ["re-read it"], ["re read it", "reread it"]),
        ("do you mean ...?", ["do you mean?", "do you mean the loss?"], ["do you mean the loss", "do you meaning?"]),
        ("what does ... mean", ["what does tying mean", "what does it really mean"], ["what does meaning"]),
        ("right?", ["right?"], ["right", "right."]),
        ("i can ...", ["I can", "I can see"], ["I can't see", "I cant see"]),
    ],
)
def test_a_template_fits_what_it_says(template: str, yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if not fits(template, text)] == []
    assert [text for text in no if fits(template, text)] == []


def test_a_slot_stands_for_any_of_its_templates_and_may_use_those_before_it() -> None:
    slots = {"it": ["it", "the [last] question"], "ask": ["can you", "repeat <it> and"]}
    for text in ("can you skip it", "repeat it and skip the last question"):
        assert fits("<ask> skip <it>", text, slots)
    assert not fits("<ask> skip <it>", "can you skip the last", slots)


def test_alternatives_with_a_common_start_are_all_kept() -> None:
    templates = ["go on", "go", "go on [then] please", "stop"]
    assert all(fits(templates, text) for text in ("go on", "go", "go on please", "go on then please", "stop"))
    assert not any(fits(templates, text) for text in ("go please", "on", "stop on"))


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("", "can match nothing at all"),
        ("[please] [now]", "can match nothing at all"),
        ("...", "can match nothing at all"),
        ("skip [it", "'[' is never closed"),
        ("(skip|pass", "'(' is never closed"),
        ("skip it]", "']' closes or divides nothing"),
        ("skip | pass", "'|' closes or divides nothing"),
        ("skip (it]", "'(' is closed by ']'"),
        ("skip (it|)", "a choice in () is empty"),
        ("skip [[it]]", "a choice in [] is empty"),
        ("hint[s]", "a mark touches a word"),
        ("(skip)it", "a mark touches a word"),
        ("what...", "a mark touches a word"),
        ("skip <them>", "there is no slot <them>"),
        ("skip <", "there is no slot <"),
        ("Skip it", "'Skip' is not a word"),
        ("skip it!", "'it!' is not a word"),
        ("what? no", "'what?' is not a word"),
        ("i.e", "'i.e' is not a word"),
    ],
)
def test_a_template_that_cannot_be_read_is_refused(template: str, why: str) -> None:
    with pytest.raises(NotationError, match=re.escape(why)) as raised:
        build_pattern(["a good one", template], {"it": "(?:it)"})
    assert repr(template) in str(raised.value)


def test_a_slot_that_cannot_be_read_is_named() -> None:
    with pytest.raises(NotationError, match=r"slot <one>: template 'the \[last': '\[' is never closed"):
        build_slots({"it": ["it"], "one": ["the [last"]})
    with pytest.raises(NotationError, match=r"slot <a>: .*no slot <b> here; a slot is defined before it is used"):
        build_slots({"a": ["x <b>"], "b": ["y <a>"]})
    with pytest.raises(NotationError, match=r"no templates"):
        build_slots({"none": []})


@pytest.mark.timeout(20)
def test_a_long_text_of_spaces_is_read_at_once() -> None:
    pattern = re.compile(build_pattern(["[so] [well] i'm done"], {}))
    assert not pattern.search(" , " * 30_000)
