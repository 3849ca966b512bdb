"""What a tab shows of an interview, sent along with every message and button press: decided here, without Gradio.

Two tabs can show two states of an interview. Everything sent names the state it was meant for, so that an answer to one
question is never taken for an answer to another.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass

from interviewer.conversation.conducting.place import place_of
from interviewer.conversation.machine.asking import ends_next
from interviewer.conversation.state.state import InterviewState
from interviewer.web.interview.summary import bar_text
from interviewer.web.snapshot import View
from knowledge.schema import Bank

_NAME = 60
"""Characters of a name that are read; the page's own names have some 30."""


@dataclass(frozen=True)
class Seen:
    """What a tab shows.

    Attributes:
        place: Where the interview is in that tab, as ``place_of`` gives it; "" if unknown.
        question: The id of the question in that tab.
        turns: How many turns of the conversation the tab shows.
        sent: The name that the tab gave to what it sends from the box; "" if nothing is.
    """

    place: str = ""
    question: str = ""
    turns: int = -1
    sent: str = ""

    def is_up_to_date(self, view: View) -> bool:
        """Whether the tab shows the latest state."""
        return (self.place, self.turns) == (place_of(view.state), len(view.turns))


def read_seen(text: str | None) -> Seen:
    """Parse what the page's script sent; anything unreadable counts as unknown."""
    try:
        given = json.loads(text or "")
        return Seen(
            str(given["place"]), str(given["question"]), int(given["turns"]), str(given.get("sent", ""))[:_NAME]
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return Seen()


def took_html(seen: Seen) -> str:
    """A hidden element that names what was sent and is stored now, so that the page takes it out of the box."""
    return f'<span data-took="{html.escape(seen.sent, quote=True)}"></span>'


def seen_html(view: View, bank: Bank, refused: bool = False) -> str:
    """A hidden element that the page's script reads.

    Args:
        refused: The last message was refused, so its text must be kept.
    """
    attempt = view.state.current
    question = attempt.question_id if attempt else ""
    facts = {
        "interview": view.interview_id,
        "place": place_of(view.state),
        "question": question,
        "title": bank[question].short_title if question in bank else "",
        "turns": len(view.turns),
        "ends": int(_skip_ends(view.state, bank)),
        "refused": int(refused),
        "bar": bar_text(attempt, attempt is not None and attempt.closed and question in bank),
    }
    data = " ".join(f'data-{name}="{html.escape(str(value), quote=True)}"' for name, value in facts.items())
    return f"<span {data}></span>"


def _skip_ends(state: InterviewState, bank: Bank) -> bool:
    """Whether a skip would end the interview, and so could not be undone; a coach waits after the last question."""
    return state.setup.mode != "coach" and state.phase == "answering" and ends_next(state, bank)
