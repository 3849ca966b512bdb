"""What the interviewer says around the questions, whichever of the styles it speaks in, and how a phrase is picked.

None of it judges an answer. A phrase is said once; then nothing is said.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from interviewer.conversation.phrases.by_style import BY_STYLE, SHARED
from interviewer.conversation.phrases.by_style import PhraseKind as PhraseKind
from interviewer.conversation.state.style import Style

OPENING: Mapping[Style, str] = {
    "neutral": "Welcome. We have {minutes}{topics}. {how}",
    "friendly": "Hi, and welcome! It's good to have you here. We have {minutes}{topics}. {how}",
    "tough": "Let's get started. We have {minutes}{topics}. Where an answer is thin, I'll push. {how}",
}
BACK: Mapping[Style, str] = {
    "neutral": "Welcome back. We have {minutes}{topics}. {how}",
    "friendly": "Good to see you again! We have {minutes}{topics}. {how}",
    "tough": "You're back. Good. We have {minutes}{topics}. Where an answer is thin, I'll push. {how}",
}
"""The opening for a returning candidate."""
ON_TOPICS = " for {topics}"
ON_EVERYTHING = " for questions from across the board"
"""What follows the minutes: the sections that were chosen, or none in particular."""
COACH_HOW = "I'll ask, follow up on what's missing, and show you your grade as we go."
INTERVIEW_HOW = "I'll ask and follow up. Grades come at the end, as in a real interview. Feel free to think out loud."
HINTS_ARE_FREE = "\n\n*Hints cost no points; the report says how many you used.*"
ANGLES = (
    "Let's stay with that for a moment. Take an example of your own: what happens in it, and why?",
    "Suppose a colleague isn't convinced by that. What would you say to win them over?",
    "How would you explain that to somebody new to the field, and what reason would you give?",
)
"""Second questions about any point, asked after an answer to the bank's only one: nobody is asked the same sentence twice."""
DIFFERENTLY = ("Let me put it another way. {probe}", "Then let me ask it this way. {probe}")
"""Said before another of the bank's follow-ups on a point, to somebody who asked for it in other words."""
NEAR = ("Let me be sure I have you right.", "I'd like you to be a little more precise.", "Let me make that concrete.")
"""Said after words of the candidate that come close to a point, before the point's probe."""
REST = ("Let me ask you something about that.", "Let me ask about that in another way.")
"""Said between such words and a probe that asks for the point in a different way. Neither says that the words are right."""
HEARD = (
    "You mentioned “{term}”. Let me be more specific about that.",
    "You spoke of “{term}”. Let me ask about that once more.",
)
"""Said before a probe whose words the candidate has just used, if the bank has no other question for the point."""
EMPTY = (
    "I didn't catch anything there. What's your first thought?",
    "Nothing came through just now. Where would you begin?",
    "There were no words in that one. What comes to mind?",
    "That message was blank on my side. How would you start?",
    "No words reached me. Is there a part of it that you know?",
    "I got nothing there. Say whatever you have, even if it's rough.",
    "That came through empty. What would you try first?",
    "I see a message with nothing in it. What do you make of the question?",
)
"""Said to a first message without words on a question."""
EMPTY_AGAIN = (
    "Still nothing came through. Would a hint help, or shall we skip it?",
    "I'm still not getting any words. You can ask for a hint, or skip this one.",
    "Nothing that time either. I'm happy to give you a hint, or we can go on to the next question.",
)
"""Said to the messages without words that follow it."""
NOTHING_CHANGED = (
    "That hasn't changed. Would a hint help, or shall we skip this one?",
    "My reply would be the same as before. You can ask for a hint, or skip this one.",
    "There's nothing new I can say to that yet. Tell me more, ask for a hint, or skip it.",
)
"""Said in place of a note that would be the same as the one before."""
NO_CLOCK = "Take all the time you need. There's no clock in a drill."
VERDICT_COACH = "Your grade so far is next to the question, and I'll tell you what each follow-up changes."
VERDICT_FIRST = "Your grade will be next to the question as soon as I've read your answer."
VERDICT_LATER = "I'll save that for the report. For now, take your answer as far as you can."
NO_HINT = "I don't have another hint for what's still open here. Say what you can, or skip it."
REVEAL_LATER = "I can't give that away while the question is open. Ask for a hint, or skip it and see the answer then."
LATER = "Okay, let's set that one aside. We'll come back to it before the end if there's time."
LATER_ONCE = "You've set this one aside once already, so let's finish it now."
LATER_LAST = "This is the last question, so there's nothing to come before it. Let's finish it."
LATER_NO_TIME = "There isn't time for another question before this one. Let's finish it."
COME_BACK = "You wanted to come back to this one."
COME_BACK_ASKED = "Sure, back to this one."
COME_BACK_NOW = "Before time runs out, let's go back to the one you set aside."
CHANGE = "Go ahead. Your next message replaces what you've said on this question so far."
NOTHING_TO_CHANGE = "You haven't answered this question yet, so there's nothing to change."
NOTHING_ALOUD = "You haven't told me anything to grade yet. Tell me what you think."


def options(style: Style, kind: PhraseKind) -> Sequence[str]:
    """Every phrase of a kind in a style."""
    return BY_STYLE[style].get(kind) or SHARED[kind]


def unsaid(style: Style, kind: PhraseKind, said: Sequence[str], seed: int) -> str:
    """A phrase of a kind that was not yet said in this interview, or "" if all were."""
    left = [phrase for phrase in options(style, kind) if phrase not in said]
    return random.Random(f"{seed}:{kind}:{len(said)}").choice(left) if left else ""


def time_left(seconds: float) -> str:
    """How much time is left, in a sentence."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "There's less than a minute left."
    return "There's about a minute left." if minutes == 1 else f"There are about {minutes} minutes left."
