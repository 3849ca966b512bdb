"""The place that an answer says an item has, or keeps."""

from __future__ import annotations

import re

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.numerals import ORDINALS
from interviewer.grading.forms.rankings.ranking_words import NEXT_TO_LAST
from interviewer.grading.forms.rankings.said_rankings import said_ranking
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import sentences
from knowledge.text.alternatives import table

_NOT_KEPT = re.compile(r"(?:\b(?:not|never|cannot|no longer)|n['’]t)\s+(?:\w+\s+)?(?:stays?|remains?|keeps?)\b", re.I)
"""Matches words by which a place is not kept."""
_COMES_TO = table(
    ("becomes?", "becomes second."),
    (r"(?:moves?|rises?|jumps?|climbs?|drops?|falls?|goes)\s+(?:up\s+|down\s+)?to", "moves up to second."),
    before=r"\b",
    after=rf"\s+(?:the\s+)?({'|'.join(ORDINALS)}|last)\b",
)
"""Matches the place that an item comes to."""
_NEXT_TO_LAST = re.compile(NEXT_TO_LAST, re.I)
_RANK = r"(?:rank(?:ing)?|place|position|spot)"
_KEEPS_RANK = table(
    (
        rf"{_RANK}(?:\s+of\s+\w+)?\s+(?:(?:does|do|did|will|would)(?:n['’]t|\s+not)\s+(?:change|move)"
        r"|(?:stays?|remains?|is)\s+(?:exactly\s+)?(?:the\s+same|unchanged|where\s+it\s+(?:is|was)|as\s+it\s+(?:is|was)))",
        "its rank does not change",
    ),
    (rf"(?:keeps?|stays?\s+in|remains?\s+in)\s+(?:its|the\s+same)\s+(?:old\s+)?{_RANK}", "keeps its rank"),
    (rf"no\s+change\s+(?:in|of|to)\s+(?:its\s+|the\s+)?{_RANK}", "no change in rank"),
    before=r"\b",
    after=r"\b(?!\s+(?:much|a\s+lot|by|for|until|as\s+long))",
)
"""Matches words that a rank is kept, without a number."""
_BEGINS_ANEW = re.compile(r"\W*(?:no|wait|actually)\b", re.I)
"""Matches the beginning of a sentence that corrects the one before."""
_OPEN = re.compile(r"\b(?:if|unless|whether|or|but|may|might|could|perhaps|almost|first|when|would\s+have)\b|\?", re.I)
"""With one of these it may be kept only in some case, or something else is said of it, too."""
LAST = 99
"""Stands for the last place, whatever its number."""


def place_finding(criterion_id: str, item: str, place: int, answer: str, count: int = 0) -> Finding | None:
    """The verdict on the place that an answer says an item keeps; None if it names none.

    Args:
        count: How many items there are; 0 if that is not known.
    """
    found: Finding | None = None
    heard = stood_by(answer[:8000], denials=False)
    before_last = next((word for word, n in ORDINALS.items() if n == count - 1), "next to last")
    for sentence in sentences(heard):
        quote = sentence.of(answer).strip()
        words = _NEXT_TO_LAST.sub(before_last, sentence.of(heard))
        ordinals = [ORDINALS[w] for w in re.findall(r"\b[a-z0-9]+\b", words.lower()) if w in ORDINALS]
        if re.search(r"\blast\b", words, re.I):
            ordinals.append(LAST)
        ordinals += [
            int(n)
            for n in re.findall(r"\b(?:rank|place|position|spot|number|no\.)\s+(?:number\s+)?(\d)\b", words, re.I)
        ]
        others = {name for name in _all_items(item) if name != item and name.lower() in words.lower()}
        if not others and (before_after := _from_and_to(words, ordinals)):
            found = _of_change(criterion_id, item, place, before_after, quote)
            continue
        keeps = re.search(
            r"\b(?:stays?|remains?|still|keeps?|unchanged|no change|same|again|(?:not|n't) (?:change|move))\b",
            words,
            re.I,
        )
        moves = re.search(
            r"\b(?:becomes?|rises?|jumps?|moves? (?:up|down|to)|climbs?|drops?|falls?|overtakes?|now|goes (?:up|down) to|passes)\b",
            words,
            re.I,
        )
        denied = re.search(r"\b(?:not|never|no)\b|n't\b", words, re.I)
        named = item.lower() in words.lower() or re.search(
            r"\bit (?:becomes|moves|rises|jumps|climbs|drops|falls)", words, re.I
        )
        order = said_ranking(words, _all_items(item), 2).places
        if keeps and order.get(place) == item:
            ordinals.append(place)
        if _keeps_rank(words, item) and not ordinals:
            found = Finding(criterion_id, "met", f"{item} keeps place {place}, as computed.", quote)
            continue
        about = item.lower() in words.lower() or re.search(r"\bit\b|\brank\b|\bplace\b", words, re.I)
        if not about or not ordinals:
            continue
        if keeps and (_NOT_KEPT.search(words) or _comes_elsewhere(words, place)):
            found = None  # denied, or both at the same time: the words must decide
            continue
        if keeps and place in ordinals:
            found = Finding(criterion_id, "met", f"{item} keeps place {place}, as computed.", quote)
        elif moves and named and place not in ordinals and _BEGINS_ANEW.match(words):
            found = None  # "no, it becomes third" takes back what was said, and is for a reader
        elif moves and not denied and not keeps and ordinals[-1] != place and named:
            reason = f"You put {item} in {_nth(ordinals[-1])}; computed, it keeps place {place}."
            found = Finding(criterion_id, "not_met", reason, quote, contradicted=True)
    return found


def _keeps_rank(words: str, item: str) -> bool:
    """Whether a sentence says that an item keeps its rank, without saying which one that is."""
    others = {name for name in _all_items(item) if name != item and re.search(rf"\b{name}\b", words, re.I)}
    return bool(_KEEPS_RANK.search(words)) and not others and not _OPEN.search(words)


def _from_and_to(words: str, ordinals: list[int]) -> tuple[int, int] | None:
    """The places before and after, where a sentence gives both: "it goes from fourth to third"."""
    if re.search(r"\b(?:not|if|would|could|might|may)\b|n't\s+(?:go|move|come)", words, re.I) or not ordinals:
        return None
    if (
        re.search(
            r"\b(?:goes|moves|rises|climbs|jumps|drops|falls)\s+(?:up\s+|down\s+)?from\s+(?:the\s+)?\S+(?:\s+\d)?\s+to\s+(?:the\s+)?\S+",
            words,
            re.I,
        )
        and len(ordinals) == 2
    ):
        return ordinals[0], ordinals[1]
    return None


def _of_change(criterion_id: str, item: str, place: int, change: tuple[int, int], quote: str) -> Finding:
    before, after = change
    if before == after == place:
        return Finding(criterion_id, "met", f"{item} keeps place {place}, as computed.", quote)
    reason = f"You say that {item} goes from {_nth(before)} to {_nth(after)}; computed, it keeps place {place}."
    return Finding(criterion_id, "not_met", reason, quote, contradicted=True)


def _comes_elsewhere(words: str, place: int) -> bool:
    return any(ORDINALS.get(match[1].lower(), LAST) != place for match in _COMES_TO.finditer(words))


def _all_items(item: str) -> tuple[str, ...]:
    """The items of a series, such as D1 to D9, if the name ends in a digit."""
    series = re.fullmatch(r"(.*?)\d", item)
    return tuple(f"{series[1]}{n}" for n in range(1, 10)) if series else (item,)


def _nth(place: int) -> str:
    return "the last place" if place == LAST else f"place {place}"
