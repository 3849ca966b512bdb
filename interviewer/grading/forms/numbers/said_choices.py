"""Which of two models an answer chooses: "so B", "I'd deploy model B", "B is the better one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grading.forms.stance import corrections, stood_by
from interviewer.grading.text.evidence import Segment, sentences
from knowledge.text.alternatives import any_of, shared, table

_CHOSEN = table(
    (
        r"\b(?i:choose|take|prefer|use|pick|deploy|recommend|go\s+(?:for|with)|so|hence|thus|therefore|is"
        r"|it['’]s)\s+(?:the\s+|model\s+)*(?P<first>[A-H])\b(?!\s*(?:has|needs|is|gets)\b)",
        "deploy model A",
    ),
    shared(
        r"\b(?:[Mm]odel\s+)?(?P<second>[A-H])\s+",
        ("wins", "A wins"),
        (r"is\s+(?:the\s+)?(?:better|ahead|lower|preferable)", "A is the better one"),
        (r"has\s+the\s+lower", "A has the lower"),
        after=r"\b",
    ),
    flags=re.NOFLAG,
)
_END = r"\s*(?:[.,;:!)]|$|\n|\b(?:since|because|as|for\s+deployment|in\s+production)\b)"
_SURELY_CHOSEN = table(
    shared(
        r"\b(?i:choose|take|prefer|use|pick|deploy|recommend|go\s+(?:for|with)|(?:choice|answer|winner|decision)\s+is)"
        r"\s+(?:the\s+|model\s+)*",
        (rf"(?P<first>[A-H])(?={_END})", "I'd deploy A."),
    ),
    (rf"\b(?i:so|hence|thus|therefore)\s*[,:]?\s+(?:the\s+|model\s+)*(?P<then>[A-H])(?={_END})", "So A."),
    (
        r"\b(?P<second>[A-H])\s+(?:wins|is\s+(?:clearly\s+|the\s+|much\s+|far\s+)*(?:better|preferable))\b",
        "A is the better one",
    ),
    flags=re.NOFLAG,
)
"""Matches only words that choose, and not those that merely compare: a wrong choice must be beyond doubt."""
_LIMITED = table(
    (r"\b(?:if|unless|when|where|only|would\s+(?:be|win)|could|might|may|depend\w*)\b", "if words are short"),
    (r"\b(?:but|although|though|however|while|whereas|yet|still|despite|otherwise|except)\b", "but per word"),
    (
        r"\b(?:short(?:er)?|below|under|fewer|at\s+(?:first|face)|glance|raw|naive\w*|seems?|looks?)\b",
        "for shorter words",
    ),
    (r"\b(?:not|never|wrong\w*|instead|rather|worse|tempt\w*)\b|n['’]t\b|\?", "I would not take it"),
    (
        r"\b"
        + any_of(
            r"perplexity, memory, speed, faster, slower, vocabulary, typos, robust\w*, unknown, latency, cheaper, smaller"
        )
        + r"\b",
        "A is better at typos",
    ),
)
"""Matches words with which a sentence may choose for some case, in some respect, or not at all."""


_GOES_ON = re.compile(
    r"\b(?:but|however|wait|unless|no|only|if|else|otherwise|though|although|provided|assuming)\b", re.I
)
"""Words behind a choice that may limit it or take it back."""
_COMPARED = re.compile(r"\b(?:than|over|against|vs\.?|versus|to|of|not|from)\s+(?:the\s+|model\s+)*$", re.I)


@dataclass(frozen=True)
class SaidChoice:
    """What an answer chooses, and the words that say it."""

    name: str
    quote: str


def choice_of(answer: str, names: Sequence[Sequence[str]]) -> SaidChoice | None:
    """The one that an answer calls better; None if it names none, or several.

    Args:
        names: The spellings of each one, its letter first.
    """
    heard = _lettered(stood_by(answer), names)
    chosen = list(_CHOSEN.finditer(heard))
    if len({match["first"] or match["second"] for match in chosen}) != 1:
        return None
    last = chosen[-1]
    return SaidChoice(last["first"] or last["second"], answer[last.start() : last.end()])


def sure_choice_of(answer: str, names: Sequence[Sequence[str]], quotes: Sequence[str]) -> SaidChoice | None:
    """The one that an answer chooses beyond doubt; None if there may be a condition, another respect or a second thought.

    Args:
        names: The spellings of each one, its letter first.
        quotes: What the choice rests on. A choice before all of them may be a first idea.
    """
    heard = _lettered(stood_by(answer), names)
    chosen = list(_SURELY_CHOSEN.finditer(heard))
    if len({_name(match) for match in chosen}) != 1 or any(corrections(answer)):
        return None
    last = chosen[-1]
    sentence = next((s for s in sentences(heard) if s.start <= last.start() < s.end), Segment(0, len(heard)))
    first_ground = min((place for quote in quotes if (place := answer.find(quote)) >= 0), default=len(answer))
    if sentence.end <= first_ground or _LIMITED.search(sentence.of(heard)):
        return None
    others = [name for name, *_ in names if name != _name(last)]
    for other in re.finditer(rf"(?<![\w'’])(?:{'|'.join(others)})(?![\w'’])", heard[last.end() :]):
        at = last.end() + other.start()
        if at >= sentence.end or not _COMPARED.search(heard[sentence.start : at]):
            return None
    if _GOES_ON.search(answer, last.end()):
        return None
    return SaidChoice(_name(last), answer[last.start() : last.end()])


def _name(match: re.Match[str]) -> str:
    return match["first"] or match["then"] or match["second"]


def _lettered(text: str, names: Sequence[Sequence[str]]) -> str:
    """The text with the letter of each one in place of its longer spellings; its length stays the same."""
    for letter, *spellings in names:
        for spelling in sorted(spellings, key=len, reverse=True):
            text = re.sub(rf"\b{re.escape(spelling)}\b", letter.rjust(len(spelling)), text, flags=re.I)
    return text
