"""The verdict on each criterion, and the answer with its quotes marked, as HTML.

Everything a candidate wrote, and every quote of it, is escaped here.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from interviewer.conversation.debrief.moved import moves
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.grading.feedback.certainty import doubt
from interviewer.grading.grade import (
    MARKS,
    CriterionVerdict,
    MisconceptionFinding,
    shown_words,
)
from interviewer.grading.rubric.beliefs import as_point
from interviewer.grading.rubric.beliefs import told as belief_told
from interviewer.grading.rubric.spoken import point
from interviewer.grading.rubric.worth import counts_for
from interviewer.report.moments import day
from interviewer.report.quotes import shown_quote
from interviewer.study.progress import PastAnswer
from interviewer.web.formulas import with_formulas
from interviewer.web.objections import Contest, objection_html, objections
from interviewer.web.own_words import left_out, legend, marked_answer
from interviewer.web.words import BONUS, short_quote
from knowledge.schema import Question

OPEN_POINT = "Still open. You’ll see this point once the question is done."
"""Shown in place of a claim while the question can still be answered: the claim would give the answer away."""

OPEN_MARK = "○"
_OPEN_NOTE = '<p class="quiet">Points that are still open are named once the question is done.</p>'

QUOTED_AGAIN = 6
"""Longest quote that is shown again at another point, in words: a longer one takes more room than saying that it is the same.
A judgement."""


@dataclass(frozen=True, kw_only=True)
class ShownVerdict:
    """One criterion as it is shown, as plain text.

    Attributes:
        id: The criterion's id.
        place: Its number among the criteria of the question, from 1.
        kind: The verdict as it is shown; ``open`` while the point can still be made, ``extra`` for a bonus that the
            answer leaves out. It decides the colour.
        number: The number of its quote in the marked answer, None without a quote.
        worth: What the criterion counts for, such as "counts double" or "bonus"; "" for the lightest points of a question.
        doubt: That the verdict may be wrong, in words; "" if it is fairly sure.
        moved: What the verdict was at first and what changed it, as a clause; "" if it did not change.
    """

    id: str
    place: int
    kind: str
    mark: str
    tag: str
    text: str
    quote: str
    number: int | None
    worth: str
    doubt: str
    moved: str
    reason: str


def shown_verdicts(attempt: QuestionAttempt, *, contestable: bool = True) -> tuple[ShownVerdict, ...]:
    """The criteria of an attempt, as far as they can be shown now.

    While the question is open, a missing point is counted but not named, and a missing bonus is not shown at all, since
    nobody has to make it.

    Args:
        contestable: Whether verdicts can be contested where they are shown, once the question is closed.
    """
    ways = moves(attempt)
    return tuple(
        _shown(item, number, attempt, ways.get(item.id, ""), contestable)
        for number, item in enumerate(attempt.grade.listed if attempt.grade else (), start=1)
        if attempt.closed or not left_out(item)
    )


def verdicts_html(
    attempt: QuestionAttempt, question: Question, contest: Contest | None = None, told: Collection[str] = ()
) -> str:
    """The score, a line for each criterion, what to correct, and the answer with its quotes marked.

    ``data-graded`` tells the page how many characters of the answer the grade has read: a contest leaves it as it is.

    Args:
        contest: How verdicts are contested, if they can be.
        told: Corrections that are already shown next to it.
    """
    if attempt.grade is None:
        return f'<p class="quiet">{"Skipped." if attempt.skipped else "Not graded yet."}</p>'
    grade = attempt.grade
    verdicts = shown_verdicts(attempt, contestable=contest is not None)
    first = _first_places(verdicts)
    rows = "".join(_verdict_html(shown, attempt, contest, first.get(shown.quote)) for shown in verdicts)
    wrong = "".join(
        _belief_html(belief, number, attempt, contest)
        for number, belief in enumerate(grade.misconceptions if attempt.closed else (), start=len(grade.criteria) + 1)
        if belief.correction not in told
    )
    score = f"{grade.score:.0%}" if grade.judged else "–"
    so_far = "" if attempt.closed else " so far"
    so_far += ", for practice: you had seen the answer" if attempt.seen else ""
    answer = marked_answer(attempt.answer, grade, question)
    note = _OPEN_NOTE if any(shown.kind == "open" for shown in verdicts) else ""
    return (
        f'<section class="verdicts" aria-label="Grade" data-graded="{attempt.graded_to}"><div class="score"><b>{score}</b>'
        f"<span>{html.escape(question.short_title)}{so_far}</span></div>"
        f'<ul>{rows}</ul>{note}{wrong}<h3>Your words</h3>{legend(attempt.answer, grade)}<div class="answer">{answer}</div></section>'
    )


def _first_places(verdicts: Sequence[ShownVerdict]) -> dict[str, int]:
    """At which point each quote stands that is too long to be shown twice."""
    long = [shown for shown in verdicts if len(shown.quote.split()) > QUOTED_AGAIN]
    return {shown.quote: shown.place for shown in reversed(long)}


def _belief_html(belief: MisconceptionFinding, number: int, attempt: QuestionAttempt, contest: Contest | None) -> str:
    """A wrong belief with the words it rests on, contested like a point."""
    about = claim = below = ""
    if contest is not None:
        item = as_point(belief)
        about = f' data-point="{html.escape(belief.id, quote=True)}"'
        claim = f' id="claim-{html.escape(contest.key, quote=True)}-{number}"'
        below = objection_html(item, number, objections(attempt, item), contest)
    return (
        f'<div class="misconception"{about}><b>Not quite right</b><p{claim}>{with_formulas(belief_told(belief))}</p>'
        f"{below}</div>"
    )


def earlier_html(earlier: PastAnswer) -> str:
    """An earlier answer to the same question, with its quotes marked and what it left open."""
    criteria = [item for item in earlier.grade.criteria if item.verdict != "met" and not left_out(item)]
    wrong = "".join(f"<li>{with_formulas(point(item.claim))}</li>" for item in criteria if item.called_wrong)
    missing = "".join(f"<li>{with_formulas(point(item.claim))}</li>" for item in criteria if not item.called_wrong)
    return (
        f'<section class="verdicts"><div class="score"><b>{earlier.score:.0%}</b><span>{day(earlier.at)}</span></div>'
        f'<div class="answer">{marked_answer(earlier.answer, earlier.grade)}</div>'
        f"{f'<h3>Wrong last time</h3><ul class=open>{wrong}</ul>' if wrong else ''}"
        f"{f'<h3>Missing last time</h3><ul class=open>{missing}</ul>' if missing else ''}</section>"
    )


def doubt_html(text: str) -> str:
    """That a verdict may be wrong, as markup; "" if there is nothing to say."""
    return f'<small class="unsure">{text}</small>' if text else ""


def _shown(item: CriterionVerdict, number: int, attempt: QuestionAttempt, way: str, contestable: bool) -> ShownVerdict:
    extra, closed = left_out(item), attempt.closed
    weights = [other.weight for other in attempt.grade.criteria] if attempt.grade else []
    still_open = not closed and item.kind in {"partly_met", "not_met", "contradicted"}
    explained = item.verdict == "ungraded" or (item.kind in {"partly_met", "contradicted"} and closed)
    worked_out = item.worked_out if closed or item.verdict == "met" else ""
    return ShownVerdict(
        id=item.id,
        place=number,
        kind="extra" if extra else "open" if still_open else item.kind,
        mark="+" if extra else OPEN_MARK if still_open else MARKS[item.kind],
        tag="not mentioned" if extra else "still open" if still_open else shown_words(item),
        text=point(item.claim) if closed or item.verdict == "met" else OPEN_POINT,
        # which words are about a point that is still open is not told
        quote="" if extra else short_quote(shown_quote(item, attempt.answer), about="" if still_open else item.claim),
        number=number if item.evidence and not extra else None,
        worth=counts_for(item.weight, weights) if item.weight else BONUS,
        doubt="" if extra else doubt(item, to_check=contestable and closed and item.id not in attempt.appealed),
        moved=way,
        reason=item.reason if explained else worked_out,
    )


def _verdict_html(shown: ShownVerdict, attempt: QuestionAttempt, contest: Contest | None, first: int | None) -> str:
    """One line of the list.

    Args:
        first: The point at which the same long quote stands; None if it is short.
    """
    quote = f"<q>{with_formulas(shown.quote)}</q>" if shown.quote else ""
    if first is not None and first != shown.place:
        quote = f'<small class="same">Same words as for point {first}.</small>'
    place = f'<span class="place">{shown.place}.</span> '
    if shown.kind == "open":
        return (
            f'<li class="verdict open"><span class="mark" aria-hidden="true">{shown.mark}</span><div><p>{place}Still open</p>'
            f"{quote}</div></li>"
        )
    number = f" [{shown.number}]" if shown.number is not None else ""
    moved = f'<small class="moved">{html.escape(shown.moved)}</small>' if shown.moved else ""
    reason = f"<small>{with_formulas(shown.reason)}</small>" if shown.reason else ""
    about = claim = below = ""
    if contest is not None and attempt.grade is not None:
        item = attempt.grade.criterion(shown.id)
        about = f' data-point="{html.escape(shown.id, quote=True)}"'
        claim = f' id="claim-{html.escape(contest.key, quote=True)}-{shown.place}"'
        below = objection_html(item, shown.place, objections(attempt, item), contest)
    return (
        f'<li class="verdict {shown.kind}"{about}><span class="mark" aria-hidden="true">{shown.mark}</span><div>'
        f'<p{claim}>{place}{with_formulas(shown.text)}</p>{quote}<div class="vmeta"><span class="tag">{shown.tag}{number}</span>'
        f"{f'<small>{shown.worth}</small>' if shown.worth else ''}{doubt_html(shown.doubt)}{moved}{reason}</div>{below}</div></li>"
    )
