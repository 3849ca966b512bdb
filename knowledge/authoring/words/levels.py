"""Levels of difficulty as lists write them: words, letters, signs, stars and digits, wherever they are in a line or a cell."""

from __future__ import annotations

import re

from knowledge.text.alternatives import any_of, table

LEVELS = {
    "very easy": 1, "trivial": 1,
    "e": 2, "easy": 2, "beginner": 2, "basic": 2, "junior": 2, "entry": 2, "novice": 2, "👶": 2, "🟢": 2,
    "m": 3, "medium": 3, "intermediate": 3, "mid": 3, "middle": 3, "moderate": 3, "⭐": 3, "🟡": 3,
    "h": 4, "hard": 4, "difficult": 4, "advanced": 4, "senior": 4, "🟠": 4, "🔴": 4,
    "expert": 5, "very hard": 5, "very difficult": 5, "🚀": 5,
    "简单": 2, "簡單": 2, "初级": 2, "初級": 2, "容易": 2, "入门": 2, "易": 2,
    "中等": 3, "中级": 3, "中級": 3, "中": 3, "困难": 4, "困難": 4, "高级": 4, "高級": 4, "上級": 4, "难": 4, "難": 4,
    "쉬움": 2, "초급": 2, "보통": 3, "중급": 3, "어려움": 4, "고급": 4,
    "легко": 2, "легкий": 2, "лёгкий": 2, "простой": 2, "средний": 3, "средне": 3, "сложно": 4, "сложный": 4, "трудный": 4,
    "fácil": 2, "medio": 3, "médio": 3, "difícil": 4, "facile": 2, "moyen": 3, "difficile": 4,
    "leicht": 2, "einfach": 2, "mittel": 3, "schwer": 4, "schwierig": 4, "kolay": 2, "orta": 3, "zor": 4,
    "سهل": 2, "متوسط": 3, "صعب": 4, "आसान": 2, "मध्यम": 3, "कठिन": 4, "ง่าย": 2, "ปานกลาง": 3, "ยาก": 4,
}  # fmt: skip
"""The level of each name, 1 to 5. Markdown and CSV share it, so that "easy" is the same in both."""
_WORD = (
    r"(?:difficulty(?: level)?|level|lvl|hardness|сложность|уровень|难度|難度|難易度|난이도|dificultad|dificuldade|"
    r"nivel|nível|niveau|schwierigkeit|zorluk)"
)
_SAYS = rf"{_WORD}\s*[:：=\-–—]?\s*"
_NAMED = sorted((name for name in LEVELS if name[0].isalnum()), key=len, reverse=True)
_NAME = rf"(?:{'|'.join(map(re.escape, _NAMED))})(?:[- ]level)?"
_PLAIN = rf"(?:{'|'.join(re.escape(n) for n in _NAMED if len(n) > 2 or not n.isascii())})(?:[- ]level)?"
"""Names that are clear without brackets: no single letters."""
_STARS = r"(?:[★☆⭐🌟]\ufe0f?){1,5}"
_SIGN = rf"(?:{'|'.join(n for n in LEVELS if not n[0].isalnum() and n != '⭐')}|{_STARS})"
_VALUE = rf"(?:(?:{_SAYS})?(?:{_NAME}|{_SIGN})|{_SAYS}[1-5](?:\s*/\s*5)?)"
_LOUD = rf"(?:(?:{_SAYS})?(?:{_PLAIN}|{_SIGN})|{_SAYS}[1-5](?:\s*/\s*5)?)"
_MARK = (
    rf"(?:(?P<sign>\*\*|__|\*|_)?(?P<code>`)?[\[(（【]\s*{_VALUE}\s*[\])）】](?(code)`)(?(sign)\s*:?(?P=sign))|"
    rf"`\s*{_VALUE}\s*`|(?P<bold>\*\*|__|\*|_){_LOUD}\s*[:：.]?(?P=bold)|{_SIGN})"
)
_BEFORE = table(
    (
        rf"^\s*(?:{_MARK}\s*[:：.\-–—]?\s*|{_LOUD}\s*[:：]\s+|{_LOUD}\s+[-–—]\s+|{_SAYS}{_PLAIN}\s*[.;,]\s+)"
        r"(?=\S)",
        "Easy: What is gluten?",
    ),
)
"""A level before the question."""
_AFTER = table(
    (rf"\s*[-–—:|·•]?\s*{_MARK}\s*\.?", "rye? [difficulty - Hard]"),
    (rf"\s*[–—|·•]\s*{_LOUD}", "rye? – Very hard"),
    (rf"\s+-\s+{_LOUD}", "rye? - easy"),
    (rf"(?<=[?？؟.!。])\s*{_SAYS}{_NAME}", "What is dough? Level: easy"),
    (rf"(?<=[?？؟])\s*(?:{_LOUD}|[\[(]?[1-5]/5[\])]?)", "What is gluten? 3/5"),
    after=r"\s*$",
)
"""A level after it."""
_ALONE = table(
    (
        rf"^\s*(?:[-*+>]\s+)?(?:{_MARK}|(?:\*\*|__|\*|_)?{_SAYS}(?:\*\*|__)?\s*(?:{_VALUE}|[1-5]"
        r"(?:/5)?)[*_]*)\s*\.?\s*$",
        "Difficulty: easy",
    ),
)
"""A level on a line of its own."""
_MARKUP = re.compile(r"<[^<>]{1,80}>|[*_`\[\](){}（）【】]+")
"""Marks around a level, which say nothing of it."""
_LONGEST = 60
"""The longest mark in characters, with the spaces around it."""
_LAST = tuple(
    {f"{mark}{name}" for name in LEVELS if len(name) == 1 and name.isascii() for mark in "[(（【`"}
    | {name.split()[-1] for name in LEVELS if len(name) > 1 or not name.isascii()}
    | {"level", *"12345★☆⭐🌟"}
)
"""What a text with a mark at its end ends with. Most texts have none, and this is found out much sooner so."""
_UNSEEN = " \t\n\u200b\u200d\ufeff\ufe0f"
_OF_LEVEL = table(
    (
        rf"^(?:\d+[.)]\s*)?(?:(?:{_SAYS})?(?P<name>{_PLAIN})|{_WORD}\s*(?P<digit>[1-5]))(?:\s+"
        + any_of(r"(?:interview\s+)?(?:questions?|problems?|exercises?|tasks?), вопросы, preguntas, fragen")
        + r")?\W*$",
        "Beginner level",
    ),
)
"""A title that gives the level of what is below it."""


def difficulty_of(text: str) -> int:
    """The difficulty, 1 to 5, if a cell or a remark is nothing but a difficulty; otherwise 0."""
    bare = _MARKUP.sub(" ", re.sub(r"^\s*[-+>]\s+", "", text.replace("\ufe0f", "")))
    bare = " ".join(bare.casefold().split()).strip(" –—:：.|·")
    said = re.match(_SAYS, bare, re.I)
    bare = bare[said.end() :] if said else bare
    level = LEVELS.get(bare) or LEVELS.get(re.sub(r"[- ]level$", "", bare), 0)
    if level:
        return level
    if stars := re.fullmatch(r"([★⭐🌟]{1,5})☆{0,4}", bare):
        return len(stars[1])
    rate = re.fullmatch(r"([1-5])(?:\s*/\s*5)?", bare)
    return int(rate[1]) if rate else 0


def is_level(text: str) -> bool:
    """Whether a text is a difficulty in words or signs; a bare digit may as well be a number."""
    return difficulty_of(text) > 0 and not re.fullmatch(r"[\W_]*\d[\W_]*", text)


def is_level_line(line: str) -> bool:
    """Whether a line below a question says how difficult it is, and nothing else."""
    return len(line) <= _LONGEST and bool(_ALONE.match(line)) and difficulty_of(line) > 0


def without_difficulty(text: str) -> tuple[str, int]:
    """A question without the difficulty at its beginning or end, and that difficulty; 0 if there is none."""
    text = text.strip(_UNSEEN)
    for pattern in (_BEFORE, _AFTER):
        # marks are short, so a long text need not be searched
        at = max(0, len(text) - _LONGEST) if pattern is _AFTER else 0
        near = text[at : at + _LONGEST]
        if pattern is _AFTER and not near.rstrip(" \t\n])）】`*_.\ufe0f").casefold().endswith(_LAST):
            continue
        match = pattern.search(near) if pattern is _AFTER else pattern.match(near)
        rest = (text[: at + match.start()] + text[at + match.end() :]).strip(_UNSEEN) if match else ""
        if match and any(c.isalnum() for c in rest) and _is_mark(match[0], rest, pattern is _AFTER):
            level = difficulty_of(match[0])
            if level:
                return rest, level
    return text, 0


def text_without_difficulty(text: str) -> tuple[str, int]:
    """A text without the difficulty in its first line, and that difficulty; 0 if there is none."""
    first, mark, rest = text.partition("\n")
    words, level = without_difficulty(first)
    return (f"{words}{mark}{rest}".strip("\n "), level) if level else (text, 0)


def _is_mark(said: str, rest: str, after: bool) -> bool:
    """Whether a letter is a level: capital, and not the last word of a question such as "What is `E`"."""
    letters = re.sub(r"[\W_]", "", said)
    if len(letters) != 1 or not letters.isascii():
        return True
    return letters.isupper() and not (after and "`" in said and rest[-1] not in "?？.!")


def level_of_section(title: str) -> int:
    """The difficulty that a section's title gives to its questions, as in "Advanced" or "Easy questions"; 0 if it gives none."""
    match = _OF_LEVEL.match(_MARKUP.sub(" ", title).strip())
    return (int(match["digit"]) if match["digit"] else difficulty_of(match["name"])) if match else 0
