"""What language models cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Usage:
    """What was spent on language models, and the seconds a grade took in all.

    Attributes:
        cost: In the currency of the user's prices; None where a price is not known.
    """

    calls: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    cost: float | None = None

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            seconds=self.seconds + other.seconds,
            cost=_sum(self, other),
        )


def _sum(one: Usage, other: Usage) -> float | None:
    """The cost of both; a part of unknown cost makes the whole unknown, one without a call costs nothing."""
    costs = [usage.cost for usage in (one, other) if usage.calls or usage.cost is not None]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if known and len(known) == len(costs) else None
