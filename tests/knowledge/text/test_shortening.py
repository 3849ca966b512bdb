from __future__ import annotations

from knowledge.text.shortening import shortened


def test_a_long_text_is_cut_to_fit_on_a_line() -> None:
    assert shortened("one\n two  three", 13) == "one two three"
    assert shortened("one two three", 12) == "one two thr…"
