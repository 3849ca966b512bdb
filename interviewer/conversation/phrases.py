"""What the interviewer says around the questions, in three styles. None of it judges an answer.

A phrase is said once in an interview. Where a kind attempts out, an optional one is left unsaid, as people do.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from interviewer.errors import UsageError

Style = Literal["friendly", "neutral", "tough"]
STYLES: tuple[Style, ...] = get_args(Style)
Kind = Literal[
    "acknowledge", "passed", "move_on", "part", "bridge", "again", "small_talk", "wait", "aloud", "noted", "closing"
]

_SHARED: Mapping[Kind, Sequence[str]] = {
    "bridge": (
        "You mentioned {topic}; that leads to my next question.",
        "You brought up {topic}. Let us look at that.",
        "Since you spoke of {topic}:",
        "{topic} came up in what you said, so let me ask about that.",
        "Back to something you touched on, {topic}.",
    ),
    "again": (
        "You have met this one before; it came to {score} then.",
        "One from before, at {score} so far.",
        "This one comes back. Last time: {score}.",
        "Another that you know; {score} when we last had it.",
        "Once more, from {score} last time:",
        "We had this before, and it came to {score}.",
    ),
    "part": (
        "Staying with that:",
        "A follow-up on the same subject:",
        "Continuing from there:",
        "On the same topic:",
        "Still on this one:",
        "One step further:",
        "To the next part of it:",
        "And then:",
    ),
}
_BY_STYLE: Mapping[Style, Mapping[Kind, Sequence[str]]] = {
    "neutral": {
        "acknowledge": (
            "Thank you.",
            "All right.",
            "I see.",
            "Okay, noted.",
            "Understood.",
            "Thanks, I have that.",
            "I follow.",
            "Right.",
            "I have that down.",
            "Okay, I hear you.",
            "Let me take that in.",
            "Noted, thanks.",
            "So that is your view.",
            "I take the point as you put it.",
        ),
        "passed": (
            "That is fine.",
            "No problem, it happens.",
            "Fair enough.",
            "That is honest, thank you.",
            "Then we leave it there.",
            "All right, nothing to add.",
        ),
        "move_on": (
            "Let us go on.",
            "Here is the next one.",
            "Let us turn to something else.",
            "Moving on.",
            "Another question.",
            "Next topic.",
            "On to a different subject.",
            "Let me change the subject.",
            "We go to another area.",
            "Something else now.",
        ),
        "small_talk": (
            "I am here. Take your time, and answer when you are ready.",
            "Thanks. The question still stands; go ahead whenever you like.",
            "Noted. I am listening for your answer.",
            "Good. Whenever you are ready.",
        ),
        "wait": (
            "Of course, take your time.",
            "Take the time you need.",
            "Sure. I will wait.",
            "No hurry.",
            "Go ahead and think.",
        ),
        "aloud": (
            "Go on, I am listening; say *done* when I should read it as your answer.",
            "I follow. Say *done* when you are through.",
            "Keep going.",
            "Carry on.",
        ),
        "noted": ("Your note stays yours; I do not grade it.", "Kept as a note.", "Noted for you alone."),
        "closing": ("That is the end of the interview: {why}. Thank you. Your report is ready.",),
    },
    "friendly": {
        "acknowledge": (
            "Thanks for walking me through that.",
            "Okay, thank you.",
            "I appreciate you laying it out.",
            "Thanks, that helps me see how you think.",
            "All right, I am with you.",
            "Good to know how you see it.",
            "Thank you, I have it.",
            "Okay, I can follow that.",
            "Thanks for sharing that.",
            "Alright, let me stay with that for a second.",
            "I hear you.",
            "Thanks, noted.",
            "Okay, that tells me something.",
            "Glad to hear your take.",
        ),
        "passed": (
            "That is quite all right.",
            "No worries at all, it happens to everybody.",
            "That is honest, and I appreciate it.",
            "No problem, nobody knows everything.",
            "Fine, let us not lose sleep over it.",
            "It is okay not to have this one.",
        ),
        "move_on": (
            "Let us look at something new.",
            "Ready for another one? Here it comes.",
            "Let us try a different corner of the field.",
            "On we go.",
            "Here is one that I like to ask.",
            "Let me ask you about something else.",
            "Time for a change of scenery.",
            "Now for something different.",
            "Let me pick another topic for us.",
            "Next up:",
        ),
        "small_talk": (
            "Nice to have you here. Answer whenever you feel ready.",
            "Happy to chat, and the question is still waiting for you.",
            "I am all ears when you want to begin.",
            "Take a breath; there is no rush.",
        ),
        "wait": (
            "Please do, there is no rush.",
            "Take all the time you like.",
            "Of course, think it over.",
            "I am not going anywhere.",
            "A pause is fine.",
        ),
        "aloud": (
            "Lovely, think aloud; say *done* when that is your answer.",
            "I am with you. Say *done* when you are through.",
            "Keep going, I am listening.",
            "Go on.",
        ),
        "noted": ("That note is just for you.", "Kept for you, ungraded.", "Your own note, I will not look at it."),
        "closing": ("And that is it: {why}. Thank you for the conversation. Your report is ready for you.",),
    },
    "tough": {
        "acknowledge": (
            "Hm.",
            "Go on the record with that, then.",
            "I have your answer.",
            "That is what you would say.",
            "Okay.",
            "I heard it.",
            "Let us see how far that carries.",
            "So you say.",
            "That stands as you put it.",
            "I will hold you to that.",
            "We will see.",
            "I am listening closely.",
            "Your words, noted.",
            "Let me press on that.",
        ),
        "passed": (
            "Then we leave a gap there.",
            "So that one stays open.",
            "Noted as open.",
            "All right, no answer.",
            "Then let us not spend more time on it.",
            "I will put that down as not known.",
        ),
        "move_on": (
            "Next.",
            "Different topic.",
            "Let us see about this one.",
            "Now this.",
            "I want to hear about something else.",
            "Then take this one.",
            "New subject.",
            "Let us test another area.",
            "Here is another.",
            "On to the following.",
        ),
        "small_talk": (
            "The question is on the table.",
            "Let us use the time for your answer.",
            "I am waiting for the answer.",
            "To the point, please.",
        ),
        "wait": (
            "The clock is running, but go ahead.",
            "Think, then.",
            "A moment, then.",
            "Take it.",
            "Fine, briefly.",
        ),
        "aloud": (
            "Think aloud if you must; say *done* when it is your answer.",
            "Go on. *Done* ends it.",
            "And?",
            "Further.",
        ),
        "noted": ("Your note. Not graded.", "Kept, not graded.", "Noted for yourself."),
        "closing": ("We stop here: {why}. The report is ready.",),
    },
}
OPENING: Mapping[Style, str] = {
    "neutral": "Welcome. We have {minutes} on {topics}. {how}",
    "friendly": "Hello and welcome, good to have you here. We have {minutes} together on {topics}. {how}",
    "tough": "Let us begin. {minutes}, {topics}. I will push where an answer is thin. {how}",
}
BACK: Mapping[Style, str] = {
    "neutral": "Welcome back. We have {minutes} on {topics}. {how}",
    "friendly": "Good to see you again. We have {minutes} together on {topics}. {how}",
    "tough": "You are back, good. {minutes}, {topics}. I will push where an answer is thin. {how}",
}
"""The opening for a candidate whose earlier answers are known."""
COACH_HOW = "I will ask, follow up on what is missing, and show the grade after each question."
INTERVIEW_HOW = "I will ask and follow up; the grades come at the end, as in a real interview. Think aloud if you like."
HINTS_ARE_FREE = "\n\n*Hints cost no points; the report says how many you used.*"
ANGLES = (
    "Let me come at it from another side, with a concrete case in mind. {probe}",
    "Put it the way you would to a new colleague. {probe}",
    "Take a step back and think of what you would see in practice. {probe}",
)
"""A second go at a point that the first probe did not reach."""
EMPTY = "I did not get any words there. Type your answer and send it, or ask for a hint."
NO_CLOCK = "Take the time you need; a drill has no clock."
VERDICT_COACH = "The panel shows how your answer stands so far, and I say what each follow-up changes."
VERDICT_LATER = "I keep that for the report; for now, take it as far as you can."
NO_HINT = "I have no further hint for what is still open here. Say what you can, or skip it."
REVEAL_LATER = "I will not give that away while the question is open. I can give a hint, or you can skip it and see the answer then."
LATER = "We set that one aside and come back to it before we close, if there is time."
LATER_NONE = "Let us finish this one; you have set it aside once already, or it is the last."
COME_BACK = "You wanted to come back to this one."
CHANGE = "Go ahead. What you send next replaces what you said to this question so far."
CHANGED = "All right, I take the new answer instead."
NOTHING_TO_CHANGE = "You have said nothing to this question yet, so there is nothing to change."
NOTHING_ALOUD = "There is nothing of yours to read yet. Say what you think."


def as_style(name: str) -> Style:
    """The style of this name.

    Raises:
        UsageError: There is none.
    """
    for style in STYLES:
        if style == name:
            return style
    raise UsageError(f"no style {name[:30]!r}; there are {', '.join(STYLES)}")


def options(style: Style, kind: Kind) -> Sequence[str]:
    """Every phrase of a kind in a style."""
    return _BY_STYLE[style].get(kind) or _SHARED[kind]


def unsaid(style: Style, kind: Kind, said: Sequence[str], seed: int) -> str:
    """A phrase of a kind that was not said yet in this interview, or nothing where all were."""
    left = [phrase for phrase in options(style, kind) if phrase not in said]
    return random.Random(f"{seed}:{kind}:{len(said)}").choice(left) if left else ""


def time_left(seconds: float) -> str:
    """How much time is left, in a sentence."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "Less than a minute is left."
    return "About a minute is left." if minutes == 1 else f"About {minutes} minutes are left."
