"""A follow-up after words that contradict a point, without asking anew for a choice that they have just made."""

from __future__ import annotations

from interviewer.grading.text.quotation import you_said
from knowledge.text.alternatives import table

STAND_BY = "Do you stand by that?"
"""Said in between: it judges nothing, and shows that the choice was heard."""
_ASKS_TO_CHOOSE = table(
    ("(?:so )?which (?:one|of (?:the two|them|these|both))", "So which one, for English text, and why?"),
    (r"which (?:\w+ ){1,2}(?:would|do|will) you", "Which model do you take?"),
    (r"would you (?:rather )?(?:take|choose|pick|use|prefer)", "What would you take?"),
    before=r"\b",
    after=r"\b",
)
"""Asks for a choice."""
_HAS_CHOSEN = table(
    (r"i(?:['’]d| would|['’]ll| will)? (?:take|choose|pick|use|prefer|go (?:for|with)|ship|deploy)", "I'd take A"),
    (r"(?:is|are|was|were) (?:\w+ )?(?:better|best|stronger|preferable)", "A is better"),
    (r"(?:clearly|definitely|rather|of course) [\w-]+$", "Clearly A"),
    before=r"\b",
)
"""Makes a choice."""


def taking_up(wrong: str, probe: str) -> str:
    """A probe after the candidate's words that contradict its point; a choice that was made is not asked for as if unheard."""
    lead = f" {STAND_BY}" if _ASKS_TO_CHOOSE.search(probe) and _HAS_CHOSEN.search(wrong) else ""
    return f"{you_said(wrong)}{lead} {probe}"
