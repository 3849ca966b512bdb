"""A long quote is shortened to the part that shows the point, not to its beginning."""

from __future__ import annotations

from interviewer.grading.feedback.praise import point_made
from interviewer.grading.text.telling_part import telling_part

SAID = (
    "If you want it on the hidden-to-hidden wires as well as on all the others that the network has in it, roll the mask once "
    "per sequence and keep that same mask"
)
CLAIM = "Says that the same dropout mask is kept for the whole sequence"


def test_the_part_that_makes_the_point_is_quoted() -> None:
    assert telling_part(SAID, CLAIM).startswith("… roll the mask once per sequence and keep")
    assert "keep that same mask" in point_made(SAID, claim=CLAIM).text
    assert "If you want" not in point_made(SAID, claim=CLAIM).text


def test_a_quote_that_fits_or_begins_with_the_point_stays() -> None:
    short = "roll the mask once per sequence"
    assert telling_part(short, CLAIM) == short
    first = f"keep the same dropout mask for the whole sequence, {SAID[:100].lower()} and so on and so forth"
    assert telling_part(first, CLAIM) == first
    assert telling_part(SAID, "Names bananas") == SAID
    code = "for x in range(10): y[x] = f(x) + g(x) + h(x) * k(x) - l(x) / m(x) + n(x) - o(x) + p(x) - q(x) + r(x)"
    assert telling_part(code, "range") == code


def test_what_is_left_out_after_it_is_shown_too() -> None:
    said = f"{SAID}, which I have seen in a few papers that somebody showed me a long time ago somewhere"
    part = telling_part(said, CLAIM)
    assert part.startswith("… ") and part.endswith(" …")
