"""What an interview is called in a list, so that interviews can be told apart."""

from __future__ import annotations

from interviewer.conversation.state.stored import Record
from knowledge.schema import Bank

NAMED = 2
"""Questions that a name has."""
JOINT = " / "
"""What is between two titles: with a comma they would read as one odd sentence."""
LONGEST = 60
"""Most characters of two titles, about two lines on a phone; beyond it the first is enough."""


def interview_name(record: Record, bank: Bank) -> str:
    """The name the candidate gave it; else its sections or the topic of its drill, and what it was about.

    An interview over all sections, and a drill of a section or of today's plan, are named only after their first questions, since
    the rest would be the same for all of them.
    """
    setup = record.state.setup
    asked = [bank[attempt.question_id].short_title for attempt in record.state.attempts if attempt.question_id in bank]
    if record.title != setup.title or not asked:
        return record.title
    if setup.drill:
        if setup.drilled == "today":
            return f"Today’s drill: {_about(asked)}"
        # earlier versions stored a section as they stored a topic
        of_section = setup.drilled == "section" or (not setup.drilled and setup.topic in bank.sections)
        return f"Drill: {_about(asked)}" if of_section else record.title
    return f"{record.title}: {_about(asked)}" if setup.sections else _about(asked)


def _about(titles: list[str]) -> str:
    first = titles[:NAMED]
    if len(JOINT.join(first)) > LONGEST:
        first = first[:1]
    return JOINT.join([*first, *(["…"] if len(titles) > len(first) else [])])
