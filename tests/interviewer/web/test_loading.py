"""The strip that says how far the models are."""

from __future__ import annotations

import pytest

from interviewer.errors import ModelFileError, ModelMissingError, VivaError
from interviewer.loading.parts import Part, Parts
from interviewer.web.loading import loading_strip


def test_nothing_is_shown_once_everything_is_there() -> None:
    assert loading_strip([Part("embeddings", "ready"), Part("language model", "off")]) == ""


def test_parts_are_named_by_what_they_are_good_for() -> None:
    shown = loading_strip(
        [Part("embeddings", "loading"), Part("index", "waiting"), Part("language model", "ready", "x")]
    )
    assert "reading your answers: getting ready…" in shown and "search: soon" in shown and "follow-ups: ready" in shown
    assert "embeddings" not in shown and "index" not in shown and "language model" not in shown
    assert "You can start right away." in shown


def test_a_part_that_failed_says_what_does_not_work_and_folds_the_reason_away() -> None:
    shown = loading_strip([Part("language model", "ready"), Part("embeddings", "failed", "<x> run 'viva doctor'")])
    plain, why = shown.split("<details")
    assert "Your answers can’t be graded right now. Reload" in plain and "viva" not in plain
    assert "<p>reading your answers: &lt;x&gt; run &#x27;viva doctor&#x27;</p>" in why
    assert "You can start right away." not in shown and "<x>" not in shown


def test_what_two_failed_parts_break_is_said_once() -> None:
    shown = loading_strip(
        [Part("embeddings", "failed", "a"), Part("judge", "failed", "b"), Part("index", "failed", "c")]
    )
    assert shown.count("can’t be graded") == 1 and "Search and drills on a topic" in shown


def test_no_chip_has_a_tooltip_of_the_loaders() -> None:
    assert "title=" not in loading_strip(
        [Part("judge", "ready", "4d83d912, 384 wide"), Part("index", "loading", "BM25")]
    )


MISSING = Part("language model", "failed", "no model file at /home/me/<x>.gguf; run 'viva model fetch'", missing=True)


def test_what_is_optional_and_not_there_is_one_quiet_line_without_a_path() -> None:
    shown = loading_strip([Part("embeddings", "ready"), Part("judge", "ready"), MISSING])
    assert 'class="strip optional"' in shown and "chip" not in shown and "/home" not in shown
    assert "Follow-ups come in fixed words" in shown.split("<details")[0] and "viva" not in shown.split("<details")[0]
    assert "<code>viva model fetch</code> adds it" in shown
    broken = "OSError: /home/x; 'viva model fetch' was cut off"
    other = loading_strip([Part("judge", "ready"), Part("language model", "failed", broken)])
    assert "<code>viva doctor</code> says why" in other and "/home" not in other


@pytest.mark.parametrize(("fault", "missing"), [(ModelMissingError("gone"), True), (ModelFileError("cut"), False)])
def test_a_part_whose_files_are_not_there_is_missing(fault: VivaError, missing: bool) -> None:
    parts = Parts(["language model"])

    def work() -> str:
        raise fault

    parts.load("language model", work)
    part = parts.part("language model")
    assert (part.state, part.detail, part.missing) == ("failed", str(fault), missing)
    parts.load("language model", lambda: "here now")
    assert not parts.part("language model").missing


def test_while_the_rest_is_loading_it_is_merely_off() -> None:
    shown = loading_strip([Part("judge", "ready"), Part("index", "loading"), MISSING])
    assert 'class="chip off"' in shown and "follow-ups: off" in shown and "failed" not in shown and "/home" not in shown
    assert "You can start right away." in shown


def test_a_language_model_that_judges_is_needed() -> None:
    shown = loading_strip([Part("judge", "off"), Part("language model", "failed", "no answer from the endpoint")])
    assert 'class="chip failed"' in shown and "can’t be graded right now" in shown
    assert "follow-ups: no answer from the endpoint" in shown.split("<details")[1]
