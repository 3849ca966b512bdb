"""The first words of a question: "do you", "how long should my". "How it is trained" and "does regression" begin none."""

from __future__ import annotations

from knowledge.text.alternatives import table

_BE = r"(?:do|does|did|is|are|was|were|can|could|should|shall|may|must|would|will|have|has|am)"
_ONE = r"(?:i|you|we|it|this|that|these|those|they|there|the|an?|my|your|one|any|all|both|each)"
_NO_SUBJECT = rf"(?:\s+(?!{_ONE}\b|to\b)[\w-]+){{0,3}}?"
ASKS = rf"(?:{_BE}(?:n['’]t)?\s+{_ONE}\b|(?:what|which|how|when|where|why|who)(?:['’]s\b|{_NO_SUBJECT}\s+{_BE}\s+\w))"
"""The words alone, to be built into a larger pattern."""
OPENS_A_QUESTION = table(
    (ASKS, "Okay, and how long should it be"),
    before=r"\W*(?:(?:and|so|but|ok(?:ay)?|well|hm+|sorry|please|also|first|just)\b\W*)*",
)
"""Begins a piece that is a question of its own."""
