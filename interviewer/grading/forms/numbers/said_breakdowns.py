"""Edits counted kind by kind, "2 substitutions, 1 insertion and 1 deletion", and the totals that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.forms.maths.number_words import SMALL_NUMBER, in_digits
from interviewer.grading.forms.stance import stood_by
from knowledge.text.alternatives import any_of, table

_KIND = any_of(
    "substitutions?, replacements?, insertions?, deletions?, additions?, removals?, exchanges?, swaps?, "
    "substitutes?, inserts?, deletes?"
)
_COUNT = (
    rf"(?:{SMALL_NUMBER}|no)\s+(?:more\s+)?(?:(?:letter|character|single)[\s-]+)?{_KIND}(?:\s*\([^()\n]{{0,60}}\))?"
)
_JOINED = r"(?:\s*,\s*(?:and\s+|plus\s+|then\s+)?|\s*[+&/]\s*|\s+(?:and(?:\s+(?:then|also|another))?|plus|with|as\s+well\s+as)\s+)"
_BREAKDOWN = table(
    (
        rf"(?<![\w.])(?P<list>{_COUNT}(?:{_JOINED}{_COUNT}|{_JOINED}{SMALL_NUMBER}\s+(?:more|others?)\b){{1,5}})(?!\w)",
        "two substitutions and two deletions",
    ),
)
"""Matches two or more kinds of edits with their numbers, one after the other."""
_PART = table((rf"(?P<number>{SMALL_NUMBER}|no)\s+(?P<kind>(?:more\s+)?[a-z]+)", "two deletions"))
"""Matches one of them."""
_IN_ALL = r"(?:in\s+(?:total|all)|altogether|together)"
_TOTAL_BEFORE = table(
    (
        rf"(?:\b(?:is|are|of|takes?|needs?|costs?|gets?|makes?|total|distance|answer|:|=)\s*)(?P<total>{SMALL_NUMBER})",
        "It takes 6:",
    ),
    (
        rf"\b(?P<counted>{SMALL_NUMBER})\s+(?:\w+\s+)?(?:edits?|operations?|changes|steps|moves)",
        "5 edits:",
    ),
    after=rf"(?:\s+{_IN_ALL})?\s*(?:[:(=–—-]|,|\b)\s*(?:(?:namely|that\s+is|i\.e\.|with|which\s+are|made\s+up\s+of|as)\s*,?\s*)?$",
)
"""The total of what follows at once."""
_TOTAL_AFTER = table(
    (
        r"\s*[,;:.)]?\s*(?:"
        + any_of(
            r"=, →, ->, so, hence, thus, therefore, and, that, which, this, it, is, are, 's, makes?, gives?, comes?\s+to, "
            rf"adds?\s+up\s+to, the, total, distance, of, {_IN_ALL}"
        )
        + rf"\s*)+(?P<total>{SMALL_NUMBER})(?!\s*(?:[-+*/=]|{_KIND}|letters?\b|characters?\b|of\b))\b",
        "that makes 4",
    ),
)
"""The total of what came right before."""
_DO = any_of(r"do, suffice, work, be\s+(?:enough|possible|sufficient)")
_ENOUGH = any_of(
    rf"(?:would|could|might|may|can|will)\s+(?:also\s+|already\s+|even\s+)?{_DO}\b, "
    r"(?:is|are)\s+(?:also\s+|already\s+|really\s+)?(?:enough|possible|sufficient)\b, suffices?\b"
)
_UNDERCUT = table(
    (
        rf"\b(?P<number>{SMALL_NUMBER})\s+(?:(?:edits?|operations?|steps?|changes?|moves?)\s+)?(?:{_ENOUGH})",
        "three would do",
    ),
    (
        r"\b(?:can|could|might|may)\s+(?:also\s+|even\s+)?(?:be\s+done|do\s+it|get\s+there|manage)\s+(?:in|with|by)\s+(?:only\s+|just\s+)?"
        rf"(?P<done>{SMALL_NUMBER})\b",
        "it can be done in 3",
    ),
)
"""Fewer edits that are said to be enough."""
_OTHER_RULES = re.compile(
    r"\b(?:if|unless|allow\w*|swaps?|swapping|transpos\w+|damerau|hamming|not|n['’]t|nor|never|for)\b|n['’]t\b", re.I
)
"""With these fewer edits may well be enough, of another kind or for other words; or they are denied."""


@dataclass(frozen=True)
class Breakdown:
    """Edits counted kind by kind: ``text[start:end]``, and how many they are together."""

    start: int
    end: int
    total: int


def breakdowns(text: str) -> Iterator[Breakdown]:
    """The places of a text where edits of different kinds are counted one after the other."""
    for match in _BREAKDOWN.finditer(text):
        parts = list(_PART.finditer(re.sub(r"\([^()\n]*\)", "", match["list"])))
        kinds = {part["kind"].lower().rstrip("s") for part in parts}
        numbers = [0 if part["number"].lower() == "no" else int(in_digits(part["number"])) for part in parts]
        if len(kinds) > 1 and numbers != [1, 1]:  # "one insertion and one deletion" may say what one substitution is
            yield Breakdown(match.start(), match.end(), sum(numbers))


def counted_together(text: str, unit: str) -> str:
    """The text with such counts as one number of edits; its length stays the same."""
    for found in breakdowns(stood_by(text)):
        written = f"{found.total} {unit}"
        if len(written) <= found.end - found.start:
            text = text[: found.start] + written.ljust(found.end - found.start) + text[found.end :]
    return text


def false_total(answer: str) -> tuple[str, str]:
    """A total that the edits counted next to it do not add up to, as a sentence, with the words that give it; else "", ""."""
    heard = stood_by(answer)
    for found in breakdowns(heard):
        before = _TOTAL_BEFORE.search(heard[max(0, found.start - 80) : found.start])
        after = _TOTAL_AFTER.match(heard[found.end : found.end + 80])
        said = (before["total"] or before["counted"]) if before else after["total"] if after else None
        if said is not None and int(in_digits(said)) != found.total:
            return (
                f"The edits that you count are {found.total} together, not {in_digits(said)}.",
                answer[found.start : found.end].strip(),
            )
    return "", ""


def is_undercut(answer: str, fewest: float) -> bool:
    """Whether an answer says that fewer edits than the fewest would be enough: it gives the number, but not as the least."""
    heard = stood_by(answer)
    return any(
        0 < int(in_digits(match["number"] or match["done"])) < fewest
        and not _OTHER_RULES.search(_sentence(heard, match))
        for match in _UNDERCUT.finditer(heard)
    )


def _sentence(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, match.start()) for mark in ".;\n") + 1
    end = re.search(r"[.;\n]|$", text[match.end() :])
    return text[start : match.end() + (end.start() if end else 0)]
