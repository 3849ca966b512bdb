"""What the interviewer says around the questions, in a calm and neutral voice."""

from __future__ import annotations

from collections.abc import Sequence

ACKNOWLEDGE = (
    "Thank you.",
    "All right.",
    "I see.",
    "Okay, noted.",
    "Understood.",
    "Good to know how you see it.",
    "Thanks, I have that.",
    "I follow.",
    "Right.",
    "Okay.",
)
BRIDGE = (
    "You mentioned {topic}; that leads to my next question.",
    "You brought up {topic}. Let us look at that.",
    "Since you spoke of {topic}:",
)
PASSED = ("That is fine.", "No problem, it happens.", "Fair enough.", "That is honest, thank you.")
MOVE_ON = (
    "Let us go on.",
    "Here is the next one.",
    "Let us turn to something else.",
    "Moving on.",
    "Another question.",
    "Next topic.",
)
PART = ("Staying with that:", "A follow-up on the same subject:", "Continuing from there:", "On the same topic:")
SMALL_TALK = (
    "I am here. Take your time, and answer when you are ready.",
    "Thanks. The question still stands; go ahead whenever you like.",
    "Noted. I am listening for your answer.",
)
WAIT = ("Of course, take your time.", "Take the time you need.", "Sure. I will wait.")
EMPTY = "I did not get any words there. Type your answer and send it, or ask for a hint."
REVEAL_LATER = "I will not give that away while the question is open. I can give a hint, or you can skip it and see the answer then."


def pick(options: Sequence[str], count: int) -> str:
    """The option for the count-th use, so that neighbours differ."""
    return options[count % len(options)]
