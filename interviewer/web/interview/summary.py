"""The grade at a glance when a question closes: the score and one line per point, before the explanations."""

from __future__ import annotations

import html

from interviewer.conversation.state.state import QuestionAttempt
from interviewer.web.formulas import with_formulas
from interviewer.web.verdicts import shown_verdicts


def summary_html(attempt: QuestionAttempt) -> str:
    """The score, and each point with its number, by which it is contested; "" if nothing was graded.

    A laptop gives each a line, truncated to fit. The verdicts below have each point in full.
    """
    if attempt.grade is None or not attempt.closed:
        return ""
    score = f"{attempt.grade.score:.0%}" if attempt.grade.judged else "–"
    lines = "".join(
        f'<li class="{shown.kind}" title="{html.escape(f"{shown.tag}: {shown.text}", quote=True)}">'
        f'<span class="place">{shown.place}.</span><span class="mark">{shown.mark}</span> <span class="spoken">{html.escape(shown.tag)}: </span>'
        f"{with_formulas(shown.text)}</li>"
        for shown in shown_verdicts(attempt)
    )
    return f'<section class="summary" aria-label="Your grade in short"><b>{score}</b><ul>{lines}</ul></section>'


def bar_text(attempt: QuestionAttempt | None, strong: bool) -> str:
    """What a phone's bar says before it is opened: the score as a fact, and what opening it shows.

    Args:
        strong: Whether a strong answer is shown as well.
    """
    if attempt is None or attempt.grade is None:
        how = "Skipped" if attempt is not None and attempt.skipped else "No grade"
        return f"{how}: see a strong answer" if strong else "Your grade"
    score = f"{attempt.grade.score:.0%}" if attempt.grade.judged else "Not graded"
    so_far = "" if attempt.closed or not attempt.grade.judged else " so far"
    practice = "Practice, " if attempt.seen else ""
    return f"{practice}{score}{so_far}: see why{', and a strong answer' if strong else ''}"
