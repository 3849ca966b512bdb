"""The list of questions as HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from interviewer.report.moments import day
from interviewer.web.links import Link
from interviewer.web.questions.rows import QuestionRow
from interviewer.web.words import count, topic_words
from knowledge.schema import section_title

NOTHING = '<p class="quiet">No question matches all of that. Clear a filter, or try other search words.</p>'
TOPICS_SHOWN = 3
"""Most topics named in a row: as many as fit on one line. A judgement."""


def questions_html(rows: Sequence[QuestionRow], of: int) -> str:
    """The rows as a table.

    Args:
        of: How many questions there are in all.
    """
    if not rows:
        return NOTHING
    told = count(of, "question") if len(rows) == of else f"{len(rows)} of {count(of, 'question')}"
    body = "".join(_row(row) for row in rows)
    return (
        f'<section class="list" aria-label="Questions"><p class="quiet" role="status">{told}</p>'
        '<div class="listbox"><table><thead><tr><th><span class="spoken">Bookmark</span></th><th>Question</th>'
        f'<th class="wide-only">Level</th><th>So far</th><th><span class="spoken">Ask it</span></th></tr></thead>'
        f"<tbody>{body}</tbody></table></div></section>"
    )


def _row(row: QuestionRow) -> str:
    title = html.escape(row.title)
    topics = ", ".join(html.escape(topic_words(topic)) for topic in row.topics[:TOPICS_SHOWN])
    marked = "true" if row.bookmarked else "false"
    level = f"difficulty {row.difficulty} of 5"
    return (
        f'<tr><td><button type="button" class="star" data-act="bookmark" data-id="{html.escape(row.id, quote=True)}" '
        f'aria-pressed="{marked}" aria-label="Bookmark {title}">{"★" if row.bookmarked else "☆"}</button></td>'
        f"<td><b>{title}</b><small>{html.escape(section_title(row.section))}{f' · {topics}' if topics else ''}</small></td>"
        f'<td class="wide-only"><span title="{level}" aria-label="{level}">{"●" * row.difficulty}{"○" * (5 - row.difficulty)}</span></td>'
        f"<td>{_so_far(row)}</td>"
        f'<td><a class="ask" href="{Link("question", row.id).address}" aria-label="Ask me {title}">Ask me</a></td></tr>'
    )


def _so_far(row: QuestionRow) -> str:
    parts = []
    if row.score is not None and row.at is not None:
        kind = {"strong": "met", "fair": "partly_met", "weak": "not_met"}[row.strength]
        when = f"{day(row.at)}{f', asked {row.times} times' if row.times > 1 else ''}"
        parts.append(f'<span class="chip {kind}">{row.score:.0%}</span> <small>{when}</small>')
    elif not row.skipped:
        parts.append(f"<small>{'quick cards only' if row.carded else 'not asked yet'}</small>")
    if row.skipped:
        parts.append("<small>skipped last time</small>")
    if row.due:
        parts.append('<small class="due">due again</small>')
    return " ".join(parts)
