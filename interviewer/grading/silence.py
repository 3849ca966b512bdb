"""Whether an answer is empty or only says that the candidate does not know.

This is the one list of such phrases. ``conversation.intent`` builds on it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOT = "(don't|do not|donot|do n't|can't|cannot|can not|cannt|can nt)"
_KNOW = "(know|remember|recall|say|tell|understand|answer)"
_IT = "[about] [that|this|it|the answer|the question] [to that|to this|to it] [one|question]"
STUCK_PHRASES = (
    f"i [really|honestly|just] {_NOT} {_KNOW} [anything|much] {_IT}",
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
_BARE_PHRASES = ("pass", "no", "nope", "nothing")
"""These say nothing only if they are the whole answer."""
_OPENERS = r"(?:(?:sorry|hmm+|um+|uh+|well|honestly|ok(?:ay)?|so|no|but)[,.!\s]*)*"
_CLOSERS = r"(?:[,\s]+(?:sorry|actually|i['’]?m afraid))?[\s.!…]*"


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


def says_nothing(text: str) -> bool:
    """Whether an answer is empty or only says that the candidate does not know."""
    return not any(char.isalnum() for char in text) or bool(_NOTHING_SAID.match(text.strip()))


def blanked(text: str) -> str:
    """A text with paragraphs that say nothing replaced by spaces; all other characters keep their positions.

    A paragraph is one message. "idk" followed by an answer is an answer, and so is an answer followed by "idk"; read
    together, the "idk" would look like doubt about the answer. A "no" may be the answer, so it stays.
    """
    return _PARAGRAPH.sub(lambda found: " " * len(found[0]) if _IS_STUCK.match(found[0]) else found[0], text)


_IS_STUCK = re.compile(rf"^{_OPENERS}(?:{STUCK}){_CLOSERS}$", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\S.*?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
