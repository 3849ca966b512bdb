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
from knowledge.text.alternatives import any_of, table

_QUESTIONS = table(
    (
        any_of(
            r"coding, sql, programming, algorithm\w*, leetcode, python, practice, math\w*, probability, "
            r"logic, interview, case, design"
        )
        + " (?:problem|challenge|task|puzzle|kata)",
        "SQL problems",
    ),
    (any_of("question, exercise, quiz"), "Questions on bread"),
    (r"\bexams?\b", "Exams of last year"),
    ("flash ?cards?", "Flash cards"),
    (r"\bq ?& ?a\b", "Q & A"),
    (any_of("test yourself, pregunta, ejercicio"), "Test yourself"),
    (r"\bfragen?\b", "Die Fragen"),
    (any_of("übung, prüfung, exercice, pergunta, exercício, domand"), "Perguntas frequentes"),
    (r"\bvra(?:ag|gen)\b", "Vragen"),
    (any_of("pytan, otázk, câu hỏi, pertanyaan"), "Pytania"),
    (r"\bsoru", "Sorular"),
    (
        any_of("вопрос, упражнен, питан, 问题, 題, 题, 练习, 練習, 質問, 질문, 문제, سؤال, أسئلة, اسئلة, پرسش, سوال"),
        "أسئلة",
    ),
    ("प्रश्न", "प्रश्न"),
    (any_of("คำถาม, שאלות, ερωτήσ"), "คำถาม"),
)
"""A title that says that questions or tasks are below it."""
_CARDS = re.compile(r"\bflash ?cards?\b", re.I)
"""A title that says that what is below it has two sides."""
_INTERVIEW = re.compile(
    r"interview|entrevista|entretien|colloqui|phỏng vấn|wawancara|mülakat|rozmow|собеседован|співбесід|面试|面試|面接|면접|مقابلة|مصاحبه|"
    r"साक्षात्कार|สัมภาษณ์",
    re.I,
)
"""A title that speaks of interviews: if it promises no advice, it promises questions."""
_ADVICE = table(
    (
        r"\b"
        + any_of(
            "tips?, advice, guides?, guidelines?, checklists?, tricks, how[- ]to, preparation, prep, "
            "etiquette, mistakes, strateg(?:y|ies), do'?s and don'?ts, consejos, guía, conseils, tipps, "
            "ratgeber, anleitung, dicas, consigli"
        )
        + r"\b",
        "Guidelines for bakers",
    ),
    (any_of("советы, руководств, 技巧, 建议, 攻略, コツ"), "Советы"),
)
"""A title that promises advice: what is below asks nobody."""
_ADVISES = table(
    ("how to", "How to bake"),
    ("tips? (?:for|on|to|about)", "Tips for bakers"),
    ("advice (?:for|on|to|about)", "Advice for beginners"),
    ("steps? (?:for|to)", "Steps to take"),
    ("what to (?:do|bring|expect)", "What to bring"),
    ("interview (?:process|format|etiquette|steps|rounds?|day)", "Interview process"),
    (r"(?:adding|submitting|reporting)\b", "Reporting a mistake"),
    (r"(?:writing|using|editing) (?:this|these|the list|an?other|your own|questions?)\b", "Using this list"),
    ("contribut", "Contributing"),
    ("usage$", "Usage"),
    (r"install(?:ation|ing)?\b.{0,20}$", "Installation"),
    ("setup$", "Setup"),
    ("getting started", "Getting started"),
    ("licen[cs]e", "License"),
    ("credits?$", "Credits"),
    ("acknowledge?ments?", "Acknowledgements"),
    ("thanks", "Thanks to all"),
    ("(?:further |recommended )?(?:resources?|reading|links?|books?|courses?|sources?)$", "Further reading"),
    ("about (?:this|us|me|the authors?)", "About this list"),
    ("prerequisites?$", "Prerequisites"),
    ("table of contents", "Table of Contents"),
    ("contents$", "Contents"),
    ("index$", "Index"),
    ("support(?: us)?$", "Support us"),
    ("follow (?:me|us)", "Follow us"),
    ("star this", "Star this"),
    before="^",
)
"""Opens a title of advice or upkeep."""
_STRUCTURE = table(
    (
        "^"
        + any_of(
            "introduction, intro, overview, background, motivation, conclusions?, summary, preface, "
            "resources?, references?, appendix, further reading, next steps, preparation, practice, "
            "installation, usage, configuration, setup, requirements, prerequisites, contributing, "
            "licen[cs]e, faq, about, contents, methods, results, discussion, getting started"
        )
        + "$",
        "Getting started",
    ),
)
"""A title that any document may have, and that is no question itself."""

_CONTENTS = table(
    ("(?:table|list) of (?:the )?(?:contents|questions)", "Table of Contents"),
    (
        any_of(
            "contents?(?: table)?, toc, index, 目录, 目錄, 目次, содержание, оглавление, зміст, inhalt(?:sverzeichnis)?"
        ),
        "Inhaltsverzeichnis",
    ),
    ("(?:tabla de )?contenidos?", "Tabla de contenidos"),
    (any_of("índice, indice, sommaire, table des matières, sommario, conteúdo, sumário, spis treści, obsah"), "Índice"),
    ("innehåll(?:sförteckning)?", "Innehåll"),
    (any_of("inhoud(?:sopgave)?, içindekiler, mục lục, daftar isi, περιεχόμενα, 목차"), "Inhoud"),
    ("สารบัญ", "สารบัญ"),
    (
        any_of("قائمة المحتوى, قائمة المحتويات, المحتويات, المحتوى, فهرس, الفهرس, فهرست(?: مطالب)?, תוכן(?: עניינים)?"),
        "المحتويات",
    ),
    ("विषय सूची", "विषय सूची"),
    before="^",
    after="$",
)
"""The title of a table of contents: what it lists comes again below."""


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


@lru_cache(maxsize=4096)
def names_questions(title: str) -> bool:
    """Whether a title says that questions or tasks are below it; one that only speaks of interviews may as well tell of them."""
    words = re.sub(r"^[\W\d_]+", "", plain(title))
    return says_to_ask(title) > 0 and bool(_QUESTIONS.search(words))


def names_flashcards(title: str) -> bool:
    """Whether a title says that flashcards are below it, whose fronts need not be worded as questions."""
    return bool(_CARDS.search(title))


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


def told_above(line: int, outline: Outline, name: str, section: str = "", answered: bool = False) -> int:
    """What the nearest title above a line that says anything says, as ``says_to_ask`` counts it; else what the list's name says.

    Args:
        answered: Whether an answer is below the line. It is no entry of the contents then, though no heading ends these.
    """
    titles = (*titles_above(line, section, outline), file_title(name))
    return next(filter(None, (says_to_ask(title) for title in titles if not (answered and is_contents(title)))), 0)


def named_above(line: int, outline: Outline, name: str, section: str = "") -> bool:
    """Whether any title above a line, or the list's name, says that questions or tasks are below it."""
    return any(map(names_questions, (*titles_above(line, section, outline), file_title(name))))


def file_title(name: str) -> str:
    """The name of a file in words, without its folder and its kind."""
    return re.sub(r"\.\w+$", "", name.rpartition("/")[2]).replace("_", " ").replace("-", " ")


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
