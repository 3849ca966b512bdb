"""Clues in the words of a line: how much it looks like a question, its number, and its difficulty."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

ASKS = 0.8
"""The worth from which a line counts as a question."""
_NUMBERED = 0.7
"""The worth of a line in a run of numbers: less than a question's, more than a step's or a topic's."""

_ENDS = re.compile(r"[?？؟;]\s*$")
_POLITELY = r"(?:so |and |in your opinion,? |briefly |please |can you )?"
_ASKS = (
    r"what|what['’]s|why|how|which|who|whose|difference between|differences between|"
    r"qué|cuál|cómo|por qué|was|warum|wie|welche|wann|pourquoi|quelle?s?|qu['’]est|"
    r"что|как|почему|зачем|чем|какие|какой|какая|каково"
)
_TELLS = (
    r"explain|describe|define|compare|contrast|discuss|derive|implement|design|differentiate|distinguish|list|name|tell|"
    r"write|walk|talk|suppose|imagine|elaborate|summari[sz]e|prove|outline|mention|"
    r"explique|explica|describe|erkläre|nenne|comment|expliquez|décrivez|"
    r"объясните|опишите|назовите|сравните|расскажите"
)
_OPENS = re.compile(rf"{_POLITELY}(?:{_ASKS}|{_TELLS})\b", re.I)
_COMMANDS = re.compile(
    rf"{_POLITELY}(?:{_TELLS})\b|"
    # without a question mark these begin a title: "How to build", "What you will learn", "Why this list"
    r"(?:how|what|why|which|who|where|when) (?:to|you|we|i|they|it|this|these|the|an?|our|your|my|makes?)\b",
    re.I,
)
_TELLS_ANYWHERE = r"简述|簡述|解释一下|说说|谈谈|介绍一下|请解释|説明し|述べよ|설명|समझाइए"
_ANYWHERE = re.compile(
    r"什么|什麼|怎么|怎麼|如何|为何|為何|哪些|哪个|哪種|区别|區別|吗$|"
    r"ですか|ますか|とは$|なぜ|무엇|왜 |인가|까요|क्या|क्यों|कैसे|ما هو|ما هي|لماذا|كيف|" + _TELLS_ANYWHERE
)
_TITLES = frozenset(["how to", "what is this", "what's new", "who we are", "how to use", "how to contribute"])
"""Page titles that begin like a question."""
_LABEL = r"(?:Q|Ques|Question|问|问题|题|题目|面试题|問|質問|Вопрос|Pregunta|Frage|Pergunta|질문|प्रश्न|سؤال)\s*[.#№]?\s*"
_NUMBER = re.compile(
    rf"^(?:\\?#\s*)?(?:(?P<label>{_LABEL})(?P<n>\d{{1,4}})?\s*(?:[.):：、．）\]\-–—]+\s*|(?<=\d)\s+)"
    r"|第\s*(?P<z>\d{1,4})\s*[题題问問][.:：、]?\s*"
    r"|[(（\[](?P<b>\d{1,4})[)）\]]\s*|(?P<p>\d{1,4}(?:\.\d{1,3})*)\s*[.):：、．）]+(?!\d)\s*"
    r"|(?P<o>0\d{1,3}|\d{1,3}(?:\.\d{1,3})+)\s+(?=\S))",
    re.I,
)
_EMPHASIS = re.compile(r"^(?:\*\*|__|\*|_)")
_UNSEEN = " \t\n\u200b\u200d\ufeff\ufe0f"
_LEVELS = {
    "e": 2, "easy": 2, "beginner": 2, "basic": 2, "junior": 2, "简单": 2, "初级": 2, "容易": 2, "👶": 2, "🟢": 2,
    "m": 3, "medium": 3, "intermediate": 3, "mid": 3, "moderate": 3, "中等": 3, "中级": 3, "⭐": 3, "⭐️": 3, "🟡": 3,
    "h": 4, "hard": 4, "difficult": 4, "advanced": 4, "senior": 4, "困难": 4, "高级": 4, "难": 4, "🔴": 4,
    "expert": 5, "very hard": 5, "🚀": 5,
}  # fmt: skip
_NAMES = "|".join(sorted((re.escape(name) for name in _LEVELS if name[0].isalnum()), key=len, reverse=True))
_SIGNS = "|".join(re.escape(name) for name in ("⭐️", "👶", "🟢", "⭐", "🟡", "🔴", "🚀"))
_HARDNESS = (
    rf"(?:[\[(（【]\s*(?:difficulty\s*:\s*)?(?P<name>{_NAMES})\s*[\])）】]|`(?P<code>{_NAMES})`|(?P<sign>{_SIGNS}))"
)
_BEFORE = re.compile(rf"^\s*{_HARDNESS}\s*[:.\-–]?\s*(?=\S)", re.I)
_AFTER = re.compile(rf"\s*[-–:]?\s*{_HARDNESS}\s*$", re.I)
_ALONE = re.compile(rf"^\s*[-–:]?\s*{_HARDNESS}\s*$", re.I)


@dataclass(frozen=True)
class Asked:
    """The words of one possible question, without its markup.

    Attributes:
        text: Markdown without number, label, emphasis and difficulty.
        number: Its number; None if it has none.
        labelled: Whether a word such as ``Q`` or ``Question`` labels it as one.
        difficulty: 2 (easy) to 5 (expert); 0 if it is not given.
    """

    text: str
    number: int | None = None
    labelled: bool = False
    difficulty: int = 0

    @property
    def worth(self) -> float:
        """How much it looks like a question, 0..1."""
        return max(worth(self.text), 0.9 if self.labelled else 0.0)


def plain(text: str) -> str:
    """A text without links, emphasis and code marks."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<[^>]{1,80}>", " ", text))
    return " ".join(re.sub(r"[*`]+|(?<!\w)_+|_+(?!\w)", "", text).split())


def title_key(text: str) -> str:
    """A key that is equal for two spellings of a title: only letters and digits, without number and difficulty."""
    return "".join(c for c in read_asked(plain(text)).text.casefold() if c.isalnum())


def worth(text: str) -> float:
    """How much a text looks like a question, 0..1, judging by its last character and its first words."""
    words = plain(text).strip(" \"'“”")
    if not words or not any(c.isalnum() for c in words):
        return 0.0
    if _ENDS.search(words) and not words.endswith(";"):
        return 1.0
    if words.startswith("¿") or re.search(r"[?？؟]", words):
        return 0.9
    if (_OPENS.match(words) and " " in words and words.casefold() not in _TITLES) or _ANYWHERE.search(words):
        return 0.85 if not words.endswith(":") else 0.5
    return 0.0


def commands(text: str) -> bool:
    """Whether a text only tells somebody to do something, or is a title. Steps in guides are worded like that too."""
    words = plain(text).strip(" \"'“”")
    if worth(text) < ASKS or re.search(r"[?？؟]", words):
        return False
    return bool(_COMMANDS.match(words)) or not (_OPENS.match(words) or _asks_anywhere(words))


def _asks_anywhere(words: str) -> bool:
    return bool(_ANYWHERE.search(re.sub(_TELLS_ANYWHERE, " ", words)))


def worths(asked: list[Asked]) -> list[float]:
    """The worth of each of some lines of one kind; a run of numbers raises them all."""
    numbers = [a.number for a in asked]
    told = [n for n in numbers if n is not None]
    steps = sum(after in (before + 1, 1) for before, after in itertools.pairwise(told))
    running = (
        len(told) >= (3 if len(told) < len(asked) else 2)
        and len(told) >= 0.7 * len(asked)
        and steps >= 0.7 * (len(told) - 1)
    )
    return [max(a.worth, _NUMBERED if running and a.number is not None else 0.0) for a in asked]


def read_asked(text: str) -> Asked:
    """Reads a line: removes its number, label, difficulty and any emphasis around the whole."""
    text, difficulty = _without_difficulty(text.strip())
    text = _unwrapped(text)
    lead = _EMPHASIS.match(text)
    bare = text[lead.end() :] if lead else text
    match = _NUMBER.match(bare)
    if not match or not bare[match.end() :].strip(" *_"):
        text, more = _without_difficulty(text)
        return Asked(_unwrapped(text), difficulty=difficulty or more)
    rest = bare[match.end() :]
    if lead:
        # the emphasis closes right after the number, or continues over the question
        sign = lead[0]
        closed = rest.startswith(sign)
        rest = rest[len(sign) :].lstrip(" .):：、") if closed else f"{sign}{rest}" if sign in rest else rest
    rest, more = _without_difficulty(_unwrapped(rest.strip()))
    found = match["n"] or match["z"] or match["b"] or match["p"] or match["o"]
    number = int(found.split(".")[-1]) if found else None
    return Asked(_unwrapped(rest), number, match["label"] is not None, difficulty or more)


def difficulty_of(text: str) -> int:
    """The difficulty if a cell or a remark is nothing but a difficulty; otherwise 0."""
    bare = plain(text).strip("[]() ").casefold()
    if bare in _LEVELS:
        return _LEVELS[bare]
    alone = _ALONE.match(text)
    if alone:
        return _level(alone)
    stars = re.fullmatch(r"([★⭐]{1,5})[☆]*", bare.replace("️", ""))
    if stars:
        return len(stars[1])
    return int(bare[0]) if re.fullmatch(r"[1-5](/5)?", bare) else 0


def _without_difficulty(text: str) -> tuple[str, int]:
    text = text.strip(_UNSEEN)
    for pattern in (_BEFORE, _AFTER):
        match = pattern.search(text)
        if match and (rest := (text[: match.start()] + text[match.end() :]).strip(_UNSEEN)):
            return rest, _level(match)
    return text, 0


def _level(match: re.Match[str]) -> int:
    return _LEVELS[(match["name"] or match["code"] or match["sign"]).casefold()]


def _unwrapped(text: str) -> str:
    """A text without emphasis around the whole."""
    for sign in ("***", "**", "__", "*"):
        inside = text[len(sign) : -len(sign)]
        if len(text) > 2 * len(sign) and text.startswith(sign) and text.endswith(sign) and sign not in inside:
            return inside.strip()
    return text
