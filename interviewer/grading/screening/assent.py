"""Whether a whole answer only agrees, disagrees or leaves it open, and so says nothing about what was asked."""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, table

MOST_CHARACTERS = 80
"""A longer answer says more than that (a judgement)."""
_EMPTY = table(
    (any_of("yes, yeah, yep, yup, no, nope, nah"), "Yes."),
    (
        any_of(
            "ok(?:ay)?, sure, true, correct, exactly, agreed, indeed, of course, well, so, (?-i:[Hh]+m+), (?-i:[Uu]+h+m*)"
        ),
        "True.",
    ),
    (any_of("certainly, definitely, absolutely, obviously, surely, probably, possibly, maybe, perhaps"), "Probably."),
    (r"i(?:'d| would| do)? (?:think|guess|suppose|believe|say|agree)(?: so| not)?", "I think."),
    (r"(?:it|that) (?:really |all )?depends", "It depends."),
    (r"(?:it|that)(?:'s| is) (?:true|correct|so)", "That's true."),
    (r"not (?:really|necessarily|always)", "Not really."),
    before=r"\b",
    after=r"\b",
)
"""Words that take a side, or none, without a reason. "Right" is not among them, since it can be a place, and "HMM" is a model."""
_BETWEEN = re.compile(r"[\s.,;:!?…'\"()*_/«»“”‘’–—-]*")
"""What may be between such words; a sign such as ∞ says something."""


def only_agrees(text: str) -> bool:
    """Whether an answer has words of ``_EMPTY`` and no others."""
    plain = text.replace("’", "'")
    if len(plain) > MOST_CHARACTERS:
        return False
    left, found = _EMPTY.subn(" ", plain)
    return found > 0 and _BETWEEN.fullmatch(left) is not None
