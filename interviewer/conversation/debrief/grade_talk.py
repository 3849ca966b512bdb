"""Replies to questions about a grade other than "why?": what was right, what was wrong, how sure is it?"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interviewer.conversation.debrief.grade_phrasings import ABOUT, OF_GRADE, OF_ONE_THING, About
from interviewer.conversation.debrief.not_clear import in_question, not_clear
from interviewer.conversation.debrief.reasons import named_points, told_alone
from interviewer.conversation.phrases import notices
from interviewer.grading.feedback.certainty import may_be
from interviewer.grading.feedback.correction import point_corrected
from interviewer.grading.grade import CREDIT, CriterionVerdict, Grade, shown_words
from interviewer.grading.rubric.beliefs import corrected
from interviewer.grading.rubric.spoken import core, count_word, in_sentence, listed
from interviewer.grading.text.quotation import first_quote, quoted
from interviewer.grading.text.telling_part import telling_part
from knowledge.schema import Question

MOST_QUOTED = 4
"""How many quotes to give at once; nobody listens to a longer list. A judgement."""
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "contradicted": "*Contradicted* means that something you said contradicts the point, so it earns nothing.",
        "partly met": "*Partly met* means that your words come close to the point or make half of it, which earns half.",
        "not met": "*Not met* means that I heard nothing that makes the point.",
        "uncertain": "*Uncertain* means that I may well be wrong there, so check it yourself and tell me.",
        "not sure": "*Not sure* means that I may well be wrong there, so check it yourself and tell me.",
        "bonus": "A *bonus* goes beyond what was asked. It doesn't change your score, so you lose nothing without it.",
        "weight": "The weight says how much a point counts compared with the other points of the question.",
        "met": "*Met* means that your words make the point.",
    }
)
"""Verdicts and what they mean; "not met" comes before "met", which it contains."""


def asked_about(text: str) -> About | None:
    """Which aspect of the grade a message asks about; None if it asks for something else."""
    return next((about for about, pattern in ABOUT.items() if pattern.search(text)), None)


def speaks_of_grade(text: str) -> bool:
    """Whether a question that nothing else answers is about the grade, and not about the subject."""
    return bool(OF_GRADE.search(text) or OF_ONE_THING.search(text))


def told_of_grade(about: About, question: Question, grade: Grade | None, text: str) -> str:
    """The answer to a question about the grade, in a few sentences.

    Args:
        grade: None if the question was skipped.
    """
    if about == "sources":
        named = "; ".join(question.sources)
        return f"I'd read {named}." if named else notices.NO_SOURCES
    if about == "length":
        return notices.LENGTH
    if about == "words":
        return next(meaning for word, meaning in _WORDS.items() if word in text.lower())
    if grade is None:
        return notices.NO_GRADE
    if about in {"right", "wrong"} and (points := named_points(grade, text)):
        return " ".join(
            point_corrected(question, i) if i.called_wrong else told_alone(grade, i, text, {}) for i in points
        )
    match about:
        case "cost":
            return _cost(grade)
        case "right" if OF_ONE_THING.search(text):
            return f"{notices.BY_POINTS} {points_made(grade)} {_wrong(grade)}"
        case "right":
            return points_made(grade)
        case "wrong":
            return _wrong(grade)
        case "sure":
            return _sure(grade, text)
    return f"You got {grade.score:.0%}. {points_made(grade)}"


def points_made(grade: Grade) -> str:
    """How many points were made, and the words that made them."""
    asked = [item for item in grade.criteria if not item.bonus] or list(grade.criteria)
    met = [item for item in asked if item.verdict == "met"]
    if not met:
        return "You made none of the points I was listening for."
    if len(asked) == 1:
        count = "the one point"
    else:
        some = "all" if len(met) == len(asked) else f"{count_word(len(met))} of the"
        count = f"{some} {count_word(len(asked))} points"
    quotes = list(
        dict.fromkeys(quoted(telling_part(first_quote(item), item.claim)) for item in met if first_quote(item))
    )[:MOST_QUOTED]
    words = f" What earned {'it' if len(met) == 1 else 'them'}: {listed(quotes)}." if quotes else ""
    bonus = sum(item.bonus and item.verdict == "met" for item in grade.criteria) if asked[0].weight else 0
    return f"You made {count}{', and a bonus' if bonus else ''}.{words}"


def overview(grade: Grade | None) -> str:
    """The reply to a question about the grade that nothing else answers."""
    return notices.NO_GRADE if grade is None else f"You got {grade.score:.0%}. {points_made(grade)} {notices.BY_POINTS}"


def _cost(grade: Grade) -> str:
    """What was lost, in points out of a hundred, through mistakes and through omissions."""
    judged = [item for item in grade.criteria if item.verdict != "ungraded" and not item.bonus]
    total = sum(item.weight for item in judged)
    lost = {item.id: 100 * item.weight * (1 - CREDIT[item.verdict]) / total for item in judged if total}
    lines = [
        f"{quoted(first_quote(item))} cost {lost[item.id]:.0f} of 100, since it contradicts a point."
        for item in judged
        if item.called_wrong and lost.get(item.id) and first_quote(item)
    ]
    lines += [
        f"{quoted(finding.evidence[0].quote)} cost {100 * finding.penalty:.0f}{' more' if lines else ' of 100'}, since it is a misconception."
        for finding in grade.misconceptions
        if finding.penalty and finding.evidence
    ]
    held = bool(lines)
    missing = sum(lost[item.id] for item in judged if not item.called_wrong)
    if missing:
        lines.append(f"What you left out {'also ' if held else ''}cost {missing:.0f}{'' if held else ' of 100'}.")
    if not lines:
        return notices.NOTHING_LOST
    return " ".join([f"You got {grade.score:.0%}.", *lines, *([] if held else [notices.NOTHING_HELD_AGAINST])])


def _wrong(grade: Grade) -> str:
    lines = [
        f"You said {quoted(first_quote(item))}, which contradicts this point: {in_sentence(item.claim)}."
        for item in grade.criteria
        if item.called_wrong and first_quote(item)
    ]
    lines += [corrected(finding) for finding in grade.misconceptions]
    lines += map(not_clear, in_question(grade))
    return " ".join(lines) or "I heard nothing wrong in your answer. You only lost points for what you left out."


def _sure(grade: Grade, text: str) -> str:
    """How sure the verdicts are: the one on the point that is named, otherwise those that may be wrong."""
    if named := named_points(grade, text):
        return " ".join(_how_sure(item) for item in named)
    doubtful = [item for item in grade.criteria if item.uncertain]
    if not doubtful:
        return "I'm fairly sure of every point here."
    points = "; ".join(core(item.claim) for item in doubtful)
    return f"I may be wrong about this, so check for yourself: {points}."


def _how_sure(item: CriterionVerdict) -> str:
    told = f"{core(item.claim)}: I marked that *{shown_words(item)}*"
    if item.verdict == "ungraded":
        return f"{told}, so there is nothing to be sure of yet."
    if item.denied:
        return f"{told}."
    return f"{told}, but I'm not sure: {may_be(item)}." if item.uncertain else f"{told}, and I'm fairly sure of it."
