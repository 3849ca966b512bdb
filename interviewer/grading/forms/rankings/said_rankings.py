"""The order in which an answer puts a question's items: lists, chains, places in words, and values given to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from interviewer.grading.forms.maths.number_words import WORDS
from interviewer.grading.forms.maths.numerals import ORDINALS
from interviewer.grading.forms.rankings.ranking_phrasings import (
    CHAIN,
    DUEL,
    FIRST,
    GOES_ON,
    ITEM_SIGN,
    ONLY,
    ORDERS,
    PLACES,
    RISING,
    SCORE,
    STRICT_PLACES,
    TAKEN_BACK,
    TOP,
    VALUE,
)
from interviewer.grading.forms.rankings.ranking_words import (
    ITEM,
    MARK,
    by_duel,
    from_the_last,
    listed_places,
    marked_numbers,
    marked_ordinals,
    table_values,
    without_asides,
)
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import sentences


@dataclass
class SaidRanking:
    """What an answer says about an order.

    Attributes:
        places: Item by place, from 1.
        top: The items at the top, if they are named together without an order.
        values: The last number near each item.
        scores: Those numbers that are given to the item itself.
        digits: How many digits after the point each of these has.
        quote: The sentence that settles it.
    """

    places: dict[int, str] = field(default_factory=dict)
    top: frozenset[str] = frozenset()
    values: dict[str, float] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    digits: dict[str, int] = field(default_factory=dict)
    quote: str = ""

    def leading(self, count: int) -> frozenset[str]:
        """The items of the first places; empty where the answer does not settle them."""
        if len(self.top) == count:
            return self.top
        if all(place in self.places for place in range(1, count + 1)):
            named = frozenset(self.places[place] for place in range(1, count + 1))
            return named if len(named) == count else frozenset()
        if len(self.scores) >= count and not self._tied(count):
            best = sorted(self.scores, key=lambda item: -self.scores[item])[:count]
            settled = {1: self.places[1]} if 1 in self.places else {}
            if not settled or settled[1] in best:
                return frozenset(best)
        return frozenset()

    def _tied(self, count: int) -> bool:
        """Whether the values of the last item on top and of the next one are the same, to the digits given."""
        order = sorted(self.scores, key=lambda item: -self.scores[item])
        if len(order) <= count:
            return False
        last, after = order[count - 1], order[count]
        named = [self.scores[item] for item in self.scores]
        if named == sorted(named, reverse=True) and last > after and abs(self.scores[last] - self.scores[after]) == 0:
            return False  # they are named from the best to the worst, and not in the order of their names
        coarser = min(self.digits.get(last, 9), self.digits.get(after, 9))
        return abs(self.scores[last] - self.scores[after]) <= (0.5 * 10.0**-coarser if coarser < 9 else 0.0)


def said_ranking(answer: str, items: Sequence[str], count: int = 2) -> SaidRanking:
    """The order in which an answer puts the items.

    Args:
        items: Names such as ``D4``; "document 4", "the fourth document" and "number four" are found as well.
        count: How many items are asked for.
    """
    said = SaidRanking()
    heard = stood_by(answer[:8000], denials=False)
    listed = listed_places(_marked(heard, items), items)
    said.places |= listed
    said.quote = next((line.strip() for line in answer.splitlines() if listed and line.strip().startswith("1")), "")
    for words, quote in _pieces(answer, items):
        for match in VALUE.finditer(words):
            said.values[items[int(match[1])]] = float(match[2])
        for match in SCORE.finditer(words):
            said.scores[items[int(match[1])]] = float(match[2])
            said.digits[items[int(match[1])]] = len(match[2].partition(".")[2])
        settles = _read(words, items, count, said)
        said.quote = quote if settles or not said.quote else said.quote
    table = table_values(_marked(heard, items), items)
    said.values |= table
    said.scores |= table
    return said


def _pieces(answer: str, items: Sequence[str]) -> Iterator[tuple[str, str]]:
    heard = stood_by(answer[:8000], denials=False)
    for sentence in sentences(heard):
        quote = sentence.of(answer)
        words = marked_numbers(_marked(TAKEN_BACK.sub(" ", sentence.of(heard)), items), items)
        words = marked_ordinals(words, items)
        if "\ue000" in words and len(words) < 1500:
            yield words, quote.strip()


def _marked(text: str, items: Sequence[str]) -> str:
    """A text with each mention of an item replaced by a mark that encodes its index."""
    words = {v: k for k, v in WORDS.items()}
    ordinals = {n: word for word, n in ORDINALS.items() if word.isalpha()}
    for index, item in enumerate(items):
        mark = MARK.format(index)
        if not (numbered := re.fullmatch(r"([A-Za-z]+)[ _-]?(\d+)", item)):
            text = re.sub(rf"(?<!\w){re.escape(item)}(?!\w)", mark, text, flags=re.I)
            continue
        n = int(numbered[2])
        spelled = "|".join([str(n), *([words[n]] if n in words else [])])
        patterns = [
            rf"(?<![\w\ue000]){numbered[1]}[ _-]?\{{?{n}\}}?(?!\w)",
            rf"\bdoc(?:ument|s|\.)?\s*(?:no\.?|number|nr\.?|#)?\s*(?:{spelled})\b(?!\.\d)",
            rf"\bnumber\s+(?:{words.get(n, n)})\b(?!\s+(?:spot|place))",
        ]
        if n in ordinals:
            patterns.append(rf"\b(?:the\s+)?{ordinals[n]}\s+(?:document|doc|one\b(?=\s+(?:really|is|has|tells|wins)))")
        for pattern in patterns:
            text = re.sub(pattern, mark, text, flags=re.I)
    return text


def _read(words: str, items: Sequence[str], count: int, said: SaidRanking) -> bool:
    """Take a sentence's order into account; returns whether it has one."""
    only = ONLY.match(words := without_asides(words))
    if only and count == 2:
        said.top = frozenset({items[int(only[1])], items[int(only[2])]})
        return True
    placed = from_the_last(words, items) or by_duel(words, items, said.places.get(1) or _at_place(words, FIRST, items))
    if placed:
        said.places |= placed
        said.top = frozenset()
        return True
    settles = False
    for match in CHAIN.finditer(words):
        named = [items[int(n)] for n in re.findall(ITEM, match[0])]
        rising = bool(re.search(r"[<≤≺]", match[0])) or bool(
            RISING.search(words[max(0, match.start() - 60) : match.start()])
        )
        if rising and len(set(named)) < len(items):
            continue  # the last item counts as a place only if all items are there
        chain = _until_repeated(named[::-1] if rising else named)
        if len(chain) < 2 or _denied(words, match.start()):
            continue
        if len(chain) == 2 and DUEL.search(match[0]) and set(re.findall(ITEM, words)) - set(re.findall(ITEM, match[0])):
            continue  # "D4 and D3 win, D2 beats D5": which places the two have is said of neither
        start = _start_of(words[: match.start()], chain, items, said)
        around = words[max(0, match.start() - 80) : match.end() + 60]
        ordered = bool(ORDERS.search(match[0])) or start > 1
        if ordered or len(chain) > max(2, count):
            # documents in the order of their numbers are usually just being named
            if ordered or (chain != sorted(chain) and (TOP.search(around) or len(chain) >= len(items) - 1)):
                said.places |= dict(enumerate(chain, start=start))
                said.top = frozenset()
                settles = True
        elif len(chain) == count and TOP.search(around):
            said.top = frozenset(chain)
            settles = True
    if settles:
        return True
    paired = _in_pairs(words, items)
    if paired:
        said.places |= paired
        said.top = frozenset()
        return True
    for place, word in PLACES.items():
        item = _at_place(words, word, items)
        if item is not None:
            said.places[place] = item
            said.top = frozenset() if place <= count else said.top
            settles = settles or place <= count
    return settles


def _start_of(before: str, chain: Sequence[str], items: Sequence[str], said: SaidRanking) -> int:
    """The place of a chain's first item: 2 in "D4 leads. Then D3, then D2", else 1. The first item is then set."""
    first = said.places.get(1) or _at_place(before, FIRST, items)
    if first is None or first in chain or not GOES_ON.search(before):
        return 1
    said.places[1] = first
    return 2


def _in_pairs(words: str, items: Sequence[str]) -> dict[int, str]:
    """Alternating places and items, "first D4, second D3" or "D4 is first and D3 second"; empty if they do not alternate.

    Whether a place or an item comes first decides which belong together.
    """
    clause = re.split(r"[;]|\b(?:not|never)\b|n't\b", words)[0]
    signs = [(match.start(), int(match["n"]), 0) for match in ITEM_SIGN.finditer(clause)]
    signs += [(match.start(), 0, place) for place, word in STRICT_PLACES.items() for match in word.finditer(clause)]
    signs.sort()
    found: dict[int, str] = {}
    for (_, item, place), (_, other_item, other_place) in zip(signs[::2], signs[1::2], strict=False):
        if bool(place) == bool(other_place) or bool(place) != bool(signs[0][2]):
            break
        found[place or other_place] = items[other_item if place else item]
    in_turn = len(found) > 1 and len(set(found.values())) == len(found)
    return found if in_turn else {}


def _until_repeated(chain: list[str]) -> list[str]:
    for at, item in enumerate(chain):
        if item in chain[:at]:
            return chain[:at]
    return chain


def _at_place(words: str, place: str, items: Sequence[str]) -> str | None:
    """The item that a sentence puts at a place: "D4 comes first", "first D4", "the winner is D4", "1. D4"."""
    verb = (
        r"(?:\s*,)?\s*(?:\([^)]*\)\s*)?(?:is|are|comes?|came|ranks?|as|takes?|gets?|ends\s+up|right|just|"
        r"close|closely|directly|:|at|in|the|then|clearly|is\s+the|,|=|-|–|again|still|stays|out|place|on)?"
    )
    after = re.search(
        rf"{ITEM}{verb}(?:\s+(?:the|in|on|out|at|a|clearly|again|still|stays|ranked|right|just|close|closely|directly)){{0,3}}\s*{place}\b",
        words,
        re.I,
    )
    before = re.search(
        rf"\b{place}(?:\s+(?:place|rank|one|document|hit|spot|goes\s+to|comes|is|are|with|position|would\s+be)|\s*[:=,-])*\s*(?:is\s+|to\s+)?{ITEM}",
        words,
        re.I,
    )
    for match in (after, before):
        if match and not _denied(words, match.start()):
            return items[int(match[1])]
    return None


def _denied(words: str, at: int) -> bool:
    return bool(
        re.search(
            r"\b(?:not|n't|never|rather than|instead of|at first i (?:thought|had)|first thought)\s+(?:\S+\s+){0,2}$",
            words[:at],
            re.I,
        )
    )
