"""How candidates ask about the grade of a closed question: what was right, what was wrong, what it cost, how sure it is.

Each table lists the ways of asking one thing. To have another one recognised, add a row with an example.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from knowledge.text.alternatives import any_of, in_context, shared, table

About = Literal["cost", "score", "right", "wrong", "sure", "words", "sources", "length"]
_POINT = any_of("points?, ones?, parts?, things?, criteria")
_A_THING_SAID = any_of(
    "i (?:said|made|gave|wrote), statement, claim, sentence, remark, explanation, bit, part, comment, joke"
)
_SAID_IN = (
    (r"what i (?:said|wrote|told you)", "what I said about clipping"),
    (
        rf"(?:my|the|that|this) (?:\w+ ){{0,2}}{_A_THING_SAID}",
        "my last remark",
    ),
    (r"my (?:example|formula|analogy|argument|definition|comparison)", "my analogy"),
)
"""Ways of naming one thing that was said."""
_SAID = f"(?:{in_context(_SAID_IN)})"

_TAKEN_OFF = any_of(r"costs? me, i los[et], (?:taken?|took|take) off, deduct\w*")
_LOST = any_of(r"costs?, los[et], off, away, deduct\w*")
COST = table(
    (rf"\bhow much\b[^?]*\b{_TAKEN_OFF}\b", "How much did the mistake cost me?"),
    (r"\bcosts? me\b", "Did that cost me anything?"),
    (rf"\bhow many (?:points?|percent|marks?)\b[^?]*\b{_LOST}\b", "How many points did I lose?"),
    (
        r"\b(?:counts?|counted|held?|speaks?) (?:it |that |them |anything |something )?against me\b",
        "Is anything counted against me?",
    ),
    (r"\bwhat (?:do|did|will) i lose (?:for|by|with)\b", "What did I lose for that slip?"),
)
"""Asks how much something cost."""

_FALSE = any_of(r"wrong, false, incorrect, mistaken?s?, errors?, contradict\w*")
WRONG = table(
    (rf"\b(?:did|have) i\b[^?]*\b{_FALSE}\b", "Did I say anything wrong?"),
    (r"\bmy (?:mistakes?|errors?)\b", "What were my mistakes?"),
    (r"\b(?:wrong|false|mistakes?|errors?)\b[^?]{0,20}\bmy answer\b", "What is wrong with my answer?"),
)
"""Asks what was wrong."""

_WHICH_ONES = rf"(?:what|which(?: {_POINT})?|how many(?: {_POINT})?)"
_GOT = any_of("get, got, right, make, made, have, had, well, met")
_MY_WORDS = r"my (?:sentences?|words?|statements?|claims?|arguments?)"
_WORKED = any_of(r"count\w*, earn\w*, made, worked, right")
_TAKE = any_of("count, hear, notice, like, see, take, accept, get, understand")
_MY_PIECE = r"my (?:\w+ )?(?:example|point|formula|analogy|argument|reason\w*|definition|comparison)"
_RIGHT_OR_WRONG = any_of("right, wrong, correct, incorrect, true, false, good, okay, ok")
RIGHT = table(
    (rf"\b{_WHICH_ONES}\b[^?]{{0,20}}\b(?:did|have|do|had) i\b[^?]*\b{_GOT}\b", "Which points did I get?"),
    (
        rf"\bwhich {_POINT} (?:are|were|did you)\b[^?]*\b(?:met|counts?|counted|made|right)\b",
        "Which ones were met?",
    ),
    (r"\bwhat (?:was|went) (?:right|well|good)\b", "What went well?"),
    (
        # "the best answer" is another question
        r"\b(?:which|what)\b[^?]*\b(?:best|strongest|most convincing)\b(?! answer)",
        "What was the strongest part?",
    ),
    (rf"\b(?:which|what)\b[^?]{{0,20}}\b{_MY_WORDS}\b[^?]*\b{_WORKED}\b", "Which of my sentences counted?"),
    (
        rf"\b(?:did|do|have) you {_TAKE}\w*\b[^?]{{0,12}}\b(?:{_SAID}|{_MY_PIECE})\b",
        "Did you count my example?",
    ),
    (rf"\b(?:was|were|is|are) {_SAID}\b[^?]*\b{_RIGHT_OR_WRONG}\b", "Was what I said about warm-up right?"),
    (r"\b(?:did|have) i\b[^?]*\b(?:right|correct(?:ly)?|good|well|okay|ok)\b", "Did I do well?"),
    (
        r"\b(?:was|is) (?:my answer|that|it|this) (?:any )?(?:right|correct|good|okay|ok)\W*$",
        "Was my answer any good?",
    ),
)
"""Asks what was right, or whether something was."""

SURE = table(
    (r"\bhow (?:sure|certain|confident) (?:are|were) you\b", "How sure are you?"),
    (r"\bare you (?:sure|certain|confident)\b", "Are you certain about the second point?"),
    (r"\bis (?:that|the grade) (?:sure|certain)\b", "Is the grade certain?"),
)
"""Asks how sure the grade is."""

_VERDICT = any_of("contradicted, partly met, not met, uncertain, bonus, met")
_A_VERDICT = any_of(r"contradicted, partly met, not met, uncertain, bonus, met, weight \d")
WORDS = table(
    (
        rf"\bwhat (?:does|do|did|is|are)\b[^?]{{0,20}}\b{_A_VERDICT}\b[\"”’']?[^?]{{0,10}}(?:\bmean\b|\bstand for\b|\W*$)",
        "What does “partly met” mean?",
    ),
    (rf"\b{_VERDICT}\b[^?]{{0,12}}\bwhat (?:does|do|is)\b", "Not met: what does that mean?"),
    (
        r"\bwhat (?:does|do|did)\b[^?]{0,20}\bnot sure(?: about this(?: one)?)?\b[^?]{0,10}\bmean\b",
        "What does “not sure about this one” mean?",
    ),
)
"""Asks what the name of a verdict means."""

SOURCES = table(
    (
        r"\b(?:what|where|which|anything|something)\b[^?]*\b(?:should|can|could|would|to|do you)\b[^?]*"
        r"\b(?:read|study|look (?:it|this|that) up|recommend)\b",
        "What should I read about it?",
    ),
    (
        r"\b(?:which|what|any|a|good) (?:papers?|books?|chapters?|sources?|further reading|references?)\b",
        "Do you know a good book?",
    ),
)
"""Asks for something to read."""

_LONG_OR_SHORT = any_of("long, short, wordy, brief, much, little")
LENGTH = table(
    (rf"\b(?:was|is|were) (?:it|that|this)\b[^?]{{0,10}}\btoo {_LONG_OR_SHORT}\b", "Was that too long?"),
    (rf"\b(?:was |a bit |maybe )*too {_LONG_OR_SHORT}\b", "A bit too wordy?"),
    (
        rf"\b(?:my answer|i)\b[^?]{{0,25}}\b(?:too {_LONG_OR_SHORT}|shorter|longer|briefer|more (?:concise|brief))\b",
        "Should I be more concise?",
    ),
)
"""Asks whether the answer was too long or too short."""

SCORE = table(
    (
        r"\b(?:my|the|your|overall|final) (?:overall |final )?(?:score|grade|mark|result|percentage)\W*$",
        "What's my final score?",
    ),
    (r"\bwhat did i (?:get|score)\W*$", "What did I get?"),
    (r"\bhow (?:did|have) i (?:do|done|scored?|perform(?:ed)?)\b", "How did I do?"),
    (r"\bhow many percent\b", "How many percent is that?"),
    (r"\bhow (?:was|good was) (?:my answer|i)\b", "How good was my answer?"),
)
"""Asks for the grade itself."""

ABOUT: Mapping[About, re.Pattern[str]] = MappingProxyType(
    {
        "cost": COST,
        "wrong": WRONG,
        "right": RIGHT,
        "sure": SURE,
        "words": WORDS,
        "sources": SOURCES,
        "length": LENGTH,
        "score": SCORE,
    }
)
"""What is asked about a grade, in this order: the first table that has it decides."""

OF_GRADE = table(
    shared(
        r"\b",
        (r"(?:un)?grad(?:e[ds]?|ing)|scor(?:e[ds]?|ing)|marks?|marked", "how was this graded"),
        (r"(?:my|the|which|any|no|how many|that) points?", "which point is it"),
        (r"percent(?:age)?|credit|verdicts?", "what about the verdict"),
        (r"count(?:s|ed)?|skipp(?:ed|ing)|not met", "does skipping count"),
        after=r"\b",
    ),
    (r"\d ?%", "why 40 %"),
)
"""Speaks of grades at all."""
OF_ONE_THING = table(*_SAID_IN, before=r"\b", after=r"\b")
"""Names one thing that was said."""
