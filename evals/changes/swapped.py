"""Comparisons with their two sides swapped, and statements with their direction reversed. Both say the opposite.

The claim decides whether the side or the direction matters. A word that is not in the claim may be incidental, so it is not
changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from evals.changes.change import Change, ChangeMethod
from evals.changes.clauses import NEGATIVE
from evals.changes.verbs import words

SIDES: tuple[tuple[str, str], ...] = (
    ("encoder", "decoder"),
    ("training", "validation"),
    ("training", "test"),
    ("train", "test"),
    ("train", "val"),
    ("row", "column"),
    ("rows", "columns"),
    ("min", "max"),
    ("minimum", "maximum"),
    ("minimiser", "maximiser"),
    ("before", "after"),
    ("on-policy", "off-policy"),
    ("depthwise", "pointwise"),
    ("teacher", "student"),
    ("bias", "variance"),
    ("precision", "recall"),
    ("q-learning", "sarsa"),
    ("finite", "infinite"),
    ("l1", "l2"),
    ("generator", "discriminator"),
    ("query", "key"),
    ("frequent", "rare"),
    ("short", "long"),
    ("small", "large"),
    ("small", "big"),
    ("early", "late"),
    ("first", "last"),
    ("overfit", "underfit"),
    ("overfitting", "underfitting"),
    ("batch", "layer"),
    ("episodic", "continuing"),
    ("local", "global"),
    ("shallow", "deep"),
    ("aleatoric", "epistemic"),
    ("cbow", "skip-gram"),
    ("forward", "backward"),
    ("sigmoid", "softmax"),
    ("policy", "value"),
)
"""Pairs of terms that statements in this field contrast."""
_CONTRAST = re.compile(r"\b(?:while|whereas|but|rather than|instead of|not|than|more|less|then)\b|;|:", re.IGNORECASE)
"""Without one of these the statement may say the same of both sides, and a swap would change nothing."""
DIRECTIONS: tuple[tuple[str, str], ...] = (
    ("higher", "lower"),
    ("high", "low"),
    ("larger", "smaller"),
    ("bigger", "smaller"),
    ("large", "small"),
    ("big", "small"),
    ("increases", "decreases"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("grows", "shrinks"),
    ("grow", "shrink"),
    ("rises", "falls"),
    ("raise", "lower"),
    ("faster", "slower"),
    ("quicker", "slower"),
    ("easier", "harder"),
    ("cheaper", "more expensive"),
    ("better", "worse"),
    ("longer", "shorter"),
    ("deeper", "shallower"),
    ("wider", "narrower"),
    ("earlier", "later"),
    ("less", "more"),
    ("fewer", "more"),
    ("linearly", "exponentially"),
)
_GROWTH = (
    words("higher high larger large big bigger increases increase increased grows grow rises raise"),
    words("lower low smaller small decreases decrease decreased shrinks shrink falls reduce reduces less fewer"),
)
"""Words for the two directions of size; the claim may use a different word from the statement's."""
_UNSURE = re.compile(
    r"\b(?:if|unless|without|either|both|any|neither|nor|not|no|never|too|trade-?off|\w+n[’']t|and|or|so|because|since|as|"
    r"e\.g|also|few more|some more|trades|may|might|up|down)\b|,|;|/",
    re.IGNORECASE,
)
"""With one of these the text may contain another point or a reason that stays true, or the direction may be incidental."""
_BY_THE_WAY = re.compile(r"\b(?:on|over|at|with) (?:an? |the )?$", re.IGNORECASE)
"""Comes before a direction that only says where or with what."""
_PRICE = re.compile(r"^ (?:loss|drop|price|cost|costs|gap|penalty|enough)\b", re.IGNORECASE)
"""Follows a direction that does not matter: a small loss is a loss too."""
_VERB_LOWER = re.compile(r"^ (?:the|a|an|it|your|lr|eta)\b", re.IGNORECASE)


def sides_swapped(text: str, claim: str) -> str | None:
    """A statement that contrasts two terms, with the terms exchanged; None if no pair fits.

    Each term must occur exactly once in the text, along with a word of contrast, and the claim must name one of them, so that
    it matters which is which.
    """
    for one, other in SIDES:
        here = [list(_finding(word).finditer(text)) for word in (one, other)]
        if not all(len(found) == 1 for found in here) or not _CONTRAST.search(text):
            continue
        if not any(_finding(word).search(claim) for word in (one, other)) or NEGATIVE.search(text):
            continue
        first, second = sorted((found[0] for found in here), key=lambda match: match.start())
        between = text[first.end() : second.start()]
        if re.fullmatch(r"\s*(?:and|or|/|to|,|vs\.?|versus|-)\s*", between) or not between.strip():
            continue  # listed together: the order says nothing
        return (
            text[: first.start()]
            + _like(second[0], first[0])
            + between
            + _like(first[0], second[0])
            + text[second.end() :]
        )
    return None


def direction_reversed(text: str, claim: str) -> str | None:
    """A statement with the word for its direction replaced by the opposite; None if that is not safe.

    The text must contain exactly one such word, no negation and no condition, and the claim must name the same direction.
    """
    found = list(_directions(text))
    if len(found) != 1 or _UNSURE.search(text) or len(text.split()) > 22:
        return None
    match, opposite = found[0]
    before, after = text[: match.start()], text[match.end() :]
    if not _names_direction(claim, match[0].lower()) or _BY_THE_WAY.search(before) or _PRICE.match(after):
        return None
    if match[0].lower() == "lower" and _VERB_LOWER.match(after):
        opposite = "raise"
    elif opposite == "higher" and not before.strip() and not after.strip():
        return None
    elif opposite == "less" and re.match(r" \w+s\b", after):
        opposite = "fewer"
    return before + _like(opposite, match[0]) + after


def swapped(claim: str) -> list[ChangeMethod]:
    """Every rule that turns a statement about this claim into its opposite."""

    def on(rule: str) -> Change:
        made = sides_swapped if rule == "sides swapped" else direction_reversed
        return lambda text, _rng: made(text, claim)

    return [ChangeMethod(rule, on(rule)) for rule in ("sides swapped", "direction reversed")]


def holds_a_swap(text: str) -> bool:
    """Whether a statement names both sides of a pair, or a direction, as every swapped statement does."""
    named = any(_finding(one).search(text) and _finding(other).search(text) for one, other in SIDES)
    return named or any(True for _ in _directions(text))


def _directions(text: str) -> Iterator[tuple[re.Match[str], str]]:
    seen: set[int] = set()
    for one, other in DIRECTIONS:
        for word, opposite in ((one, other), (other, one)):
            for match in _finding(word).finditer(text):
                if match.start() not in seen:
                    seen.add(match.start())
                    yield match, opposite


def _names_direction(claim: str, word: str) -> bool:
    if _finding(word).search(claim):
        return True
    spoken = set(re.findall(r"[a-z-]+", claim.lower()))
    return any(word in group and spoken & group and not spoken & rest for group, rest in (_GROWTH, _GROWTH[::-1]))


@cache
def _finding(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)


def _like(word: str, model: str) -> str:
    """A word capitalised like the word it replaces; abbreviations keep their capitals."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    if model[0].isupper():
        return word[0].upper() + word[1:]
    return word[0].lower() + word[1:] if word[1:].islower() else word
