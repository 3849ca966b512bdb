"""The question list that the built-in bank covers: its numbers, and how many parts each question has."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType

from knowledge.schema import SECTION_TITLES, Bank

_NUMBERS = {
    "training": range(1, 31),
    "nlp": (1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
    "vision": range(1, 13),
    "rl": (1, 2, 3, 4, 7, 10, 11, 12),
    "advanced": range(1, 6),
}
"""Numbers of the list by section. Gaps are gaps in the list."""

_PARTS = MappingProxyType(
    {
        "training": {3: 2, 4: 4, 6: 2, 13: 2, 17: 2, 18: 3, 20: 2, 26: 2, 27: 3, 28: 2},
        "nlp": {1: 3, 4: 3, 5: 2},
        "vision": {2: 2, 8: 4},
        "rl": {},
        "advanced": {2: 4, 3: 2, 4: 3, 5: 2},
    }
)
"""Questions with more than one part; 13.1 of training is one part with three curves."""


def numbers_of_list() -> tuple[str, ...]:
    """Every number of the list as a bank file names it in ``source``, such as "Computer Vision 8.4"; 100 in all."""
    return tuple(
        name
        for section, numbers in _NUMBERS.items()
        for number in numbers
        for name in _names(f"{SECTION_TITLES[section]} {number}", _PARTS[section].get(number, 1))
    )


def _names(number: str, parts: int) -> tuple[str, ...]:
    return tuple(f"{number}.{part}" for part in range(1, parts + 1)) if parts > 1 else (number,)


def faults_of_coverage(bank: Bank) -> list[str]:
    """Numbers in the list that have no part in the bank, or several, and parts that have no number in the list."""
    held = Counter(question.source for question in bank.values())
    wanted = numbers_of_list()
    faults = [
        f"{number} has {held[number] or 'no'} part{'s' if held[number] > 1 else ''}"
        for number in wanted
        if held[number] != 1
    ]
    faults += [
        f"{source or 'a part without source'} is not a number of the list" for source in held if source not in wanted
    ]
    return faults
