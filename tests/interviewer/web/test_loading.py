"""The strip that says how far the models are."""

from __future__ import annotations

from interviewer.loading import Part
from interviewer.web.loading import loading_strip


def test_nothing_is_shown_once_everything_is_there() -> None:
    assert loading_strip([Part("embeddings", "ready"), Part("language model", "off")]) == ""


def test_parts_are_named_by_what_they_are_good_for() -> None:
    shown = loading_strip(
        [Part("embeddings", "loading"), Part("index", "waiting"), Part("language model", "ready", "x")]
    )
    assert (
        "reading your answers: getting ready…" in shown and "search: not yet" in shown and "follow-ups: ready" in shown
    )
    assert "embeddings" not in shown and "index" not in shown and "language model" not in shown
    assert "You can start right away." in shown


def test_a_part_that_failed_says_why_as_text() -> None:
    shown = loading_strip([Part("embeddings", "ready"), Part("language model", "failed", "<x> run 'viva doctor'")])
    assert 'class="strip-note">follow-ups: &lt;x&gt; run &#x27;viva doctor&#x27;.</p>' in shown
    assert "You can start right away." not in shown and "<x>" not in shown
