"""Reads flashcards of one line each, as notes have them: ``What is gluten?::A net of proteins.``"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.reading.answers import dedented, fenced
from knowledge.authoring.reading.plain_lines import PLAIN_HEADING
from knowledge.authoring.structure.titles import file_title, is_contents, names_flashcards
from knowledge.authoring.words.asking import ASKS, plain, read_asked, worth
from knowledge.authoring.words.levels import text_without_difficulty

_LEAST, _SHARE = 2, 0.5
"""How many cards must ask, and which share of them. By hand: types in code are written with the same sign."""
_SIGN = re.compile(r"(?<!:):{2,3}(?!:)")
"""What separates the two sides of a card; with three colons, either side may be asked."""
_ENDS = re.compile(r"[?？؟.!…。！][*_\"”’)\]]*\s*(?:[(\[（][^()\[\]（）]{1,14}[)\]）])?\s*$")
"""The end of a sentence, perhaps before a level in brackets, after which the sign needs no space."""
_GOES_ON = re.compile(r"[?？؟][*_\"”’]*\s+[^\s(\[（#*_].*[^\s?？؟*_]\s*$")
"""A question and more words before the sign: what it is about, as in "What is its type? id :: a -> a"."""
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,6}[.)])\s+(?:\[[ xX]\]\s+)?")
"""The mark of a list item, which some put before each card."""
_TAG_LINE = re.compile(r"^\s*(?:#[\w/-]+\s*)+$")
"""A line of nothing but tags, as notes have them; a heading has a space after its sign."""
_CARDS_TAG = re.compile(r"(?<!\S)#(?:flash)?cards?\b", re.I)
"""The tag that says that what is below it are flashcards."""
_TIGHT = re.compile(r"^(?P<front>[^:]*?(?P<word>[^\s:]+)):{2,3}(?P<back>[^:\s][^:]*)$")
"""A line with one sign between two words, as in a name in code; the word before it."""
_FEWEST_TIGHT, _OF_THEM, _DISTINCT = 3, 0.8, 0.8
"""How many such lines must look like cards, which share of them, and which share of the words before the sign must be different: a
namespace is named again and again. By hand."""
_COMMENT = re.compile(r"\s*<!--.*?-->")
"""A comment, such as the one in which a plugin keeps when a card is due."""


@dataclass(frozen=True)
class _Card:
    """A line with both sides of a card, and whether its front asks something."""

    front: str
    back: str

    @property
    def asks(self) -> bool:
        """Whether its front is worded as a question or a request."""
        return read_asked(self.front).worth >= ASKS


@dataclass
class _Found:
    """What was read so far: the cards with their lines, from 1, and the lines that belong to none."""

    parts: list[ListedPart] = field(default_factory=list)
    unplaced: list[tuple[int, str]] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)


def read_colon_lines(text: str, name: str = "") -> QuestionList | None:
    """The list if it consists of cards of one line; None if it is of another kind.

    Names and types in code have the same sign, as in ``std::move`` and ``map :: (a -> b) -> c``. So most fronts must ask, unless a
    tag or a title says that the lines are flashcards, and a card's sign is next to a space or after the end of a sentence.

    Args:
        name: Name of the list; "flashcards.md" says what its lines are.
    """
    lines = text.split("\n")
    if "::" not in text:
        return None
    inside = fenced(lines)
    outside = {n: _bare(line) for n, line in enumerate(lines) if not inside[n]}
    cards = {n: card for n, line in outside.items() if (card := _card(line)) is not None}
    cards |= _tight({n: line for n, line in outside.items() if n not in cards})
    told = any(
        names_flashcards(title) for title in (file_title(name), *(m[1] for m in map(PLAIN_HEADING.match, lines) if m))
    )
    tagged = any(_CARDS_TAG.search(line) for n, line in enumerate(lines) if not inside[n] and _TAG_LINE.match(line))
    asking = sum(card.asks for card in cards.values())
    if tagged or told or asking >= max(_LEAST, _SHARE * len(cards)):
        # in a list of cards, a term may be next to its sign
        cards |= {n: card for n, line in outside.items() if n not in cards and (card := _term(line)) is not None}
    if len(cards) < _LEAST or (not (tagged or told) and asking < max(_LEAST, _SHARE * len(cards))):
        return None
    others = sum(
        worth(_ITEM.sub("", line)) >= ASKS
        for n, line in enumerate(lines)
        if n not in cards and not inside[n] and not line[:1].isspace()
    )
    if others > len(cards):
        return None
    found = _read(lines, cards, inside, tagged)
    return QuestionList(
        tuple(found.parts), tuple(found.unplaced), tuple(found.passed), shape="flashcards of one line, with '::'"
    )


def _bare(line: str) -> str:
    """A line without comments and without the mark of an item."""
    said = _COMMENT.sub("", line)
    return said[match.end() :] if (match := _ITEM.match(said)) else said


def _card(said: str) -> _Card | None:
    # a sign in code within the line is no card's, and what it is replaced by has the same length
    bare = re.sub(r"`[^`]*`", lambda m: "_" * len(m[0]), said)
    for sign in _SIGN.finditer(bare):
        front, back = said[: sign.start()], said[sign.end() :]
        if not front.strip() or not any(c.isalnum() for c in back):
            continue
        if _GOES_ON.search(front):
            return None
        apart = front[-1].isspace() or back[0].isspace() or bool(_ENDS.search(front))
        # "What does std ::move do?" asks as a whole
        if apart and (not worth(back) >= 1 or worth(front) >= 1):
            return _Card(front.strip(), back.strip())
    return None


def _tight(lines: dict[int, str]) -> dict[int, _Card]:
    """The cards with their sign between two words, if all the lines with one look like that rather than like names in code."""
    found = {n: match for n, line in lines.items() if "::" in line and (match := _TIGHT.match(line.strip()))}
    asking = {n: match for n, match in found.items() if worth(match[0]) < 1 and worth(match["front"]) >= ASKS}
    fitting = [match for match in asking.values() if _says_more(match)]
    words = {match["word"].casefold() for match in asking.values()}
    if len(fitting) < max(_FEWEST_TIGHT, _OF_THEM * len(found)) or len(words) < _DISTINCT * len(asking):
        return {}
    return {n: _Card(match["front"].strip(), match["back"].strip()) for n, match in asking.items()}


def _term(line: str) -> _Card | None:
    """A card with its sign between two words, where what is after the sign begins anew or the front asks."""
    match = _TIGHT.match(line.strip())
    if match is None or worth(line) >= 1 or not (not match["back"][0].islower() or worth(match["front"]) >= ASKS):
        return None
    return _Card(match["front"].strip(), match["back"].strip())


def _says_more(match: re.Match[str]) -> bool:
    """Whether what is after the sign begins anew, as the second half of a name in code does not."""
    begins, several = not match["back"][0].islower(), " " in match["back"].strip()
    return (match["word"].islower() and (begins or several)) or (begins and several)


def _read(lines: Sequence[str], cards: dict[int, _Card], inside: Sequence[bool], tagged: bool) -> _Found:
    found = _Found()
    section, count, goes_on = "", 0, False
    held: list[tuple[int, str]] = []
    for n, line in enumerate(lines):
        heading = None if inside[n] else PLAIN_HEADING.match(line.strip())
        if n in cards:
            count, goes_on = count + 1, True
            found.parts.append(_part(cards[n], section, count, n + 1, tagged))
        elif heading:
            held, goes_on, count = [*held, (n + 1, line.rstrip())], False, 0
            section = "" if is_contents(heading[1]) else heading[1]
        elif not line.strip() and not inside[n]:
            goes_on = False
        elif not inside[n] and (_TAG_LINE.match(line) or not plain(_COMMENT.sub("", line))):
            found.passed.append((n + 1, line.rstrip()))
        elif not inside[n] and not line[:1].isspace() and _asks_anew(line, goes_on):
            # a card whose answer nobody has written yet
            count, goes_on = count + 1, False
            found.parts.append(_part(_Card(_bare(line).strip(), ""), section, count, n + 1, tagged))
        elif found.parts and (goes_on or inside[n]):
            _go_on(found.parts, line)
        else:
            found.unplaced.append((n + 1, line.rstrip()))
    used = {part.section for part in found.parts}
    found.passed += [
        (n, line) for n, line in held if (match := PLAIN_HEADING.match(line.strip())) and match[1] not in used
    ]
    found.passed.sort()
    return found


def _asks_anew(line: str, goes_on: bool) -> bool:
    """Whether a line that is no card is a question by itself; right below a card only if it has the mark of an item."""
    return worth(_bare(line)) >= 1 and (not goes_on or bool(_ITEM.match(line)))


def _go_on(parts: list[ListedPart], line: str) -> None:
    """Add a line to the last card's answer, in place."""
    answer = f"{parts[-1].answer}\n{line.rstrip()}"
    parts[-1] = replace(parts[-1], answer=answer)


def _part(card: _Card, section: str, number: int, line: int, tagged: bool) -> ListedPart:
    asked = read_asked(card.front)
    text, level = text_without_difficulty(asked.text)
    return ListedPart(
        section,
        number=number,
        part=0,
        stem="",
        text=text if any(c.isalnum() for c in text) else card.front,
        line=line,
        answer=dedented([card.back]),
        difficulty=level or asked.difficulty,
        original=card.front if text != card.front else "",
        labelled=tagged,
    )
