"""The line that says how ready a candidate is, as HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from interviewer.conversation.selection.readiness import WIDEST, Readiness
from interviewer.grading.grade import PASS
from interviewer.web.progress.points import WeakPoint
from interviewer.web.words import count
from knowledge.schema import section_title

NAMED_POINTS = 2
"""How many points are named to start with."""
READY, IS_CLOSE, FAR_OFF = 0.8, 0.5, 0.2
"""Chances of passing from which a candidate looks ready, and is close, and below which they are not there yet. By hand."""


def ready_html(ready: Readiness, weak: Sequence[WeakPoint]) -> str:
    """How ready the candidate is, how sure that is, and what would help most.

    Args:
        weak: The weakest points, weakest first.
    """
    if ready.missing:
        have = f"You have {count(ready.answers, 'graded answer')} so far. " if ready.answers else ""
        line = (
            f"{have}Answer {count(ready.missing, 'more question')}, and you’ll see here how ready you are. "
            f"Before that, the estimate could be off by more than {100 * WIDEST:.0f} points either way."
        )
        return f'<section class="readiness" aria-label="How ready you are"><p>{line}</p></section>'
    lines = [
        f"<p><b>{_verdict(ready.chance)}</b> In a {ready.level} interview you would earn about <b>{ready.score:.0%}</b> "
        f"of the points, somewhere between {ready.low:.0%} and {ready.high:.0%}. We count {PASS:.0%} as a pass: "
        f"your chance is {_chance(ready.chance)}.</p>",
        _raise(ready, weak),
        _unknown(ready),
    ]
    note = (
        f"<p>This is an estimate from {count(ready.answers, 'graded answer')}. More answers make it more reliable.</p>"
    )
    return f'<section class="readiness" aria-label="How ready you are">{"".join(lines)}{note}</section>'


def _verdict(chance: float) -> str:
    if chance >= READY:
        return "You look ready."
    if chance >= IS_CLOSE:
        return "You’re close."
    return "Not yet." if chance < FAR_OFF else "On the way."


def _chance(chance: float) -> str:
    """A chance in steps of 5 %, since the estimate is no more precise than that."""
    if chance < 0.05:
        return "below 5%"
    return "above 95%" if chance > 0.95 else f"about {round(20 * chance) * 5}%"


def _raise(ready: Readiness, weak: Sequence[WeakPoint]) -> str:
    if not ready.raise_in:
        return "<p>You would pass in every section. Keep what is due fresh.</p>"
    where = html.escape(section_title(ready.raise_in))
    gain = max(1, round(100 * ready.gain))
    line = f"Where you’d gain most: <b>{where}</b>. Passing that section would add about {count(gain, 'point')}"
    titles = dict.fromkeys(point.title for point in weak if point.section == ready.raise_in)
    named = " and ".join(f"<i>{html.escape(title)}</i>" for title in list(titles)[:NAMED_POINTS])
    return f"<p>{line}. {f'Start with {named}.' if named else ''}</p>"


def _unknown(ready: Readiness) -> str:
    if not ready.unknown:
        return ""
    names = ", ".join(html.escape(section_title(section)) for section in ready.unknown)
    return f"<p>No answers yet in {names}. One or two there would make this estimate more reliable.</p>"
