"""What a title says of the items below it: that they are questions, or advice or upkeep, and how difficult they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge.authoring.question_list import ListedPart
from knowledge.authoring.structure.marks import Heading, Mark
from knowledge.authoring.structure.outline import Outline
from knowledge.authoring.words.asking import plain
from knowledge.authoring.words.levels import level_of_section

_QUESTIONS = re.compile(
    r"(?:coding|sql|programming|algorithm\w*|leetcode|python|practice|math\w*|probability|logic|interview|case|design) "
    r"(?:problem|challenge|task|puzzle|kata)|question|exercise|quiz|\bexams?\b|flash ?cards?|\bq ?& ?a\b|test yourself|"
    r"pregunta|ejercicio|\bfragen?\b|übung|prüfung|exercice|pergunta|exercício|domand|\bvra(?:ag|gen)\b|pytan|otázk|"
    r"câu hỏi|pertanyaan|\bsoru|вопрос|упражнен|питан|问题|題|题|练习|練習|質問|질문|문제|سؤال|أسئلة|اسئلة|پرسش|سوال|प्रश्न|"
    r"คำถาม|שאלות|ερωτήσ",
    re.I,
)
_INTERVIEW = re.compile(
    r"interview|entrevista|entretien|colloqui|phỏng vấn|wawancara|mülakat|rozmow|собеседован|співбесід|面试|面試|面接|면접|مقابلة|مصاحبه|"
    r"साक्षात्कार|สัมภาษณ์",
    re.I,
)
_ADVICE = re.compile(
    r"\b(?:tips?|advice|guides?|guidelines?|checklists?|tricks|how[- ]to|preparation|prep|etiquette|mistakes|strateg(?:y|ies)|"
    r"do'?s and don'?ts|consejos|guía|conseils|tipps|ratgeber|anleitung|dicas|consigli)\b|советы|руководств|技巧|建议|攻略|コツ",
    re.I,
)
_ADVISES = re.compile(
    r"^(?:how to|tips? (?:for|on|to|about)|advice (?:for|on|to|about)|steps? (?:for|to)|what to (?:do|bring|expect)|"
    r"interview (?:process|format|etiquette|steps|rounds?|day)|"
    r"(?:adding|submitting|reporting)\b|(?:writing|using|editing) (?:this|these|the list|an?other|your own|questions?)\b|"
    r"contribut|usage$|install(?:ation|ing)?\b.{0,20}$|setup$|getting started|licen[cs]e|credits?$|"
    r"acknowledge?ments?|thanks|(?:further |recommended )?(?:resources?|reading|links?|books?|courses?|sources?)$|"
    r"about (?:this|us|me|the authors?)|prerequisites?$|table of contents|contents$|index$|"
    r"support(?: us)?$|follow (?:me|us)|star this)",
    re.I,
)
_STRUCTURE = re.compile(
    r"^(?:introduction|intro|overview|background|motivation|conclusions?|summary|preface|resources?|references?|appendix|"
    r"further reading|next steps|preparation|practice|installation|usage|configuration|setup|requirements|prerequisites|"
    r"contributing|licen[cs]e|faq|about|contents|methods|results|discussion|getting started)$",
    re.I,
)

_CONTENTS = re.compile(
    r"^(?:(?:table|list) of (?:the )?(?:contents|questions)|contents?(?: table)?|toc|index|目录|目錄|目次|содержание|оглавление|зміст|"
    r"inhalt(?:sverzeichnis)?|(?:tabla de )?contenidos?|índice|indice|sommaire|table des matières|sommario|conteúdo|sumário|"
    r"spis treści|obsah|innehåll(?:sförteckning)?|inhoud(?:sopgave)?|içindekiler|mục lục|daftar isi|περιεχόμενα|목차|สารบัญ|"
    r"قائمة المحتوى|قائمة المحتويات|المحتويات|المحتوى|فهرس|الفهرس|فهرست(?: مطالب)?|תוכן(?: עניינים)?|विषय सूची)$",
    re.I,
)


def is_contents(title: str) -> bool:
    """Whether a title says that the list's contents follow, so that it is neither a question nor the name of a section."""
    return bool(_CONTENTS.match(" ".join(re.sub(r"^[\W\d_]+|\W+$", "", plain(title)).split())))


@lru_cache(maxsize=4096)
def says_to_ask(title: str) -> int:
    """1 if a title says that its items are questions, -1 if it says that they are advice, steps or upkeep, and otherwise 0."""
    words = re.sub(r"^[\W\d_]+", "", plain(title))
    if _ADVISES.match(words):
        return -1
    questions, advice = bool(_QUESTIONS.search(words)), bool(_ADVICE.search(words))
    if questions:
        return 0 if advice else 1
    return -1 if advice else int(bool(_INTERVIEW.search(words)))


def is_structure(text: str) -> bool:
    """Whether a text is the name of a chapter that any document has, such as "Introduction"."""
    return bool(_STRUCTURE.match(plain(text).strip(" .:")))


def titles_above(line: int, section: str, outline: Outline) -> Iterator[str]:
    """The titles above a question, from the nearest to that of the whole list.

    Args:
        line: The question's line, from 1.
        section: The title that the question was read under; the only one if the list has no headings.
    """
    yield section
    for heading in outline.above(line - 1):
        yield _words(heading)
    if outline.first is not None and outline.first.start + 1 < line:
        yield _words(outline.first)


def told_above(line: int, outline: Outline, name: str, section: str = "") -> int:
    """What the nearest title above a line that says anything says, as ``says_to_ask`` counts it; else what the list's name says."""
    file = re.sub(r"\.\w+$", "", name.rpartition("/")[2]).replace("_", " ").replace("-", " ")
    return next(filter(None, map(says_to_ask, (*titles_above(line, section, outline), file))), 0)


def with_levels_above(parts: Sequence[ListedPart], headings: Sequence[Heading] = ()) -> tuple[ListedPart, ...]:
    """The parts with the difficulty of the nearest title above that is one, such as "Advanced", if they have none of their own."""
    outline = Outline(headings)
    return tuple(
        part
        if part.difficulty
        else replace(
            part,
            difficulty=next(filter(None, map(level_of_section, titles_above(part.line, part.section, outline))), 0),
        )
        for part in parts
    )


def _words(heading: Heading | Mark) -> str:
    return heading.text if isinstance(heading, Heading) else heading.asked.text
