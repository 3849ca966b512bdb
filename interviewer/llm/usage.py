"""What language models cost."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from interviewer.json_data import JsonObject
from knowledge.text.plurals import counted


@dataclass(frozen=True)
class Usage:
    """What was spent on language models, and the total seconds a grade took.

    Attributes:
        cost: The cost in the currency of the user's prices; None if a price is unknown.
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


def usage_data(usage: Usage) -> JsonObject:
    """A usage as the JSON contract has it: a cost only where the user has set prices."""
    data = asdict(usage)
    data["seconds"] = round(usage.seconds, 3)
    if usage.cost is None:
        del data["cost"]
    return data


def spent_words(usage: Usage, timed: bool = False) -> str:
    """What was spent, such as "2 calls, 1,500 tokens in, 20 out: 0.0021 by your prices"; "" if no model was called.

    The cost is included if the user's prices cover all of it, and tokens if the server counts them.

    Args:
        timed: Whether to include the seconds.
    """
    if not usage.calls:
        return ""
    text = counted(usage.calls, "call")
    if usage.input_tokens or usage.output_tokens:
        text += f", {usage.input_tokens:,} tokens in, {usage.output_tokens:,} out"
    text += f", {usage.seconds:.1f} s" if timed else ""
    return text if usage.cost is None else f"{text}: {usage.cost:.4f} by your prices"


def _sum(one: Usage, other: Usage) -> float | None:
    """The cost of both; a part of unknown cost makes the whole unknown, one without a call costs nothing."""
    costs = [usage.cost for usage in (one, other) if usage.calls or usage.cost is not None]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if known and len(known) == len(costs) else None
