"""Labels of problems and of their solutions, as collections of exercises have them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.authoring.words.answer_words import ANSWER_WORDS
from knowledge.text.alternatives import table

PROBLEMS = (
    "problem|exercise|task|puzzle|aufgabe|übung|problema|ejercicio|esercizio|exercício|exercice|problème|oefening|opgave|"
    "zadanie|zadatak|příklad|задача|задание|упражнение|вправа|练习|習題|习题|例题|練習|問題|문제|연습"
)
"""Words that label one problem. Alternatives of a regular expression, without the plurals that head a section."""
SOLUTIONS = rf"{ANSWER_WORDS}|sol|proof|beweis|preuve|démonstration|доказательство|证明|証明|증명"
"""Words that label its solution; what is to be shown has a proof."""
_LEAD = re.compile(r"^\s{0,3}(?:[-*+>]\s+)?(?P<hashes>#{1,6}\s+)?(?P<sign>\*\*\*|\*\*|__|\*|_)?\s*")
"""The marks before a label."""
_PROBLEM = table((rf"(?:{PROBLEMS})(?![^\W\d_])", "Problem 3."))
"""The word of a problem's label."""
_SOLUTION = table(
    (
        rf"(?:{SOLUTIONS})(?![^\W\d_])(?:\s+(?:to|of|for)\b(?:\s+the\b)?)?(?:\s+(?:{PROBLEMS})(?![^\W\d_]))?",
        "Solution to Problem 3.",
    ),
)
"""The word of a solution's label, perhaps with the problem that it is for: "Solution to Problem 3"."""
_NUMBER = re.compile(r"\s*[#№]?\s*(?P<number>\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?|[IVX]{1,6}|[A-Z])(?!\w)")
"""The number of a problem: a chapter's may be before it."""
_TITLE = re.compile(r"\s*[(（](?P<title>[^()（）\n]{1,80})[)）]")
"""The title or the level of a problem, in brackets after its number."""
_STOP = re.compile(r"\s*(?:[.:：．。)）]+|[-–—]+(?=\s))")
"""What ends a label."""


@dataclass(frozen=True)
class ProblemLabel:
    """A label at the beginning of a line.

    Attributes:
        level: The level of its heading; 0 if it is none.
        number: Its number as it is written; "" if it has none.
        title: The words in brackets after it.
        rest: What follows on its line, with its emphasis.
    """

    level: int
    number: str
    title: str
    rest: str


def problem_label(line: str) -> ProblemLabel | None:
    """The label of a problem that a line begins with, as in "**Problem 3.** Show that …"; None if it has none."""
    return _label(line, _PROBLEM)


def solution_label(line: str) -> ProblemLabel | None:
    """The label of a solution that a line begins with; None if it has none."""
    return _label(line, _SOLUTION)


def _label(line: str, words: re.Pattern[str]) -> ProblemLabel | None:
    lead = _LEAD.match(line)
    assert lead is not None  # it can be empty
    word = words.match(line, lead.end())
    if word is None:
        return None
    at, number, title = word.end(), "", ""
    if numbered := _NUMBER.match(line, at):
        at, number = numbered.end(), numbered["number"]
    if titled := _TITLE.match(line, at):
        at, title = titled.end(), titled["title"]
    at, stopped = _past(_STOP, line, at)
    sign = lead["sign"] or ""
    closed = bool(sign) and line.startswith(sign, at)
    at, later = _past(_STOP, line, at + len(sign)) if closed else (at, False)
    rest = line[at:].strip().rstrip("#").rstrip()
    level = len((lead["hashes"] or "").strip())
    alone = not rest.strip("*_ ")
    # without a heading, a sign or a stop it is only the first word of a sentence
    if not (stopped or later or alone or (number and (level or closed))):
        return None
    opened = sign if sign and not closed and not alone else ""
    return ProblemLabel(level, number, title, "" if alone else f"{opened}{rest}")


def _past(form: re.Pattern[str], line: str, at: int) -> tuple[int, bool]:
    match = form.match(line, at)
    return (match.end(), True) if match else (at, False)
