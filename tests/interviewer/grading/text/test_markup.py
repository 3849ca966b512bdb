"""Markup is taken out, what only looks like it stays, and every place leads back to what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.text.evidence import readable, sentences
from interviewer.grading.text.markup import unmarked


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<p>I clip the <b>norm</b>.</p><p>Then I wait.</p>", "\nI clip the norm.\n\nThen I wait.\n"),
        ("<ul><li>clip</li><li class='x'>wait</li></ul>", "\n\nclip\n\nwait\n\n"),
        ("a &lt; b &amp;&nbsp;c", "a < b & c"),
        ("<!-- a note -->clip", "clip"),
        ("## Remedies\n- clip it\n* wait\n> A quote", "Remedies\nclip it\nwait\nA quote"),
        ("1. clip it\n2) wait", "clip it\nwait"),
        ("**Bold**, *so* and _so_, `code`: ***x***", "Bold, so and so, code: x"),
        ("```python\n# keep\nx = a * b\n```\nend", "\n# keep\nx = a * b\n\nend"),
        ("| what | why |\n|------|:---:|\n| clip | it explodes |", "what; why\n\nclip; it explodes"),
        ("<table><tr><td>clip</td><td>norm</td></tr></table>", "\n\nclip; norm\n\n"),
    ],
)
def test_markup_is_taken_out(written: str, plain: str) -> None:
    assert unmarked(written).text == plain


@pytest.mark.parametrize(
    "text",
    [
        "4. You replace d with b",
        "- 5 epochs",
        "<s> and <mask> begin it, a <b and c> d",
        "a*b*c, w * x, 2**3**2, $\\pi^*$ and $b^*$",
        "def f(*args, **kwargs): return g(*args)",
        "__init__ and snake_case_name",
        "|w| + |b|",
        "x\n- 3\n+ b",
        "AT&T; R&D",
        "",
    ],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert unmarked(text).text == text


def test_a_piece_leads_back_to_what_was_written() -> None:
    written = "<p>First.</p>\n<p>I <b>clip</b> the norm.</p>"
    plain = unmarked(written)
    piece = sentences(plain.text)[1]
    assert piece.of(plain.text) == "I clip the norm."
    assert plain.in_written(piece).of(written) == "I <b>clip</b> the norm."
    assert plain.text[plain.in_text(written.index("I <b>")) :].startswith("I clip")
    assert plain.in_text(len(written)) == len(plain.text)


@given(st.text(alphabet=st.sampled_from("ab <>p/b*_`#-|.\n1&lt;"), max_size=120))
def test_places_are_in_order_and_inside(text: str) -> None:
    written = readable(text)
    plain = unmarked(written)
    assert len(plain.text) == len(plain.starts) == len(plain.ends)
    assert list(plain.starts) == sorted(plain.starts)
    for piece in sentences(plain.text):
        there = plain.in_written(piece)
        assert 0 <= there.start < there.end <= len(written)
