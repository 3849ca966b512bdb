"""How the interviewer says that a point or a bonus was made, and how wordings vary between the feedbacks of an interview.

A grade is written without knowing the rest of the interview, so each of its remarks has the first wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from interviewer.grading.feedback import wordings
from interviewer.grading.remark import Kind, Remark
from interviewer.grading.rubric.short import done_in_short, fact_in_short
from interviewer.grading.text.quotation import is_code, quoted
from interviewer.grading.text.statement_quote import is_statement
from interviewer.grading.text.telling_part import telling_part
from interviewer.grading.text.words import content_words

POINT = (
    "{you} {quote}: that's one of the points I was hoping to hear.",
    "I was glad to hear {quote}.",
    "You made a good point here: {quote}.",
    "This belongs in a strong answer: {quote}.",
    "{you} {quote}, which is just what I was listening for.",
    "I was hoping for this one, and you got it: {quote}.",
    "You were right to bring this up: {quote}.",
    "What I liked here: {quote}.",
    "{quote} is a point worth making.",
    "That's right, and it matters here: {quote}.",
    "Yes, {quote} is part of what I had in mind.",
    "Good, you got this one: {quote}.",
)
BONUS = (
    "You get a bonus for adding {quote}.",
    "You went beyond the question with {quote}, which is a bonus.",
    "And there's a bonus for {quote}.",
    "I didn't ask for it, but you added {quote}: that's a bonus.",
    "{quote} goes beyond what I asked, so it's a bonus.",
    "By the way, you earned a bonus for {quote}.",
)
POINT_NAMED = (
    "You made this point: {claim}.",
    "I heard one of the points I was after: {claim}.",
    "Good, you got this one: {claim}.",
    "You got this across: {claim}.",
    "That's right: {claim}.",
    "You covered this: {claim}.",
)
BONUS_NAMED = (
    "You went further than I asked here, which is a bonus: {claim}.",
    "There's a bonus for this: {claim}.",
    "And you added something I didn't ask for, a bonus: {claim}.",
)
"""Said if the candidate's words are a fragment that states nothing by itself, such as "one half everywhere"."""
POINT_SHOWN = (
    "You {claim}.",
    "Good, you {claim}.",
    "I liked that you {claim}.",
    "Yes, you {claim}.",
)
BONUS_SHOWN = (
    "You {claim}. That's a bonus.",
    "I didn't ask for it, but you {claim}. That's a bonus.",
    "And a bonus, since you {claim}.",
)
"""Said of a fragment if the point states no fact either: "named a remedy: “clip it”"."""
BONUS_ALONE = (
    "One thing beyond the question did come up: {claim}. That's a bonus.",
    "You did bring up something that I didn't ask for: {claim}. That's a bonus.",
)
"""Said if nothing that was asked for was made: "you went beyond the question" would then be odd."""
POINT_UNSURE = (
    "If I heard you right, {quote} makes one of the points I was hoping to hear.",
    "As I understood you, {quote} makes a point that counts.",
    "I took {quote} as one of the points I wanted.",
)
BONUS_MEANS = "A bonus doesn't change your score: it shows that you know more than was asked."
BONUS_LEFT = "You didn't get to this one, but it goes beyond what was asked, so you lose nothing."
WAYS: Mapping[Kind, Sequence[str]] = MappingProxyType(
    {
        "said": ("{you} {quote}.",),
        "wanted": wordings.WANTED,
        "reference": tuple(f"{lead} {{claim}}" for lead in wordings.FROM_REFERENCE),
        "point": POINT,
        "point_named": POINT_NAMED,
        "point_shown": POINT_SHOWN,
        "point_unsure": POINT_UNSURE,
        "bonus": BONUS,
        "bonus_named": BONUS_NAMED,
        "bonus_shown": BONUS_SHOWN,
        "bonus_alone": BONUS_ALONE,
        "missing": wordings.MISSING,
        "first": wordings.FIRST,
        "half": wordings.HALF,
        "unsure": wordings.UNSURE,
        "none_made": wordings.NONE_MADE,
        "none_clear": wordings.NONE_CLEAR,
        "none_graded": wordings.NONE_GRADED,
        "touched": wordings.TOUCHED,
        "touched_graded": wordings.TOUCHED_GRADED,
        "all_made": wordings.ALL_MADE,
        "all_heard": wordings.ALL_HEARD,
    }
)
"""The wordings of a remark. ``{you}`` is "You said" or "You wrote"."""


def worded(kind: Kind, quote: str = "", claim: str = "") -> Remark:
    """A remark in its first wording.

    Args:
        quote: The candidate's words, verbatim: the rubric may say more than they did.
    """
    blank = Remark(kind, "", quoted(quote) if quote else "", is_code(quote), claim)
    return replace(blank, text=_filled(WAYS[kind][0], blank))


def point_made(quote: str, unsure: bool = False, claim: str = "") -> Remark:
    """That a point was made, in the candidate's own words, or the rubric's if those are no statement.

    Args:
        unsure: Whether the verdict may be wrong, which full praise would contradict.
        claim: The point; "" if only the quote can name it.
    """
    if unsure:
        return worded("point_unsure", telling_part(quote, claim))
    if claim and not is_statement(quote):
        fact = fact_in_short(claim)
        return worded("point_named", claim=fact) if fact else worded("point_shown", claim=_shown(quote, claim))
    return worded("point", telling_part(quote, claim))


def bonus_made(quote: str, claim: str = "", alone: bool = False) -> Remark:
    """That a bonus was earned; the other arguments are as for ``point_made``.

    Args:
        alone: Whether no point that counts was made.
    """
    states = not claim or is_statement(quote)
    fact = "" if states else fact_in_short(claim)
    if not states and not fact:
        return worded("bonus_shown", claim=_shown(quote, claim))
    if alone:
        return worded("bonus_alone", claim=fact or quoted(telling_part(quote, claim)))
    return worded("bonus_named", claim=fact) if fact else worded("bonus", telling_part(quote, claim))


def _shown(quote: str, claim: str) -> str:
    """What a candidate did, with the words that did it, unless these say no more: "named mode collapse"."""
    done = done_in_short(claim)
    return done if content_words(quote) <= content_words(done) else f"{done}: {quoted(quote)}"


def made_again(claim: str, bonus: bool = False) -> Remark:
    """That words which were quoted already, as right or as wrong, also make a point or a bonus."""
    fact = fact_in_short(claim)
    if bonus:
        told = (
            f"There's a bonus for this, too: {fact}." if fact else f"You also {done_in_short(claim)}, which is a bonus."
        )
        return Remark("bonus_again", told)
    told = f"Those words do get this right, though: {fact}." if fact else f"You {done_in_short(claim)} there, though."
    return Remark("point_again", told)


def retold(feedbacks: Iterable[Sequence[Remark]]) -> tuple[str, ...]:
    """The feedbacks of an interview in their order, with varied wordings; what a bonus means is said once.

    The wordings of a remark start over once all were used.
    """
    used: Counter[Kind] = Counter()
    out = []
    for remarks in feedbacks:
        explained = used["bonus_means"]
        left = [remark for remark in remarks if remark.kind != "bonus_means" or not explained]
        out.append(_told(left, used))
    return tuple(out)


def _told(remarks: Sequence[Remark], used: Counter[Kind]) -> str:
    """One feedback, in which a second quote or a second sentence of the reference does not start like the first."""
    texts, addressed, references = [], False, 0
    for remark in remarks:
        ways, turn = WAYS.get(remark.kind, ()), used[remark.kind]
        used[remark.kind] += 1
        if not ways:
            texts.append(remark.text)
            continue
        if remark.kind == "reference":
            way, references = ways[min(references, len(ways) - 1)], references + 1
        else:
            way = ways[turn % len(ways)]
        texts.append(_filled(way, remark, "You also" if addressed else "You"))
        addressed = addressed or way.startswith("{you}")
    return " ".join(texts)


def _filled(way: str, remark: Remark, you: str = "You") -> str:
    return way.format(you=f"{you} {'wrote' if remark.code else 'said'}", quote=remark.quote, claim=remark.claim)
