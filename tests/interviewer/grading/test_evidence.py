from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.evidence import MAX_GRADED_CHARACTERS, locate, readable, segments


@given(st.text(max_size=400))
def test_segments_are_spans_with_words_and_readable_keeps_offsets(text: str) -> None:
    clean = readable(text)
    assert len(clean) == len(text)
    for segment in segments(clean):
        piece = segment.of(clean)
        assert piece.strip() == piece
        assert any(char.isalnum() for char in piece)


def test_sentences_clauses_and_pairs_are_candidates() -> None:
    text = "The loss blows up. I would clip the gradient to norm one, and I also lower the learning rate because the steps are too big."
    found = {s.of(text) for s in segments(text)}
    assert "The loss blows up." in found
    assert "and I also lower the learning rate" not in found  # the comma before "and" is the border, not part of it
    assert any(piece.startswith(("and I also lower", "I would clip")) for piece in found)
    assert text in found  # the pair of the two sentences


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
