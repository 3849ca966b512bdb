"""What an answer becomes, shown to whoever has not answered anything yet. Its question is in no bank, so it gives nothing away."""

from __future__ import annotations

from typing import Literal

from interviewer.grading.grade import MARKS

_QUESTION = "Why is a test set kept apart until the end?"
_SAID = (
    "Because <mark class='met'>whatever I tune on it looks better than it is<sup>1</sup></mark>. And "
    "<mark class='partly_met'>I need some data for that<sup>2</sup></mark>."
)
_POINTS: tuple[tuple[Literal["met", "partly_met", "not_met"], str, str], ...] = (
    ("met", "Tuning on it makes its score too good", "met"),
    ("partly_met", "A validation set is there for tuning", "partly met"),
    ("not_met", "Its score estimates the error on new data", "not met"),
)
_AFTERWARDS = (
    "You then read what a strong answer says, and can ask about it or contest a verdict. A point you missed comes back a few "
    "days later, in other words."
)


def example_html() -> str:
    """A question, an answer with its quotes marked, and its verdicts."""
    points = "".join(
        f'<li class="verdict {kind}"><span class="mark" aria-hidden="true">{MARKS[kind]}</span><p>'
        f'<span class="place">{place}.</span> {claim} <span class="tag">{told}</span></p></li>'
        for place, (kind, claim, told) in enumerate(_POINTS, start=1)
    )
    return (
        '<section class="verdicts example" aria-label="An example"><h2>For example</h2>'
        f'<p class="quiet">{_QUESTION}</p><div class="answer">{_SAID}</div><ul>{points}</ul><p class="quiet">{_AFTERWARDS}</p></section>'
    )
