"""How the interviewer says that a point or a bonus was made, in several wordings.

A grade is written without knowing the rest of the interview, so it always has the first wording. ``retold`` then gives each
feedback of an interview another one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading import wordings
from interviewer.grading.quotation import is_code, quoted

POINT = (
    "{you} {quote}: that's one of the points I was hoping to hear.",
    "I was glad to hear {quote}.",
    "You made a good point here: {quote}.",
    "This belongs in a strong answer: {quote}.",
    "{you} {quote}, and that counts.",
    "I was waiting for this one, and you had it: {quote}.",
    "You were right to bring this up: {quote}.",
    "What I liked here: {quote}.",
    "{quote} is a point worth making.",
    "You earned credit with {quote}.",
    "Yes, {quote} is part of what I had in mind.",
    "Good, you got this one: {quote}.",
)
BONUS = (
    "You get a bonus for adding {quote}.",
    "You went beyond the question with {quote}, which is a bonus.",
    "And there's a bonus for {quote}.",
    "I didn't ask for it, but you added {quote}: that's a bonus.",
    "{quote} goes beyond what I asked, so it's a bonus.",
    "A bonus, too: you brought up {quote}.",
)
POINT_UNSURE = (
    "If I heard you right, {quote} makes one of the points I was hoping to hear.",
    "As I understood you, {quote} makes a point that counts.",
    "I took {quote} as one of the points I wanted.",
)
POINT_AGAIN = "The same words also make one of the points I was hoping to hear."
BONUS_AGAIN = "The same words go beyond what I asked, too, which is a bonus."
"""Said if the words were already quoted in the same feedback."""
BONUS_MEANS = "A bonus doesn't change your score: it shows that you know more than was asked."
_YOU = r"(?P<you>You said|You wrote)"
_QUOTE = r"(?P<quote>“[^”]*”|`[^`]*`)"
_QUOTED = re.compile(r"(“[^”]*”|`[^`]*`)")
_YOU_SAID = re.compile(r"(?<!\S)You (?P<verb>said|wrote) \Z")
_ENDS = ".!?”`)"
_PRAISE = (POINT, BONUS, POINT_UNSURE)


def point_made(quote: str, unsure: bool = False) -> str:
    """That a point was made, in the candidate's own words: the rubric may say more than they did.

    Args:
        unsure: Whether the verdict may be wrong, which full praise would contradict.
    """
    return (POINT_UNSURE if unsure else POINT)[0].format(you=_you(quote), quote=quoted(quote))


def bonus_made(quote: str) -> str:
    """That a bonus was earned, in the candidate's own words."""
    return BONUS[0].format(quote=quoted(quote))


def retold(feedbacks: Sequence[str]) -> tuple[str, ...]:
    """The feedbacks of an interview in their order, each in words of its own; what a bonus means is said once.

    The wordings of a sentence start over once all were used.
    """
    out: list[str] = []
    praised = [0] * len(_PRAISE)
    told = [0] * len(wordings.EVERY)
    explained = False
    for feedback in feedbacks:
        text = feedback
        for n, ways in enumerate(_PRAISE):
            text, praised[n] = _reworded(text, ways, praised[n])
        for n, ways in enumerate(wordings.EVERY):
            text, told[n] = _otherwise(text, ways, told[n])
        text = _varied(text)
        if explained:
            text = text.replace(f" {BONUS_MEANS}", "")
        explained = explained or BONUS_MEANS in text
        out.append(text)
    return tuple(out)


def _reworded(text: str, wordings: Sequence[str], used: int) -> tuple[str, int]:
    """A text with each praise in the next wording, and how many were used by then."""

    def another(match: re.Match[str]) -> str:
        nonlocal used
        found = match.groupdict()
        used += 1
        return wordings[(used - 1) % len(wordings)].format(
            you=found.get("you") or _you(found["quote"]), quote=found["quote"]
        )

    first = re.escape(wordings[0]).replace(r"\{you\}", _YOU).replace(r"\{quote\}", _QUOTE)
    return re.sub(first, another, text), used


def _otherwise(text: str, ways: Sequence[str], used: int) -> tuple[str, int]:
    """The same for a sentence that quotes nothing; of one with a claim, what comes before the claim."""
    leads = [way.partition("{claim}")[0] for way in ways]
    pieces = _QUOTED.split(text)
    for n in range(0, len(pieces), 2):  # every other one is a quote
        before, found, after = pieces[n].partition(leads[0])
        if found and (not before.strip() or before.rstrip()[-1] in _ENDS):
            pieces[n] = f"{before}{leads[used % len(leads)]}{after}"
            used += 1
    return "".join(pieces), used


def _varied(text: str) -> str:
    """A feedback in which a second quote or a second sentence of the reference does not begin like the first."""
    pieces = _QUOTED.split(text)
    quoted_before, from_reference = False, 0

    def next_lead(_: re.Match[str]) -> str:
        nonlocal from_reference
        from_reference += 1
        return wordings.FROM_REFERENCE[min(from_reference, len(wordings.FROM_REFERENCE)) - 1]

    for n in range(0, len(pieces), 2):
        if n + 1 < len(pieces) and (you := _YOU_SAID.search(pieces[n])):
            if quoted_before:
                pieces[n] = f"{pieces[n][: you.start()]}You also {you['verb']} "
            quoted_before = True
        pieces[n] = re.sub(re.escape(wordings.FROM_REFERENCE[0]), next_lead, pieces[n])
    return "".join(pieces)


def _you(quote: str) -> str:
    return "You wrote" if is_code(quote) else "You said"
