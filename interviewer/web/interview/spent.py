"""What the interview has used of an endpoint's language model so far, shown next to the grade."""

from __future__ import annotations

import html

from interviewer.conversation.state.state import InterviewState
from interviewer.conversation.wording.spending import spent_on
from interviewer.llm.usage import spent_words


def spent_html(state: InterviewState, metered: bool) -> str:
    """Calls, tokens and cost of the current question and of the interview so far; "" if no model was called.

    Args:
        metered: Whether an endpoint is set; the embedded model costs nothing, so it is not mentioned.
    """
    so_far = spent_words(spent_on(*state.attempts)) if metered else ""
    if not so_far:
        return ""
    question = spent_words(spent_on(state.attempts[-1])) or "none"
    return (
        f'<p class="quiet spent">Language model, this question: {html.escape(question)}.<br>'
        f"This interview so far: {html.escape(so_far)}.</p>"
    )
