"""What the interviewer says between the questions and after answers, in three styles.

An answer is acknowledged in one way before another question, and in another before a follow-up on the same question: "let's
leave it there" must not come before more of it. No acknowledgement says that an answer was clear: that would give the grade away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from interviewer.conversation.state.style import Style

PhraseKind = Literal[
    "acknowledge",
    "heard",
    "left",
    "passed",
    "declined",
    "ordered",
    "stopped",
    "dropped",
    "move_on",
    "part",
    "bridge",
    "again",
    "small_talk",
    "wait",
    "aloud",
    "noted",
    "closing",
]
"""When a phrase is said. Before another question: ``acknowledge`` after an answer, ``left`` after none, ``dropped`` after a refusal.
Before a follow-up on the same question: ``heard`` after an answer, ``passed`` after none, ``declined`` after a refusal, ``ordered``
after words about the interview itself, ``stopped`` after a speech that was given before."""

SHARED: Mapping[PhraseKind, Sequence[str]] = {
    "bridge": (
        "You mentioned {topic}, which leads to my next question.",
        "You brought up {topic}. Let's look at that.",
        "Since you mentioned {topic}:",
        "Your answer brought up {topic}, so let me ask about that.",
        "Let's go back to something you touched on: {topic}.",
    ),
    "ordered": (
        "Let's stay with the question.",
        "Back to the question.",
        "That's not something I'll do here. Back to the question.",
    ),
    "dropped": (
        "Then we'll leave it at that.",
        "All right, let's not insist.",
        "Okay, then we'll drop that one.",
    ),
    "stopped": (
        "Let me stop you there. In a sentence or two, please.",
        "Let me interrupt you. Just the core of it.",
        "I'll cut in here. Keep this one short, please.",
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
        "Same topic:",
        "A related question:",
        "Staying on the same topic:",
        "Here's a related one:",
        "Another question on that topic:",
        "And one more on the same topic:",
    ),
}
BY_STYLE: Mapping[Style, Mapping[PhraseKind, Sequence[str]]] = {
    "neutral": {
        "acknowledge": (
            "Thank you.",
            "All right.",
            "Okay.",
            "Thanks.",
            "Okay, thank you.",
            "All right, thanks.",
            "Thanks for your answer.",
        ),
        "passed": (
            "That's fine. Let's take a smaller piece of it.",
            "No problem. Let me ask it another way.",
            "Okay, try it from this side.",
            "That's all right. Let me make it more concrete.",
            "Not a problem. Let's narrow it down.",
            "Then let's come at it from somewhere else.",
        ),
        "heard": (
            "Let me ask you a little more about this.",
            "Let's stay with this one.",
            "I have another question on this.",
            "One more thing on this one.",
            "Okay, a little further.",
            "Let me ask about another side of it.",
        ),
        "left": (
            "Okay, no problem.",
            "No problem, it happens.",
            "Fair enough.",
            "Let's leave it there.",
            "All right, we'll leave that open.",
            "Okay, let's not dwell on it.",
        ),
        "declined": (
            "I'd like to hear your own take. Even a guess helps.",
            "What would you say yourself, off the top of your head?",
            "Just tell me how you'd think about it. A guess is fine.",
        ),
        "move_on": (
            "Let's move on.",
            "Here's the next one.",
            "Let's turn to something else.",
            "Moving on.",
            "Another question.",
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
            "Thank you!",
            "Thanks for your answer.",
            "All right, thank you!",
            "Thanks a lot.",
            "Okay, thanks for that.",
            "Thank you for your answer.",
        ),
        "passed": (
            "No worries at all. Let's take a smaller piece of it.",
            "That's quite all right. Let me ask it another way.",
            "It happens to everyone. Let me make it more concrete.",
            "That's fine. Let's go one step at a time.",
            "No problem. Maybe this is easier to get hold of.",
            "It's okay not to know that. How about this?",
        ),
        "heard": (
            "Thanks! Let me ask you a little more about this.",
            "Let's stay with this one for a moment.",
            "There's something else I'd love to ask about this.",
            "Thank you. One more thing on this one.",
            "Okay, let's go a little further.",
            "I'm curious about another side of it.",
        ),
        "left": (
            "That's perfectly okay.",
            "No worries at all, it happens to everyone.",
            "No problem, nobody knows everything.",
            "That's fine, let's leave that one.",
            "It's okay not to know that one.",
            "All right, let's not worry about that.",
        ),
        "declined": (
            "I'd love to hear your own take. Even a guess helps.",
            "There's no harm in guessing here. What would you say yourself?",
            "Whatever comes to mind is fine. How would you think about it?",
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
            "Thanks.",
            "Noted.",
            "Okay, thanks.",
            "All right, thanks.",
        ),
        "passed": (
            "Then start here.",
            "Try a piece of it.",
            "Then let me ask it differently.",
            "Take it in smaller steps.",
            "Try it from this side.",
            "Then answer this.",
        ),
        "heard": (
            "I'm not done with this one.",
            "More on this.",
            "Let's go further.",
            "Stay with this one.",
            "There's more to ask here.",
            "One more on this.",
        ),
        "left": (
            "Then we'll leave that one open.",
            "So that one stays open.",
            "I'll put that down as open.",
            "All right, no answer.",
            "All right, let's not spend more time on it.",
            "Fair enough. On we go.",
        ),
        "declined": (
            "I'm asking you. What do you think?",
            "I want your own answer. Guess if you have to.",
            "Nobody else is here to ask. What would you say?",
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
