"""Statements that the speaker does not commit to: they say only that it may or may not be so."""

from __future__ import annotations

from evals.changes.change import ChangeMethod, both_sets, worded

UNSURE = both_sets(
    dev=(
        "I honestly couldn't say whether {clause} or not.",
        "Maybe {clause}, maybe it's just the reverse, I really don't remember.",
        "Don't ask me whether {clause}, I've never looked into it.",
        "It could be that {clause}, and it could equally be the opposite. I can't decide.",
        "No clue if {clause}.",
        "I'm torn between \"{text}\" and the exact opposite, it's a coin toss for me.",
        'Would it be "{text}"? I don\'t know, I have never learned this.',
    ),
    test=(
        "Whether {clause} is beyond me, sorry.",
        "Either {clause}, or precisely the contrary is true. I'd have to flip a coin.",
        "I was never taught if {clause}.",
        "Perhaps {clause}, perhaps it isn't like that at all, I have forgotten which.",
        "I can't tell you if {clause}, I'd have to look that up.",
        "It's either \"{text}\" or the other way round, and I don't know which of the two.",
        '"{Text}" or its contrary, one of them, but I can\'t tell which.',
    ),
)


def unsure(wordings: str) -> list[ChangeMethod]:
    """Every way to leave a statement undecided in one set of wordings."""
    return worded(UNSURE[wordings])
