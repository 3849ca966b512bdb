"""What a reply adds to the words of a hint that it repeats: a number, a denial, or a comparison.

A reply to "What does the next layer receive then?" has nearly all words of the question. What answers it is one small word, which
an embedding hardly notices.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.text.alternatives import any_of, table

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
"""A number in digits."""
_ADDITION = table(
    (
        r"(?<!the )(?<!these )(?<!those )"
        + any_of("zero, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, twenty, thirty, fifty"),
        "It gets five of them.",
    ),
    (r"(?:hundred|thousand|million)s?", "a thousand"),
    (
        any_of("half, third, thirds, quarter, quarters, twice, thrice, double, triple, doubles, triples, halves"),
        "twice",
    ),
    (
        any_of("more, less, fewer, larger, smaller, higher, lower, bigger, greater, faster, slower"),
        "It becomes larger.",
    ),
    (any_of("longer, shorter, wider, deeper, better, worse, equal, equally, same, above, below"), "It stays the same."),
    (any_of("both, always"), "Both of them."),
    before=r"\b",
    after=r"\b",
)
"""Words that add something: a number, or a comparison."""
_DENIAL = table(
    (any_of("without, neither, nor, nothing, none, cannot, hardly, nobody"), "Nothing changes."),
    (r"(?<!or )(?<!may )(?<!whether )not", "It does not change."),
    (rf"no(?! {any_of('doubt, matter, question, problem')})", "It has no bias then."),
    (rf"never(?! {any_of('been, met, seen, heard, had, before')})", "It never converges."),
    (r"\w+n['’]t", "It doesn't change."),
    before=r"\b",
    after=r"\b",
)
"""Denies: not "whether or not", which leaves it open, nor "no doubt", which affirms."""


def adds_to(reply: str, said: str) -> bool:
    """Whether a reply has a number, a denial or a comparison that what was said before it lacks."""
    return not _additions(reply) <= _additions(said)


@lru_cache(maxsize=1 << 12)
def _additions(text: str) -> frozenset[str]:
    denied = {"not"} if _DENIAL.search(text) else set()
    return frozenset({*_DIGITS.findall(text), *(word.lower() for word in _ADDITION.findall(text)), *denied})
