"""What the interviewer says around the questions, in three styles. None of it judges an answer.

No acknowledgement says that an answer was clear: that would give the grade away. A phrase is said once; then nothing is said.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Literal

from interviewer.conversation.state.style import Style

PhraseKind = Literal[
    "acknowledge", "passed", "move_on", "part", "bridge", "again", "small_talk", "wait", "aloud", "noted", "closing"
]

_SHARED: Mapping[PhraseKind, Sequence[str]] = {
    "bridge": (
        "You mentioned {topic}, which leads to my next question.",
        "You brought up {topic}. Let's look at that.",
        "Since you mentioned {topic}:",
        "Your answer brought up {topic}, so let me ask about that.",
        "Let's go back to something you touched on: {topic}.",
    ),
    "again": (
        "You've seen this one before and got {score}.",
        "Here's one from before. Your score so far: {score}.",
        "This one is back. Last time: {score}.",
        "Another one you know. You got {score} last time.",
        "Once more, after {score} last time:",
        "We've done this one before, and you got {score}.",
    ),
    "part": (
        "Staying with that:",
        "A follow-up on the same topic:",
        "Continuing from there:",
        "On the same topic:",
        "Still on this one:",
        "Taking that one step further:",
        "Now the next part:",
        "And another part of this:",
    ),
}
_BY_STYLE: Mapping[Style, Mapping[PhraseKind, Sequence[str]]] = {
    "neutral": {
        "acknowledge": (
            "Thank you.",
            "All right.",
            "Okay, noted.",
            "Thanks, I've got that.",
            "I've got that down.",
            "Noted, thanks.",
            "Okay, got that.",
            "Thanks for your answer.",
            "Okay, thank you.",
            "I've written that down.",
            "Thanks, that's noted.",
            "All right, I have that.",
            "Okay, I have your answer.",
            "Thank you, I've noted that.",
        ),
        "passed": (
            "That's fine.",
            "No problem, it happens.",
            "Fair enough.",
            "Thanks for being honest.",
            "Let's leave it there.",
            "All right, we'll leave that open.",
        ),
        "move_on": (
            "Let's move on.",
            "Here's the next one.",
            "Let's turn to something else.",
            "Moving on.",
            "Another question.",
            "Next topic.",
            "On to something different.",
            "Let me change the subject.",
            "Let's switch to another area.",
            "Now for something else.",
        ),
        "small_talk": (
            "I'm here. Take your time, and answer when you're ready.",
            "Thanks. The question is still open, so go ahead whenever you like.",
            "Okay. I'm listening.",
            "Sure. Whenever you're ready.",
        ),
        "wait": (
            "Of course, take your time.",
            "Take as long as you need.",
            "Sure, I'll wait.",
            "No rush.",
            "Go ahead and think about it.",
        ),
        "aloud": (
            "Go on, I'm listening. Say *done* when you want that to be your answer.",
            "I'm following. Say *done* when you're finished.",
            "Keep going.",
            "Carry on.",
        ),
        "noted": ("That note is for you. I won't grade it.", "Saved as a note.", "Noted, just for you."),
        "closing": ("That's the end of the {what}{why}. Thank you. Your report is ready.",),
    },
    "friendly": {
        "acknowledge": (
            "Okay, thank you.",
            "Thank you, got it.",
            "Thanks for sharing that.",
            "Thanks, let me stay with that for a second.",
            "Thanks for your answer.",
            "Thank you, I've got that.",
            "All right, thank you!",
            "Thanks, I've made a note of that.",
            "Okay, thanks for that.",
            "Thank you, that's noted.",
            "All right, I've got that down.",
            "Thanks for telling me.",
            "Okay, I've written that down, thanks.",
            "Thank you for your answer.",
        ),
        "passed": (
            "That's quite all right.",
            "No worries at all, it happens to everyone.",
            "Thanks for being honest, I appreciate it.",
            "No problem, nobody knows everything.",
            "That's fine.",
            "It's okay not to know this one.",
        ),
        "move_on": (
            "Let's look at something new.",
            "Ready for another one? Here it comes.",
            "Let's try something from a different area.",
            "On we go.",
            "Here's one I like to ask.",
            "Let me ask you about something else.",
            "Time for a change of scenery.",
            "And now for something different.",
            "Let me pick another topic for us.",
            "Next up:",
        ),
        "small_talk": (
            "It's nice to have you here. Answer whenever you feel ready.",
            "Happy to chat! The question is still there when you want it.",
            "I'm all ears whenever you'd like to start.",
            "Take a breath, there's no rush.",
        ),
        "wait": (
            "Please do, there's no rush.",
            "Take all the time you need.",
            "Of course, think it over.",
            "Sure, I'm not going anywhere.",
            "Take a moment, that's fine.",
        ),
        "aloud": (
            "Lovely, think out loud. Say *done* when you want that to be your answer.",
            "I'm with you. Just say *done* when you're finished.",
            "Keep going, I'm listening.",
            "Go on.",
        ),
        "noted": (
            "That note is just for you.",
            "Saved for you, and not graded.",
            "It's your own note, I won't look at it.",
        ),
        "closing": ("And that's it{why}. Thanks for the conversation! Your report is ready.",),
    },
    "tough": {
        "acknowledge": (
            "Okay.",
            "All right.",
            "Got it.",
            "Noted.",
            "I have that.",
            "Thanks.",
            "Okay, noted.",
            "All right, thanks.",
            "Got that.",
            "Okay, thank you.",
            "Okay, I have it.",
            "All right, noted.",
            "Thanks, noted.",
            "I've got that.",
        ),
        "passed": (
            "Then we'll leave that one open.",
            "So that one stays open.",
            "I'll put that down as open.",
            "All right, no answer.",
            "All right, let's not spend more time on it.",
            "Fair enough. On we go.",
        ),
        "move_on": (
            "Next.",
            "Different topic.",
            "Let's see how you do with this one.",
            "Now this.",
            "Let's hear about something else.",
            "Then try this one.",
            "New subject.",
            "Let's test another area.",
            "Here's another.",
            "On to the next one.",
        ),
        "small_talk": (
            "The question is on the table.",
            "Let's use the time for your answer.",
            "I'm waiting for your answer.",
            "Let's get to the point, please.",
        ),
        "wait": (
            "The clock is running, but go ahead.",
            "All right, think about it.",
            "All right, one moment.",
            "Take a moment.",
            "Fine, but keep it short.",
        ),
        "aloud": (
            "Go ahead, think out loud. Say *done* when that's your answer.",
            "Go on. Say *done* when you're through.",
            "And?",
            "What else?",
        ),
        "noted": ("Your note. Not graded.", "Saved, not graded.", "Noted, for your eyes only."),
        "closing": ("We'll stop here{why}. Your report is ready.",),
    },
}
OPENING: Mapping[Style, str] = {
    "neutral": "Welcome. We have {minutes} for {topics}. {how}",
    "friendly": "Hi, and welcome! It's good to have you here. We have {minutes} for {topics}. {how}",
    "tough": "Let's get started. {minutes} for {topics}. Where an answer is thin, I'll push. {how}",
}
BACK: Mapping[Style, str] = {
    "neutral": "Welcome back. We have {minutes} for {topics}. {how}",
    "friendly": "Good to see you again! We have {minutes} for {topics}. {how}",
    "tough": "You're back. Good. {minutes} for {topics}. Where an answer is thin, I'll push. {how}",
}
"""The opening for a returning candidate."""
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
REST = ("Let me ask you something about that.", "One thing about that is still open.")
"""Said between such words and a probe that asks for the point in a different way. Neither says that the words are right."""
HEARD = (
    "You mentioned “{term}”. Let me be more specific about that.",
    "I follow what you said about “{term}”. Something is still missing.",
)
"""Said before a probe whose words the candidate has just used, if the bank has no other question for the point."""
EMPTY = "That message had no words in it. Type your answer and send it, or ask for a hint."
NO_CLOCK = "Take all the time you need. There's no clock in a drill."
VERDICT_COACH = "Your grade so far is next to the question, and I'll tell you what each follow-up changes."
VERDICT_LATER = "I'll save that for the report. For now, take your answer as far as you can."
NO_HINT = "I don't have another hint for what's still open here. Say what you can, or skip it."
REVEAL_LATER = "I can't give that away while the question is open. Ask for a hint, or skip it and see the answer then."
LATER = "Okay, let's set that one aside. We'll come back to it before the end if there's time."
LATER_NONE = "Let's finish this one. Either you've set it aside once already, or it's the last one."
COME_BACK = "You wanted to come back to this one."
COME_BACK_NOW = "Before time runs out, let's go back to the one you set aside."
CHANGE = "Go ahead. Your next message replaces what you've said on this question so far."
NOTHING_TO_CHANGE = "You haven't answered this question yet, so there's nothing to change."
NOTHING_ALOUD = "You haven't told me anything to grade yet. Tell me what you think."


def options(style: Style, kind: PhraseKind) -> Sequence[str]:
    """Every phrase of a kind in a style."""
    return _BY_STYLE[style].get(kind) or _SHARED[kind]


def unsaid(style: Style, kind: PhraseKind, said: Sequence[str], seed: int) -> str:
    """A phrase of a kind that was not yet said in this interview, or "" if all were."""
    left = [phrase for phrase in options(style, kind) if phrase not in said]
    return random.Random(f"{seed}:{kind}:{len(said)}").choice(left) if left else ""


def time_left(seconds: float) -> str:
    """How much time is left, in a sentence."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "Less than a minute is left."
    return "About a minute is left." if minutes == 1 else f"About {minutes} minutes are left."
