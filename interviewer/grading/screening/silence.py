"""Whether an answer is empty or only says that the candidate does not know.

This is the one list of such phrases. ``conversation.understanding.intent`` builds on it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interviewer.grading.text.paragraphs import paragraphs

_NOT = "(don't|do not|donot|do n't|can't|cannot|can not|cannt|can nt)"
_KNOW = "(know|remember|recall|say|tell|understand|answer)"
_IT = "[about] [that|this|it|the answer|the question] [to that|to this|to it] [one|question]"
STUCK_PHRASES = (
    f"i [really|honestly|just] {_NOT} [really|even|actually|quite] {_KNOW} [anything|much] {_IT}",
    "[i|i have|i've|i 've] [got] [absolutely] no (idea|clue) [at all|about that|about this|about it|here]",
    "[i|i have|i've|i 've] never heard [of] (that|this|it) [before]",
    "[i'm|i am] not [really|too] sure [about that|about this|about it] [one]",
    "(i'm|i am) [a bit|really|totally|completely] (stuck|lost) [here|on this|on that|on it|on this one]",
    f"i [really|honestly|just] {_NOT} get [any of] (this|that|it)",
    "i (don't|do not) have (an|any|the) answer [here]",
    "(i'm|i am) (blanking|drawing a blank) [here]",
    "my mind (is|went|has gone) blank",
    "i (give up|forgot|missed) [that|this|it|the question]",
    "i lost the question",
    "[it] beats me",
    "idk",
    "dunno",
)
"""Ways of saying that one does not know. ``(a|b)`` is one of these, ``[a|b]`` one of these or nothing."""
_MORE_PHRASES = (
    "not (a|the foggiest|the slightest) [clue|idea]",
    "[i] (haven't|have not|havent|don't have|do not have|haven't got) (a|any|the) [faintest|slightest] (clue|idea)",
    "i (wouldn't|would not|couldn't|could not) (know|say|tell you|tell)",
    "i (can't|cannot|can not) (tell you|think of anything|think of any|help you there|come up with anything)",
    "[i'm|i am] not familiar with (that|this|it|those|that one|this one)",
    "i (haven't|have not|never) (heard of|come across|came across|seen|learned|learnt|studied) (that|this|it) [before]",
    "[that's|that is|this is] (beyond me|over my head|not something i know)",
    f"{_NOT} (know|remember|recall|say|tell) [that|this|it|the answer] [one]",
    "(search me|no clue|not sure|nothing comes to mind|i've no idea|i have no idea|i don't know that one)",
    "i (simply|just|really|honestly|genuinely|actually) (don't|do not) know [it|that|this]",
)
"""Further ways, which count only if nothing else is said: as part of a sentence they may mean something."""
_BARE_PHRASES = ("pass", "no", "nope", "nothing")
"""These count as saying nothing only if they are the whole answer."""
_OPENERS = r"(?:(?:sorry|h+m+|e+r+m*|u+m+|u+h+|well|honestly|ok(?:ay)?|so|no|but)[,.!\s]*)*"
_CLOSERS = r"(?:[,\s]+(?:sorry|actually|honestly|really|frankly|tbh|to be honest|i['’]?m afraid)){0,2}[\s.!…]*"


def phrase_pattern(phrases: Iterable[str]) -> str:
    """A regular expression for any of some phrases, in one non-capturing group.

    Args:
        phrases: In the notation of ``STUCK_PHRASES``. Apostrophes may be typographic or left out.
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
_NOTHING_SAID = re.compile(
    rf"^{_OPENERS}(?:{STUCK}|{phrase_pattern(_BARE_PHRASES)}|\?+){_CLOSERS}$",
    re.IGNORECASE,
)
_MORE = re.compile(phrase_pattern(_MORE_PHRASES), re.IGNORECASE)
MOST_DRESSED = 160
"""Characters of a message that is read without the words around "I don't know" (a judgement); a longer one says more than that."""
DRESSING = (
    r"honestly|to be (?:completely |totally |quite )?honest(?: with you)?|tbh|in all honesty|frankly|really|sadly|unfortunately"
    r"|i['’]?m (?:afraid|sorry)|sorry|sorry about that|actually|i must (?:say|admit|confess)|i have to (?:say|admit)|i admit"
    r"|at all|whatsoever|right now|at the moment|off (?:the top of )?my head|(?:on|about|for|with) (?:that|this|it)(?: one)?"
    r"|here|hm+|um+|uh+|well|oh|ok(?:ay)?|so|no|but|yeah|really not|i think|i guess|then"
)
"""Words around "I don't know" that say nothing either, as alternatives of a pattern: "No idea, honestly.", "I'm afraid I wouldn't know."."""
_FRONT = re.compile(rf"^\W*(?:(?:{DRESSING})\b[\s,.;:!?…–—-]*)+", re.IGNORECASE)
_BACK = re.compile(rf"(?:[\s,.;:!?…–—-]+(?:{DRESSING}))+\W*$", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Whether an answer is empty or only says, in any wording, that the candidate does not know."""
    return not _has_words(text) or _only(_NOTHING_SAID, text.strip())


def _only(silent: re.Pattern[str], text: str) -> bool:
    """Whether a text is a silent phrase from end to end, as it is or without the words around it."""
    if silent.match(text):
        return True
    if len(text) > MOST_DRESSED or "?" in text:
        return False
    bare = " ".join(text.split())
    ways = (bare, _BACK.sub("", bare), _FRONT.sub("", bare), _BACK.sub("", _FRONT.sub("", bare)))
    return any(silent.match(way) or _MORE.fullmatch(way.strip(" .!,…")) for way in ways if _has_words(way))


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def blanked(text: str) -> str:
    """A text with paragraphs that say nothing replaced by spaces; all other characters keep their positions.

    A paragraph is one message. "idk" followed by an answer is an answer, and so is an answer followed by "idk"; read
    together, the "idk" would look like doubt about the answer. A "no" may be the answer, so it stays.
    """
    for each in paragraphs(text):
        if _only(_IS_STUCK, each.of(text)):
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text


_IS_STUCK = re.compile(rf"^{_OPENERS}(?:{STUCK}){_CLOSERS}$", re.IGNORECASE)
