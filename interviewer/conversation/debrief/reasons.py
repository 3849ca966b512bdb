"""Why a closed question got its grade: the points that a candidate asks about, each with its claim and a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from interviewer.conversation.debrief.point_phrasings import (
    ABOUT,
    LAST,
    LOST,
    NUMBER,
    NUMBERS,
    OF_ME,
    ORDINAL,
    ORDINALS,
    QUOTES,
    WHY,
    WRONG,
)
from interviewer.conversation.phrases import notices
from interviewer.conversation.understanding.asked_words import loosely
from interviewer.conversation.understanding.objection import read_objection
from interviewer.grading.grade import CriterionVerdict, Grade, loss, verdict_words
from interviewer.grading.rubric.beliefs import as_point, contestable, corrected, told, verdict_on
from interviewer.grading.rubric.spoken import core, in_sentence
from interviewer.grading.text.quotation import first_quote, quoted
from interviewer.grading.text.telling_part import telling_part
from interviewer.grading.text.words import content_words

MOST_POINTS = 3
"""Most points explained at once if the candidate names none; a judgement."""
_COUNTS = {"two": 2, "three": 3, "four": 4}
FEWEST_REPEATED = 2
"""How many words of a point an objection must repeat to mean that point although it numbers another. A judgement."""
FEWEST_QUOTED = 3
"""Shortest quote that shows which point is meant, in words (a judgement)."""
MOST_TOLD = 8
"""Longest reply to the question which point is meant, in words (a judgement)."""
_OF_A_GRADE = content_words(
    "why how come what went wrong not met partly missing missed open contradicted verdict grade graded score marks point points criterion"
    " part one count counted credit lose lost answer question get got give given say said mean reason really exactly first second third"
    " fourth fifth sixth seventh eighth last number only just did didn't was wasn't is isn't so me my I you explain tell low bad"
    " still full percent higher more better enough all"
)
"""Words that questions about a grade are made of; any other word belongs to a subject."""


def asks_why(request: str) -> bool:
    """Whether a message asks why: it opens like such a question and does not also object to something."""
    objection = read_objection(request)
    return objection.kind == "why" if objection else bool(WHY.match(request))


def is_of_the_grade(grade: Grade | None, request: str) -> bool:
    """Whether a "why" is about the grade: it numbers a point, mentions what was said, or names no subject at all."""
    subject = {word for word in content_words(request) - _OF_A_GRADE if not word.isdigit()}
    if not subject or (grade is not None and numbered_point(grade, request)):
        return True
    if grade is None:  # a skipped question can be asked about, too
        return False
    return bool(named_points(grade, request)) and bool(OF_ME.search(request))


def explained(grade: Grade | None, request: str, ways: Mapping[str, str] = MappingProxyType({})) -> str:
    """Why the grade is what it is, in a few lines.

    Args:
        grade: None if the question was skipped.
        request: The candidate's words; if they name a point, only that point is explained.
        ways: How verdicts changed along the way, as ``moves`` gives it.
    """
    if grade is None:
        return notices.NO_GRADE
    if named := named_points(grade, request):
        return " ".join(told_alone(grade, item, request, ways) for item in named)
    points = sorted((item for item in grade.criteria if loss(item) > 0), key=loss, reverse=True)[:MOST_POINTS]
    lines = [_line(item) for item in points]
    lines += [corrected(finding) for finding in grade.misconceptions]
    nothing = notices.NOTHING_CALLED_WRONG if WRONG.search(request) else notices.NOTHING_LOST
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines) or nothing


def named_points(grade: Grade, request: str) -> Sequence[CriterionVerdict]:
    """The point that a request names, by its number or because it shares more words with its claim than with the others.

    A wrong belief is named by more words of it than of any point.
    """
    if numbered := numbered_point(grade, request):
        return [numbered]
    words = content_words(request) - _OF_A_GRADE  # "why did I lose points?" names no point that speaks of points
    shared = [len(words & content_words(item.claim)) for item in grade.criteria]
    most = max(shared, default=0)
    beliefs = {m.id: len(words & _words_of(as_point(m))) for m in grade.misconceptions}
    if beliefs and max(beliefs.values()) > most:
        best = max(beliefs, key=beliefs.__getitem__)
        return [as_point(m) for m in grade.misconceptions if m.id == best]
    return [grade.criteria[shared.index(most)]] if most and shared.count(most) == 1 else ()


def point_objected_to(grade: Grade, request: str) -> CriterionVerdict | None:
    """The point that an objection is about: the one it numbers, or says that it is "about", or whose words it repeats.

    "The last point" may mean the one talked about last, so its words count for more.
    """
    numbered = numbered_point(grade, request)
    if numbered and numbered.verdict != "met" and not LAST.search(request):
        return numbered  # a number is meant as a number, even if the words fit another point
    if found := point_headed(grade, request) or _point_quoted(grade, request):
        return found
    named = next(iter(named_points(grade, request)), None)
    words = content_words(NUMBER.sub(" ", request))
    shared = {item.id: len(words & _words_of(item)) for item in contestable(grade) if item.verdict != "met"}
    most = max(shared.values(), default=0)
    mine = len(words & _words_of(named)) if named else 0
    if most >= FEWEST_REPEATED and most >= 2 * mine + 1 and list(shared.values()).count(most) == 1:
        return verdict_on(grade, max(shared, key=shared.__getitem__))
    return named


def point_told(grade: Grade, reply: str) -> CriterionVerdict | None:
    """The point that a short reply to "Which point do you mean?" names: "the second", "3", "the one about masks"."""
    if len(reply.split()) > MOST_TOLD:
        return None
    bare = reply.strip(" .,!:;")
    ways = (reply, f"{bare} point", f"point {bare}")
    numbered = next((item for way in ways if (item := numbered_point(grade, way))), None)
    return numbered or point_headed(grade, reply) or point_headed(grade, f"about {reply}")


def point_headed(grade: Grade, request: str) -> CriterionVerdict | None:
    """The lost point that an objection names by a few words of its heading: "I disagree about the assumptions: ..."."""
    found = ABOUT.search(request)
    heading = loosely(content_words(found["what"]) - _OF_A_GRADE) if found else frozenset()
    lost = (item for item in contestable(grade) if item.verdict != "met")
    shared = [(len(heading & loosely(content_words(item.claim))), item) for item in lost]
    most = max((count for count, _ in shared), default=0)
    best = [item for count, item in shared if most and count == most]
    return verdict_on(grade, best[0].id) if len(best) == 1 else None


def _point_quoted(grade: Grade, request: str) -> CriterionVerdict | None:
    """The one lost point whose verdict rests on words that an objection quotes."""
    quotes = [_folded(found[1]) for found in QUOTES.finditer(request)]
    quotes = [words for words in quotes if len(words.split()) >= FEWEST_QUOTED]
    lost = [item for item in contestable(grade) if item.verdict != "met"]
    heard = {item.id: [_folded(each.quote) for each in item.evidence] for item in lost}
    found = [i for i, said in heard.items() if any(q in each or each in q for q in quotes for each in said if each)]
    return verdict_on(grade, found[0]) if len(found) == 1 else None


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _words_of(item: CriterionVerdict) -> frozenset[str]:
    """The words of a point and those that its verdict rests on."""
    return content_words(" ".join((item.claim, *(e.quote for e in item.evidence))))


def numbered_point(grade: Grade, request: str, closed: bool = True) -> CriterionVerdict | None:
    """The point that a request refers to by number, as in "the second point"; None if there is no such number or point.

    Args:
        closed: The question is closed, so that bonuses nobody mentioned are shown as well.
    """
    found = NUMBER.search(request)
    if found is None:
        return None
    ordinal = (found["ordinal"] or "").lower()
    rows = (
        grade.listed if closed else tuple(item for item in grade.listed if not (item.bonus and item.kind == "not_met"))
    )
    count = len(rows)
    number = count if ordinal == "last" else int(found["digit"] or found["nth"] or ORDINALS.index(ordinal) + 1)
    return next(iter(rows[number - 1 : number]), None)


def numbered_points(grade: Grade, request: str) -> list[CriterionVerdict]:
    """Every point that a request refers to by number: "the first and the second point", "the first two", "points 1 and 3"."""
    numbers: list[int] = []
    for found in NUMBERS.finditer(request):
        if found["leading"]:
            numbers += range(1, 1 + (_COUNTS.get(found["leading"].lower()) or int(found["leading"])))
        else:
            numbers += [_number_of(each, len(grade.criteria)) for each in ORDINAL.findall(found[0])]
    return [grade.listed[n - 1] for n in dict.fromkeys(numbers) if 0 < n <= len(grade.listed)]


def _number_of(word: str, count: int) -> int:
    digits = re.sub(r"\D", "", word)
    return int(digits) if digits else count if word.lower() == "last" else ORDINALS.index(word.lower()) + 1


def told_alone(grade: Grade, item: CriterionVerdict, request: str, ways: Mapping[str, str]) -> str:
    """One point in whole sentences: what earned it and what its verdict was at first, or what was missing."""
    if belief := next((m for m in grade.misconceptions if m.id == item.id), None):
        return told(belief)
    if item.verdict != "met" or item.called_wrong:
        return _line(item)
    lead = "You didn't lose that one; you have it" if LOST.search(request) else "You have that one"
    quote = telling_part(first_quote(item), item.claim)
    earned = f" What earned it: {quoted(quote)}." if quote else ""
    way = ways.get(item.id, "")
    return f"{lead}: {in_sentence(item.claim)}.{earned}{f' {way}.' if way else ''}"


def _line(item: CriterionVerdict) -> str:
    reason = f" {item.reason[:1].upper()}{item.reason[1:].rstrip('.')}." if item.reason else ""
    quote = first_quote(item)
    if item.called_wrong and quote:
        reason = f" You said {quoted(quote)}, which contradicts it."
    elif item.contradicted and quote:
        reason = f" I couldn't tell whether {quoted(quote)} makes it or contradicts it."
    elif quote:
        reason = f" The closest I heard is {quoted(quote)}."
    return f"{core(item.claim)}: **{verdict_words(item.kind)}**.{reason}"
