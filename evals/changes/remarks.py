"""Talk that answers nothing: remarks to the interviewer, and idle sentences."""

from __future__ import annotations

from evals.changes.change import both_sets

TALK = both_sets(
    dev=(
        "Sorry, the line broke up, could you say the question once more?",
        "My statement about noise was right, I'd like you to look at it again.",
        "I disagree with your second point.",
        "Would you give me a pointer in the right direction?",
        "How much time do I have left for this one?",
        "Why did you only give me half for the last answer? I did mention that.",
        "Let's skip this and return to it at the end.",
        "Do you want a short answer or all the details?",
        "I think you misread what I wrote before, please check the third sentence.",
        "Is it fine if I draw something? I explain better with a pen.",
    ),
    test=(
        "Would you mind repeating that, I didn't catch the end.",
        "What I said about the batch size was correct, you marked it wrong.",
        "Your feedback on my previous reply isn't fair, in my opinion.",
        "A small clue would help me to get going.",
        "How many questions are still to come?",
        "I'd rather take the next one, this is not my area.",
        "Should I go into the mathematics or stay on the surface?",
        "Could we go back to the question before this one? I've thought of something.",
        "Please read my answer again, everything you miss is in there.",
        "Give me a minute, I have to put my thoughts in order first.",
    ),
)
IDLE = both_sets(
    dev=(
        "Let me see how I can put this best.",
        "That is really something one could talk about for hours.",
        "Right, so, where was I.",
        "It's good that you are asking me this today.",
    ),
    test=(
        "Well, this is a topic that always makes me smile.",
        "Just a moment, I'm getting there.",
        "You know what I mean, I suppose.",
        "I remember hearing about this on a train once.",
    ),
)
"""Sentences that say nothing, no matter how often they are repeated."""
TIMES = 240


def repeated(sentence: str, times: int = TIMES) -> str:
    """One sentence, over and over."""
    return " ".join([sentence] * times)
