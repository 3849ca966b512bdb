"""A text with its typography made plain: every place leads back to what was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewer.grading.text.typography import plain


@given(st.text(alphabet="aB ’'\"“-—–…*_`.\n#>1", max_size=60))
def test_each_character_leads_back_to_where_it_was_written(text: str) -> None:
    for without_marks in (False, True):
        made = plain(text, without_marks)
        assert len(made.text) == len(made.starts) == len(made.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True))
        assert list(made.starts) == sorted(made.starts)


def test_marks_of_markdown_go_and_signs_stay() -> None:
    assert plain("**Bold** and _so_ on", without_marks=True).text == "bold and so on"
    assert plain("a * b, snake_case, x_1", without_marks=True).text == "a * b, snake_case, x_1"
    assert plain("- one\n2. two\n> three", without_marks=True).text.split() == ["one", "two", "three"]
    assert plain("“It’s” -- a … b").text == "'it's'-a ... b"
