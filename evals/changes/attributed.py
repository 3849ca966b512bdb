"""Statements attributed to somebody else and rejected by the speaker."""

from __future__ import annotations

from evals.changes.change import ChangeMethod, both_sets, worded

REJECTED = both_sets(
    dev=(
        "A few people will tell you that {clause}, but they've got it wrong.",
        "A friend at work is sure that {clause}, and I don't agree with him.",
        "Some blog posts say that {clause}. They are mistaken.",
        "My old professor taught that {clause}, which I consider false.",
        "The usual belief is that {clause}, and that belief is wrong.",
        'Others would answer "{text}" here. They\'d be wrong.',
        'I once read "{text}" in a forum, and it was rubbish.',
        '"{Text}" is what my flatmate says. He is wrong about this.',
    ),
    test=(
        "There are those who insist that {clause}, and every one of them is in error.",
        "A former boss of mine kept saying that {clause}; he had no clue.",
        "You can find tutorials stating that {clause}. Don't trust them, it's false.",
        "In the group I come from they believe that {clause}, but I've seen that it's not so.",
        "The common opinion says that {clause}. In my view that opinion is incorrect.",
        'Half of the candidates would reply "{text}". That reply is wrong.',
        'A chatbot gave me "{text}" as the answer, and it made that up.',
        '"{Text}", my neighbour at the conference claimed. I told her that this is false.',
    ),
)


def rejected(wordings: str) -> list[ChangeMethod]:
    """Every way to attribute a statement and reject it in one set of wordings."""
    return worded(REJECTED[wordings])
