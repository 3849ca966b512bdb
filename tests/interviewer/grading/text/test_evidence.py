from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS, locate, readable, sentences


@given(st.text(max_size=400))
def test_sentences_are_spans_with_words_and_readable_keeps_offsets(text: str) -> None:
    clean = readable(text)
    assert len(clean) == len(text)
    for segment in sentences(clean):
        piece = segment.of(clean)
        assert piece.strip() == piece
        assert any(char.isalnum() for char in piece)


def test_a_quote_must_be_in_the_text_word_for_word() -> None:
    text = "I would  clip\nthe gradients. Then stop."
    found = locate('"I would clip the GRADIENTS"', text)
    assert found is not None
    assert text[found.start : found.end] == found.quote == "I would  clip\nthe gradients"
    assert locate("I would clip all gradients", text) is None
    assert locate("", text) is None
    assert locate("...", text) is None


def test_readable_blanks_what_carries_no_words() -> None:
    assert readable("a\u200bb\x00c\u202ed") == "a b c d"
    assert readable("ＡＢＣ") == "ABC"
    assert len(readable("x" * 100_000)) == MAX_GRADED_CHARACTERS


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("it's a mean", "I'd say it’s a  mean.", "it’s a  mean"),
        ("it’s a mean", "it's a mean", "it's a mean"),
        ('the "slow" path', "take the “slow” path", "the “slow” path"),
        ("a state - and a gate", "a state—and a gate", "a state—and a gate"),
        ("a state — and a gate", "a state -- and a gate", "a state -- and a gate"),
        ("well… it depends", "Well... it depends on", "Well... it depends"),
        ("well... it depends", "well… it depends", "well… it depends"),
        ("… so it fails …", "and so it fails now", "so it fails"),
        ("...so it fails...", "and so it fails now", "so it fails"),
        ("batch norm keeps nothing", "**batch** norm keeps *nothing* here", "batch** norm keeps *nothing"),
        ("**nothing** is kept", "nothing is kept", "nothing is kept"),
        ("set lr to 0.1", "set `lr` to 0.1", "set `lr` to 0.1"),
        ("first this then that", "- first this\n- then that", "first this\n- then that"),
        ("x = f(y)", "```python\nx = f(y)\n```", "x = f(y)"),
        ("w - lr * g", "w = w - lr * g", "w - lr * g"),
        ("4. You replace it", "4. You replace it with b", "4. You replace it"),
        ("İt is", "so İt is", "İt is"),
    ],
)
def test_typography_and_markup_do_not_hide_a_quote(quote: str, text: str, found: str) -> None:
    place = locate(quote, text)
    assert place is not None and place.quote == found
    assert text[place.start : place.end] == found


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("w - lr g", "w = w - lr * g"),
        ("batch norm … nothing", "batch norm keeps nothing"),
        ("snakecase", "a snake_case name"),
        ("is not kept", "is kept"),
        ("a", "a"),
        ("“…”", "some … words"),
    ],
)
def test_words_may_not_differ(quote: str, text: str) -> None:
    assert locate(quote, text) is None


@given(st.text(max_size=200), st.integers(0, 200), st.integers(2, 40))
def test_where_a_quote_is_found_its_offsets_are_exact(text: str, start: int, length: int) -> None:
    place = locate(text[start : start + length], text)
    assert place is None or (text[place.start : place.end] == place.quote and place.quote.strip() == place.quote)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It helps. E.g. the loss goes to NaN.", ["It helps.", "E.g. the loss goes to NaN."]),
        ("We clip. I. e. we bound it.", ["We clip.", "I. e. we bound it."]),
        ("See Fig. 3 and eq. (5). Then go on.", ["See Fig. 3 and eq. (5).", "Then go on."]),
        ("Momentum, Adam etc. The rest is noise.", ["Momentum, Adam etc.", "The rest is noise."]),
        ("Momentum, Adam etc. and so on.", ["Momentum, Adam etc. and so on."]),
        ("He et al. show it. Cf. Dr. Xu vs. Prof. Li.", ["He et al. show it.", "Cf. Dr. Xu vs. Prof. Li."]),
        ("no. it isn't", ["no.", "it isn't"]),
        ("No. The mean moves.", ["No.", "The mean moves."]),
        ("It is no. 3 of five.", ["It is no. 3 of five."]),
        ("Use a dev. Set the rate. A vac. Be quick.", ["Use a dev.", "Set the rate.", "A vac.", "Be quick."]),
    ],
)
def test_a_sentence_does_not_end_at_an_abbreviation(text: str, wanted: list[str]) -> None:
    assert [piece.of(text) for piece in sentences(text)] == wanted
