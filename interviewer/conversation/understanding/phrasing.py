"""The building blocks of phrasings: shared parts, and what may come before and after any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interviewer.conversation.state.intents import Intent
from interviewer.grading.screening.not_knowing import ADDRESSED


@dataclass(frozen=True, kw_only=True)
class Phrasing:
    """The ways of saying one thing.

    Attributes:
        intent: The intent of a message that says it.
        why: What these phrases have in common, or why no answer matches them.
        templates: Alternatives; a message matches any one.
    """

    intent: Intent
    why: str
    templates: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A part that phrasings share.

    Attributes:
        why: What it stands for, or why it is this wide or this narrow.
        templates: Alternatives, in the notation of ``notation.py``.
    """

    why: str
    templates: tuple[str, ...]


SLOTS: Mapping[str, Slot] = {
    "softly": Slot(
        why="Words that make a request polite and mean nothing by themselves.",
        templates=("(please|maybe|perhaps|possibly|just|kindly|also|simply|really|rather|be able to)",),
    ),
    "ask": Slot(
        why="How a request opens. Not by a bare 'I would' or 'we should': so does advice on what to do with a network.",
        templates=(
            "(can|could|would|will|may|might|shall|should) (you|i|we) [<softly>] [<softly>]",
            "[do you|would you] mind [if (i|we)] [<softly>]",
            "(is|would) it [be] (ok|okay|possible|fine|alright) [if (i|we|you)|to]",
            "do you think (you|i|we) (could|can)",
            "[is there] any (chance|way) [of|for] [(i|we|you) (can|could)]",
            "(how|what) about [i|we|you]",
            "why don't (i|we|you)",
            "(i'll|i will) [<softly>]",
            "(i'd|i would) [<softly>] (like|love|prefer|appreciate) [you] [to] [<softly>]",
            "(i'd|i would) rather [<softly>]",
            "i [<softly>] (want|wanna|need|have) [you] [to] [<softly>]",
            "i (could|can) (use|do with)",
            "i'm (going to|gonna)",
            "(let's|let us|let me) [<softly>]",
            "[<softly>] (do you have|have you got|is there|got)",
            "<softly> [<softly>]",
        ),
    ),
    "let-me": Slot(
        why="What candidates ask for themselves. Without 'I would', which tells what one does with a network.",
        templates=(
            "(let me|i'll) [<softly>]",
            "(can|could|may|might) i [<softly>]",
            "i [<softly>] (want|wanna|need) to",
            "(i'd|i would) [<softly>] (like|love|prefer) to",
        ),
    ),
    "wish": Slot(
        why="How a wish to leave opens. Narrower than <ask>: the end of an interview cannot be taken back.",
        templates=(
            "(let's|let us|please)",
            "(can|could|may|shall|should) we [<softly>]",
            "(can|could|may) i [<softly>]",
            "i think we (can|could|should|have to|need to)",
            "i [<softly>] (want|wanna|need|have|wish) to",
            "(i'd|i would) [<softly>] (like to|love to|prefer to|rather)",
        ),
    ),
    "it": Slot(
        why="What can be said again: the question, by any of its names.",
        templates=(
            "(that|it|this)",
            "(the|your|that|this) [last|whole|full|original|current] (question|part|prompt|one|task)",
            "what you [just] (said|asked)",
        ),
    ),
    "one": Slot(
        why="The question that is open. Asked for after verbs such as *skip*, or 'skip connections' would match.",
        templates=("(this|that|it) [one|question]", "the question"),
    ),
    "number": Slot(
        why="The number of a question.",
        templates=("[no|number] (1|2|3|4|5|6|7|8|9|10|one|two|three|four|five|six|seven|eight|nine|ten)",),
    ),
    "nth": Slot(
        why="The place of a question.",
        templates=("[very] (first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th)",),
    ),
    "earlier": Slot(
        why="The question before the one that is open.",
        templates=(
            "(the|my|your) (last|previous|skipped|earlier|other|prior|former) (one|question)",
            "the (one|question) (before|i skipped|i [just] had|we [just] had|i was on|we were on|you [just] asked [me] before|from before)",
            "the (one|question) (i|we) (skipped|left|passed on)",
            "(the|that) (one|question) (on|about) ...",
            "what (i|we) (skipped|left)",
            "[the] (question|q) <number>",
            "(q1|q2|q3|q4|q5)",
            "(the|my|your) <nth> question [again|of all]",
        ),
    ),
    "by-mistake": Slot(
        why="Says that something was not meant.",
        templates=(
            "((by|per) (accident|mistake)|accidentally|unintentionally|inadvertently|mistakenly|without meaning to)",
        ),
    ),
    "again": Slot(
        why="A second time.",
        templates=("[to me|for me|by me] (again|once more|one more time|a second time|another time)",),
    ),
    "hint": Slot(
        why="Names for a hint.", templates=("(hint|hints|clue|clues|tip|tips|nudge|nudges|pointer|pointers)",)
    ),
    "here": Slot(
        why="Where the candidate is in trouble.",
        templates=("here", "(on|with|for|about) (this|that|it) [one|question] [here]"),
    ),
    "answer": Slot(
        why="What the interviewer would accept.",
        templates=("[the|your] [right|correct|full|reference|model|expected|whole|ideal] (answer|solution)",),
    ),
    "minutes": Slot(
        why="Minutes, counted.",
        templates=("(a couple [of]|a few|two|three|five|ten|fifteen|2|3|5|10|15) (minutes|minute|mins|min)",),
    ),
    "moment": Slot(
        why="A short time.",
        templates=(
            "<minutes>",
            "(a|one|some|another) [little|few|short|bit of|couple of] [more] (moment|moments|second|seconds|time)",
            "(a|one|some|another) [little|few|short|couple of] [more] (sec|secs|minute|minutes|min)",
            "[some|a bit|a little] more time",
        ),
    ),
    "very": Slot(
        why="How much: makes no difference to what is said.",
        templates=("(a bit|a little|really|totally|completely|very|quite|so|just|kind of)",),
    ),
    "good": Slot(
        why="A remark on the question, by itself or before something else.",
        templates=(
            "[that's|that is|this is|it's] [a] [<very>] [a] "
            "(good|great|nice|interesting|hard|tough|tricky|difficult|fair) (question|one)",
        ),
    ),
    "my-answer": Slot(
        why="What the candidate said, and may want to take back.",
        templates=("(my|that|the) [last|previous|whole|first] answer", "what i [just] said"),
    ),
    "take-back": Slot(
        why="Words that withdraw an answer. The one that replaces it may follow in the same message.",
        templates=(
            "[actually] (scratch|strike|ignore|forget|disregard|never mind|nevermind) what i [just] said",
            "[actually] (scratch|strike) that",
            "i take (that|it) back",
        ),
    ),
    "is-done": Slot(
        why="Words that close an answer, by themselves or at its end.",
        templates=("(that|this|that's|this is) [is|was|would be] ((my|the) [final|whole|full] answer|all|it)",),
    ),
    "think-aloud": Slot(
        why="Says that what follows is no finished answer.",
        templates=("[let me|i'll|i will|i'm|may i|can i] [just] (think|thinking) (aloud|out loud)",),
    ),
}

HESITATIONS = (
    "(ok|okay|well|sorry|please|so|then|but|and|hey|hi|hello|thanks|thank you|excuse me)",
    "(hm|hmm|hmmm|hmmmm|um|umm|ummm|uh|uhh|uhm|er|err|erm|ah|ahh|oh|ohh|oops|whoops)",
    "(alright|all right|actually|actually no|honestly|great|cool|wow|yeah|wait|no wait|hold on|hang on|no worries|i think|i guess|i'm afraid)",
)
"""Hesitation and courtesy: allowed before a guess too."""
OPENERS = (
    *HESITATIONS,
    "<good>",
    # an excuse for what is asked next
    "i (zoned out|got distracted|lost track|lost my train of thought|wasn't listening|need to think about (it|this))",
    "i (missed|didn't catch|didn't hear|didn't get) (that|it|the question)",
    "[this [one|question] is|this one's|that is|that's|it is|it's] [just] (too|way too|far too|much too) "
    "(hard|difficult|tough|tricky|easy|vague|broad|advanced|complicated|specific|much) [for me]",
    # a reason for taking an answer back
    "(that|it) (was|is|wasn't|isn't) [not] [quite] (wrong|right)",
    "(that's|that was) [not] [quite] (wrong|right|what i meant)",
    "i (got that wrong|made a mistake)",
)
"""Allowed before any phrase, one after another."""
CLOSERS = (
    "(please|thanks|thank you|for me|now|then|actually|instead|sorry|though|i think|i guess)",
    "if (that's|it's|that is) (ok|okay|alright|possible)",
    "if (possible|you don't mind|i may|you can)",
    f"({'|'.join(ADDRESSED)})",
)
"""Allowed after any phrase, one after another."""
