"""Whether two texts are the same question: the same words, or the same apart from a corrected typo."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import TypeVar

from knowledge.authoring.words.asking import plain

_Key = TypeVar("_Key", bound=Hashable)
_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_぀-ヿ㐀-鿿가-힯]+")
"""A word; in scripts without spaces, a character."""
_TYPO = 0.7
"""The similarity from which one spelling is a typo of another: 'momentun' and 'momentum' have .88, 'RNN' and 'CNN' .67."""
_CHANGED = 0.34
"""The share of words that may differ, if only in typos and words that say little: one of three. By hand."""
_CANDIDATES = 5
"""How many questions are compared letter by letter, those that share most words. By hand; it bounds the time."""
_TURNING = frozenset(
    ["not", "no", "never", "without", "except", "不", "非", "无", "нет", "не", "без", "nicht", "kein", "sin"]
)
_LIGHT = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "to",
        "is",
        "are",
        "do",
        "does",
        "and",
        "or",
        "for",
        "please",
        "的",
        "了",
        "吗",
        "呢",
        "一",
        "个",
    ]
)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; each Chinese, Japanese or Korean character counts as a word."""
    return tuple(_WORD.findall(plain(text).casefold()))


def telling_words(text: str) -> frozenset[str]:
    """The words of a text without those that say little, such as "the"; all of them if it has no others."""
    words = frozenset(words_of(text))
    return words - _LIGHT or words


def is_reworded(old: str, new: str) -> bool:
    """Whether ``new`` is ``old`` with typos corrected or small words changed, so that it still asks the same thing."""
    before, after = words_of(old), words_of(new)
    if before == after:
        return True
    if not before or not after:
        return False
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changed = 0
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[i:j], after[k:m]
        if not _same_spelt(gone, come):
            if any(word in _TURNING or any(c.isdigit() for c in word) for word in (*gone, *come)):
                return False
            if not all(word in _LIGHT for word in (*gone, *come)):
                return False
        changed += max(len(gone), len(come))
    return changed <= max(1, _CHANGED * max(len(before), len(after)))


def _same_spelt(gone: tuple[str, ...], come: tuple[str, ...]) -> bool:
    one, other = "".join(gone), "".join(come)
    if one == other:
        return True
    if not gone or not come or re.sub(r"\D", "", one) != re.sub(r"\D", "", other) or min(len(one), len(other)) < 4:
        return False
    if len(gone) != len(come):
        return False
    return all(SequenceMatcher(None, a, b, autojunk=False).ratio() >= _TYPO for a, b in zip(gone, come, strict=True))


def likest(text: str, others: Mapping[_Key, str], index: Mapping[str, Iterable[_Key]]) -> _Key | None:
    """The text among others that this one is a new wording of; None if none is close enough.

    Args:
        index: The keys of the others by word, as ``by_word`` makes it.
    """
    shared: Counter[_Key] = Counter()
    for word in set(words_of(text)):
        shared.update(index.get(word, ()))
    return next((key for key, _ in shared.most_common(_CANDIDATES) if is_reworded(others[key], text)), None)


def by_word(texts: Mapping[_Key, str]) -> dict[str, list[_Key]]:
    """The keys of some texts by each word; words that occur in very many texts are left out, because they say little."""
    index: dict[str, list[_Key]] = defaultdict(list)
    for key, text in texts.items():
        for word in set(words_of(text)):
            index[word].append(key)
    most = max(50, len(texts) // 10)
    return {word: keys for word, keys in index.items() if len(keys) <= most}
