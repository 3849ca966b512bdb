"""The questions the interviewer may ask about a criterion, and checks on those that a bank provides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from knowledge.errors import FieldName, Problem
from knowledge.format.lines import FileLines
from knowledge.schema import Criterion, Question, folded
from knowledge.text.alternatives import any_of, table

MAX_WORDS = 30
"""The most words in a further probe: it is heard once, after an answer that went wrong. The longest first probe has 27."""
MIN_FURTHER = 2
"""The fewest further probes per criterion in the built-in bank: an interview asks for a point at most three times."""
_ASKS = table(
    (r"\?", "And what is gluten?"),
    (
        "(?:^|[.:;!] )"
        + any_of(
            "Add, Answer, Argue, Calculate, Compare, Complete, Compute, Convince, Count, Define, Derive, "
            "Describe, Draw, Estimate, Explain, Fill, Give, Go, Guess, List, Make, Name, Pick, Put, Say, "
            "Set, Show, Sketch, Spell, State, Suggest, Take, Talk, Tell, Think, Try, Walk, Work, Write"
        )
        + r"\b",
        "There are two rows. Count them",
    ),
    flags=re.NOFLAG,
)
"""A question mark, or a sentence that begins with an instruction."""
_STATED = "wrote|written|named|chose|chosen|said|mentioned|described|listed|proposed|suggested"
_OWN = "choice(?! (?:of|between))|rule|formula|explanations?|condition|argument|numbers|ranking|weighting|hits"
_LEANS = table(
    (rf"\byou(?:['’]ve| have)? (?:{_STATED})(?=[,.;?!]| and\b)", "With the sign that you wrote, what happens?"),
    (r"\byou (?:did not|didn['’]t) (?:choose|name|mention|say|take)\b", "What about the kind you did not choose?"),
    (r"\byou would \w+ first\b", "Leave alone what you would change first. What else is there?"),
    (rf"\byour (?:(?:own|first|best|top|two) ){{0,2}}(?:{_OWN})\b", "When would your rule let you down?"),
)
"""Refers to a part of the answer, as if it had been given."""


def probes_of(criterion: Criterion) -> tuple[str, ...]:
    """Every question that may be asked about a criterion, in the order of asking."""
    return (criterion.probe, *criterion.further_probes) if criterion.probe else ()


def probe_at(criterion: Criterion, go: int) -> str:
    """The question for the nth attempt at a criterion, from 1; its last question if it has fewer, "" if it has none."""
    asked = probes_of(criterion)
    return asked[min(max(go, 1), len(asked)) - 1] if asked else ""


def leans_on_an_answer(text: str) -> bool:
    """Whether a follow-up or a hint refers to something that the candidate may never have said."""
    return bool(_LEANS.search(text))


def probe_problems(question: Question, at: FileLines) -> Iterator[Problem]:
    """Problems with further probes that repeat another probe, or are too long to follow by ear."""
    times = Counter(folded(text) for criterion in question.criteria for text in probes_of(criterion))
    for criterion in question.criteria:
        for text in criterion.further_probes:
            its = ("criteria", criterion.id)
            if times[folded(text)] > 1:
                twice = f" {text[:50]!r} is among the question's probes twice; ask from another angle"
                yield at.problem(text, ("the further ", FieldName("probe"), twice), *its)
            if (count := len(text.split())) > MAX_WORDS:
                long = f" {text[:50]!r} has {count} words, and at most {MAX_WORDS} can be followed; shorten it"
                yield at.problem(text, ("the further ", FieldName("probe"), long), *its)


def built_in_problems(criterion: Criterion, at: FileLines) -> Iterator[Problem]:
    """Problems in the built-in bank: too few further probes, or a probe that asks nothing or leans on what was perhaps not said."""
    its = criterion.id
    if len(criterion.further_probes) < MIN_FURTHER:
        few = f" needs {MIN_FURTHER}, has {len(criterion.further_probes)}"
        yield at.problem(criterion.claim, (FieldName("further_probes"), few), criterion=its)
    for text in criterion.further_probes:
        if not _ASKS.search(text):
            told = f"the further probe {text[:50]!r} asks nothing; end it with a question"
            yield at.problem(text, told, criterion=its)
    for text in filter(leans_on_an_answer, probes_of(criterion)):
        told = f"{text[:50]!r} refers to what the candidate may not have said; make it fit any answer"
        yield at.problem(text, told, criterion=its)
