"""How candidates say which point they mean: by its number, by a few words of it, or by what they lost."""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, table

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
NUMBER = table(
    (
        rf"(?:(?P<ordinal>{'|'.join(ORDINALS)}|last)|(?P<nth>[1-9])(?:st|nd|rd|th))\s+(?:point|one|criterion|verdict|part)",
        "the 2nd point",
    ),
    (r"(?:point|criterion|verdict|number)\s*#?(?P<digit>[1-9])", "point 3"),
    before=r"\b",
    after=r"\b",
)
"""One point by its number."""
ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)}|last|[1-9](?:st|nd|rd|th)?)\b", re.IGNORECASE)
"""A number of a point, in a word or a digit."""
_NOUN = any_of("points?, ones?, criteria, criterion, verdicts?, parts?, cases?")
_LIST = rf"{ORDINAL.pattern}(?:(?:\s*,\s*|\s*,?\s*(?:and|or|&)\s+)(?:the\s+)?{ORDINAL.pattern})*"
NUMBERS = table(
    (r"\bfirst\s+(?P<leading>two|three|four|[2-9])\b", "the first two"),
    (rf"{_LIST}\s+{_NOUN}\b", "the first and the third point"),
    (rf"\b{_NOUN}\s*#?{_LIST}", "points 1, 2 and 4"),
    (rf"\bnumbers?\s+#?{_LIST}", "numbers 1 and 2"),
)
"""One number of a point, or several of them in a row."""
LAST = re.compile(r"\blast\b", re.IGNORECASE)
"""May mean the point talked of last instead of the last one listed."""

WHY = table(
    ("why|how come|how so", "But why?"),
    (r"what(?:['’]s| is| was) wrong", "So what's wrong?"),
    before=r"\W*(?:(?:but|and|so|ok(?:ay)?|hm+|well|wait|sorry|right)\W+)*",
    after=r"\b",
)
"""Opens a question after a reason."""
QUOTES = re.compile(r"[“\"«]([^”\"»]{3,400})[”\"»]")
"""Words in quotation marks."""
ABOUT = table(
    ("about|regarding|concerning|on|with|as for|for", "I disagree about the assumptions: I named both."),
    before=r"\b",
    after=(
        r" (?:what i (?:said|wrote) (?:about|on) )?(?:the |my |your )?(?P<what>[^:;,.?!“\"]{3,60}?)"
        r"(?: (?:point|part|one|bit|thing|criterion))?\s*(?:[:;,.?!–—“\"]|$)"
    ),
)
"""Says in a few words what an objection is about, before its reason."""
LOST = re.compile(r"\b(?:lose|lost|losing|miss(?:ed)?|cost|wrong|open|red|not (?:met|counted?))\b", re.IGNORECASE)
"""Takes it that a point was lost."""
WRONG = re.compile(r"\b(?:wrong|false|incorrect|contradict\w*)\b", re.IGNORECASE)
"""Takes it that something was called wrong."""
OF_ME = re.compile(r"\b(?:i|me|my|mine|you)\b", re.IGNORECASE)
"""Speaks of what was said or how it was read, and so of the grade. "Why does clipping help?" does not."""
