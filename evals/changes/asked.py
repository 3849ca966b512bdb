"""Statements turned into questions. A question claims nothing."""

from __future__ import annotations

from evals.changes.change import ChangeMethod, both_sets, worded

ASKED = both_sets(
    dev=(
        "Is it right to assume that {clause}?",
        "Would that imply that {clause}?",
        "I've been wondering if {clause}.",
        "Could you tell me whether {clause}?",
        "Do you want to know whether {clause}?",
        "{Clause}, or is it rather not like that?",
        "How would one find out whether {clause}?",
        'Should I perhaps answer "{text}"?',
        'Is "{text}" what you want to hear?',
    ),
    test=(
        "May I ask if {clause}?",
        "So is the question whether {clause}?",
        "What makes people think that {clause}?",
        "It would be interesting to learn whether {clause}.",
        "Can it really be that {clause}?",
        "{Clause}, or am I off the track there?",
        "Are you asking me if {clause}?",
        'Might "{text}" be a possible answer?',
        'What would you say to "{text}"?',
    ),
)


def asked(wordings: str) -> list[ChangeMethod]:
    """Every way to turn a statement into a question in one set of wordings."""
    return worded(ASKED[wordings])
