"""What occurs more than once: two counts that differ say that something is wrong, and this says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

ItemT = TypeVar("ItemT", bound=Hashable)


def repeated(items: Iterable[ItemT]) -> list[ItemT]:
    """The items that occur more than once, each of them once, in order."""
    return [item for item, count in Counter(items).items() if count > 1]
