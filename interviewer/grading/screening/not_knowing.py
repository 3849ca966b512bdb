"""The ways of saying that one doesn't know: the one list that the grader and the reader of intents share.

To have another way recognised, add a phrase to the kind that it belongs to, or a word to one of the parts below: for the
kind of phrase, and not for the one message that was missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.text.alternatives import any_of


@dataclass(frozen=True, kw_only=True)
class NotKnowing:
    """Phrases that say so in one way.

    Attributes:
        why: What they have in common.
        phrases: ``(a|b)`` is one of these, ``[a|b]`` one of these or nothing.
        alone: They say nothing only where they are all that is said; within a sentence they may say something.
    """

    why: str
    phrases: tuple[str, ...]
    alone: bool = False


_NOT = "(don't|do not|donot|do n't|can't|cannot|can not|cannt|can nt)"
_KNOW = "(know|remember|recall|say|tell|understand|answer)"
_IT = "[about] [that|this|it|the answer|the question] [to that|to this|to it] [one|question]"
_ABOUT_IT = "[at all|about that|about this|about it|on that|on this|on it|here]"
_HAVE = "[i|i have|i've|i 've] [got]"
_HAVE_NOT = (
    "[i] (haven't|have not|havent|haven't got|have not got|ain't got|don't have|do not have|dont have|hadn't|had not)"
)
_LEAST = "(faintest|slightest|foggiest|remotest|vaguest)"
"""What an idea is if somebody has none. It can come without its noun: "haven't the foggiest"."""
_NO = "(no|zero)"
_WHOLLY = "[absolutely|literally|honestly|really|truly|genuinely|just|simply|completely|totally]"

NOT_KNOWING: tuple[NotKnowing, ...] = (
    NotKnowing(
        why="Says outright that one doesn't know or remember.",
        phrases=(
            f"i [really|honestly|just] {_NOT} [really|even|actually|quite] {_KNOW} [anything|much] {_IT}",
            "idk",
            "dunno",
        ),
    ),
    NotKnowing(
        why="Has no idea, counted in whatever way.",
        phrases=(
            f"{_HAVE} {_WHOLLY} {_NO} [earthly|real|actual] (idea|clue|ideas|clues) {_ABOUT_IT}",
            f"{_HAVE_NOT} (a|any|the|one) [single] [{_LEAST[1:-1]}] (idea|clue) {_ABOUT_IT}",
            f"{_HAVE_NOT} (the|a) {_LEAST}",
            f"not (a|the|one) [single] [{_LEAST[1:-1]}] (idea|clue) {_ABOUT_IT}",
            f"not the {_LEAST}",
        ),
    ),
    NotKnowing(why="Never met it.", phrases=("[i|i have|i've|i 've] never heard [of] (that|this|it) [before]",)),
    NotKnowing(
        why="Is not sure.", phrases=("[i'm|i am] not [really|too] sure [about that|about this|about it] [one]",)
    ),
    NotKnowing(
        why="Is stuck.",
        phrases=(
            "(i'm|i am) [a bit|really|totally|completely] (stuck|lost) [here|on this|on that|on it|on this one]",
            "(i'm|i am) (blanking|drawing a blank) [here]",
            "my mind (is|went|has gone) blank",
        ),
    ),
    NotKnowing(why="Does not follow.", phrases=(f"i [really|honestly|just] {_NOT} get [any of] (this|that|it)",)),
    NotKnowing(
        why="Gives up, or lost the question.",
        phrases=(
            "i (don't|do not) have (an|any|the) answer [here]",
            "i (give up|forgot|missed) [that|this|it|the question]",
            "i lost the question",
            "[it] beats me",
        ),
    ),
    NotKnowing(
        why="Could not say.",
        phrases=(
            "i (wouldn't|would not|couldn't|could not) (know|say|tell you|tell)",
            "i (can't|cannot|can not) (tell you|think of anything|think of any|help you there|come up with anything)",
            "(search me|not sure|nothing comes to mind|i don't know that one)",
        ),
        alone=True,
    ),
    NotKnowing(
        why="Never learnt it.",
        phrases=(
            "[i'm|i am] not familiar with (that|this|it|those|that one|this one)",
            "i (haven't|have not|never) (heard of|come across|came across|seen|learned|learnt|studied) (that|this|it) [before]",
            "[that's|that is|this is] (beyond me|over my head|not something i know)",
        ),
        alone=True,
    ),
    NotKnowing(
        why="Says it without a subject, or with another word before.",
        phrases=(
            f"{_NOT} (know|remember|recall|say|tell) [that|this|it|the answer] [one]",
            "i (simply|just|really|honestly|genuinely|actually) (don't|do not) know [it|that|this]",
        ),
        alone=True,
    ),
)
STUCK_PHRASES = tuple(phrase for way in NOT_KNOWING if not way.alone for phrase in way.phrases)
"""Phrases that say so even at the start of a longer sentence: "no idea about flows"."""
WHOLE_PHRASES = tuple(phrase for way in NOT_KNOWING for phrase in way.phrases)
"""All of them, as the whole of a message."""
BARE_PHRASES = ("pass", "no", "nope", "nothing")
"""These say nothing only if they are the whole answer."""

ADDRESSED = (
    "mate",
    "man",
    "dude",
    "bro",
    "buddy",
    "pal",
    "boss",
    "sir",
    "ma'am",
    "my friend",
    "guys",
    "lol",
    "haha",
    "hahaha",
)
"""Whom one speaks to, and a laugh: these change nothing about what is said, and may follow a request as well."""
DRESSING = any_of(
    "honestly, to be (?:completely |totally |quite )?honest(?: with you)?, tbh, in all honesty, frankly, really, sadly, unfortunately, "
    "i['’]?m (?:so )?(?:afraid|sorry), sorry, sorry about that, actually, i must (?:say|admit|confess), i have to (?:say|admit), "
    "i admit, at all, whatsoever, right now, at the moment, off (?:the top of )?my head, (?:on|about|for|with) (?:that|this|it)(?: one)?, "
    f"here, hm+, um+, uh+, well, oh, ok(?:ay)?, so, no, but, yeah, really not, i think, i guess, then, {', '.join(ADDRESSED)}"
)
"""Words around "I don't know" that say nothing either: "No idea, honestly.", "No idea, mate.", "I'm afraid I wouldn't know."."""


def phrase_pattern(phrases: Iterable[str]) -> str:
    """A regular expression for any of some phrases, in one non-capturing group.

    Args:
        phrases: In the notation of :class:`NotKnowing`. Apostrophes may be typographic or left out.
    """
    return f"(?:{'|'.join(_one_phrase(phrase) for phrase in phrases)})"


def _one_phrase(phrase: str) -> str:
    out, gap = "", ""
    for token in re.findall(r"\[[^\]]*\]|\([^)]*\)|\S+", phrase):
        words = re.escape(token.strip("[]()")).replace(r"\|", "|").replace(r"\ ", r"\s+").replace("'", "['’]?")
        if not token.startswith("["):
            out, gap = f"{out}{gap}(?:{words})", r"\s+"
        elif gap:
            out += f"(?:{gap}(?:{words}))?"
        else:
            out += rf"(?:(?:{words})\s+)?"
    return out


STUCK = phrase_pattern(STUCK_PHRASES)
"""Pattern of a candidate who is stuck, to be matched in any case and built into larger patterns."""
