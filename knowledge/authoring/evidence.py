"""The evidence that a list contains questions.

"Describe your change" is a step of a guide in one file and a question in another. So an instruction, a topic or a link counts
as a question only if the rest of the list shows that it is one. A list without such evidence is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from knowledge.authoring.asking import ASKS, commands, plain, worth
from knowledge.authoring.marks import Heading
from knowledge.authoring.question_list import ListedPart, QuestionList
from knowledge.authoring.refusals import UnreadableList, short

_LEAST_ASKING = 0.5
"""Minimum share of parts that must ask. The public lists that were tried have .67 or more; guides with steps, below .35."""
_SHOWING = 0.2
"""If at least this share are plain questions, the instructions among them count as questions too."""
_MANY = 5
"""If a list has at least this many parts and most of them can only be answered in words, it is not a guide: nobody's steps are
"explain", "compare", "derive" five times over."""
_WORDS_ANSWER = re.compile(
    r"(?:briefly |please )?(?:explain|compare|contrast|define|discuss|derive|differentiate|distinguish|prove|"
    r"elaborate|erkläre|explique|expliquez|объясните|сравните)\b|请解释|解释一下|简述|簡述|説明し|述べよ|설명",
    re.I,
)
_SAID_TO_ASK = re.compile(
    r"question|interview|exercise|quiz|\bexams?\b|flash ?cards?|\bq ?& ?a\b|test yourself|practice problems|"
    r"pregunta|entrevista|ejercicio|\bfragen?\b|übung|prüfung|entretien|exercice|pergunta|exercício|"
    r"вопрос|собеседован|упражнен|питан|问题|題|题|面试|面試|练习|練習|質問|面接|질문|면접|문제|سؤال|أسئلة|اسئلة|مقابلة|प्रश्न|साक्षात्कार",
    re.I,
)
_SAID_TO_BE_DONE = re.compile(
    r"\b(?:tasks?|problems?|challenges?|puzzles?)\b|aufgabe|tarea|tarefa|problème|задач|задани|任务|課題|과제", re.I
)
_ANSWERED = 0.8
"""If at least this share of the items under "Tasks" or "Questions" has something below, they are tasks with solutions."""
_STATEMENT_WORDS = 3
"""An item that asks nothing and has at least this many words is a statement rather than a topic."""
_SENTENCE = re.compile(r"(?:\S+\s+){2,}\S*[?？؟]|[^\x00-\x7f]{3,}[?？؟]")
_CODE = re.compile(r"(```+|~~~+).*?(?:\1|\Z)|`[^`\n]*`", re.DOTALL)


class Standing(Enum):
    """How a part counts as a question: it asks something itself, it is an instruction, or neither."""

    ASKS = 1
    TELLS = 2
    SILENT = 3


def standing(part: ListedPart) -> Standing:
    """Whether one part is a question, judging by its own words and labels."""
    if part.labelled:
        return Standing.ASKS
    first = part.text.split("\n")[0]
    value = max(worth(first), worth(part.stem.split("\n")[0]))
    if value >= 1 and len(plain(first)) > 2 and not _is_exclamation(first):
        return Standing.ASKS
    # its question may be below its first line
    if _SENTENCE.search(plain(_CODE.sub(" ", f"{part.stem}\n{part.text}"))):
        return Standing.ASKS
    if worth(first) >= ASKS:
        mild = commands(first) or _is_exclamation(first)
        return Standing.TELLS if mild else Standing.ASKS
    return Standing.TELLS if worth(part.stem) >= ASKS else Standing.SILENT


def with_evidence(found: QuestionList, text: str, headings: Sequence[Heading], name: str = "") -> QuestionList:
    """The list without sections that ask nothing; those are listed as unplaced.

    Args:
        text: The text that was read, for the lines that are left out.
        name: Name of the list; "questions.md" says what its items are.

    Raises:
        UnreadableList: Most of it asks nothing, nothing shows that its instructions are questions, or most of its lines
            belong to no question.
    """
    titles = [name.rpartition("/")[2], *(h.text for h in headings[:1]), *found.sections]
    told = any(_SAID_TO_ASK.search(plain(title)) for title in titles)
    solved = told or any(_SAID_TO_BE_DONE.search(plain(title)) for title in titles)
    # a guide's chapters have text below as well, so headings need to ask
    if solved and "heading" not in found.shape and _is_answered(found.parts):
        _refuse_left_over(found, text.split("\n"))
        return found
    _refuse_silence(found, told)
    _refuse_left_over(found, text.split("\n"))
    found = _without_silent_sections(found, text.split("\n"), headings)
    _refuse_silence(found, told)
    return found


def _is_exclamation(text: str) -> bool:
    """Whether a question is one word, as in "Questions?" or "Problems? Ask us"."""
    asked = re.split(r"[?？؟]", plain(text))[0]
    return len(asked.split()) < 2 and asked.isascii()


def _refuse_silence(found: QuestionList, told: bool) -> None:
    stands = [(part, standing(part)) for part in found.parts]
    asking = sum(kind is Standing.ASKS for _, kind in stands)
    telling = [part for part, kind in stands if kind is Standing.TELLS]
    silent = [part for part, kind in stands if kind is Standing.SILENT]
    words = sum(bool(_WORDS_ANSWER.match(plain(part.text))) for part in telling)
    shown = told or asking >= _SHOWING * len(stands) or (len(stands) >= _MANY and words >= 0.75 * len(stands))
    if asking + shown * len(telling) >= _LEAST_ASKING * len(stands):
        return
    if telling and not shown and (not silent or telling[0].line < silent[0].line):
        raise UnreadableList(
            f"is not understood: line {telling[0].line} ({short(telling[0].text)}) is an instruction, like a step of a "
            f"guide, and nothing shows that it is a question; put a heading such as '# Interview questions' above "
            f"the list, or the answers below, after 'Answer:'"
        )
    # a statement shows the problem better than a single word
    misled = next((p for p in silent if len(re.findall(r"[^\W\d]+", plain(p.text))) >= _STATEMENT_WORDS), silent[0])
    numbered = "is numbered but asks nothing" if found.shape.startswith("numbered") else "asks nothing"
    raise UnreadableList(
        f"is not understood: line {misled.line} {numbered} ({short(misled.text)}); only {asking} of "
        f"{len(stands)} {found.shape} do; word each question as one, such as 'What is …?', or put its answer "
        "below, after 'Answer:'"
    )


def _without_silent_sections(found: QuestionList, lines: Sequence[str], headings: Sequence[Heading]) -> QuestionList:
    """The list without sections that ask nothing: a list often ends with steps for contributors, which are not questions."""
    groups: dict[str, list[ListedPart]] = defaultdict(list)
    for part in found.parts:
        groups[part.section].append(part)
    out = {section for section, parts in groups.items() if not _SAID_TO_ASK.search(section) and _is_silent(parts)}
    if not out or len(out) == len(groups):
        return found
    begins = sorted({part.line for part in found.parts} | {len(lines) + 1})
    named = {line for line, _ in (*found.unplaced, *found.passed)}
    named |= {heading.start + 1 for heading in headings if plain(heading.text) in set(groups) - out}
    left = [
        (h.start + 1, lines[h.start].rstrip()) for h in headings if plain(h.text) in out and h.start + 1 not in named
    ]
    for part in (part for section in out for part in groups[section]):
        end = next(line for line in begins if line > part.line)
        left += [(n, lines[n - 1].rstrip()) for n in range(part.line, end) if lines[n - 1].strip() and n not in named]
    kept = tuple(part for part in found.parts if part.section not in out)
    return replace(found, parts=kept, unplaced=tuple(sorted({*found.unplaced, *left})))


def _is_answered(parts: Sequence[ListedPart]) -> bool:
    return sum(bool(part.answer) for part in parts) >= _ANSWERED * len(parts)


def _is_silent(parts: Sequence[ListedPart]) -> bool:
    stands = [standing(part) for part in parts]
    telling = sum(kind is Standing.TELLS for kind in stands)
    return Standing.ASKS not in stands and telling < _LEAST_ASKING * len(stands)


def _refuse_left_over(found: QuestionList, lines: Sequence[str]) -> None:
    """Refuse a text that is mostly something else: an article with three questions in it is not a question list."""
    passed = {line for line, _ in found.passed}
    filled = [n for n, line in enumerate(lines, start=1) if any(c.isalnum() for c in line) and n not in passed]
    left = [(line, said) for line, said in found.unplaced if any(c.isalnum() for c in said)]
    if 2 * len(left) > len(filled):
        line, said = left[0]
        raise UnreadableList(
            f"is not understood: {len(left)} of {len(filled)} lines belong to no question, the first of them line {line} "
            f"({short(said)}); put the questions into a separate file"
        )
