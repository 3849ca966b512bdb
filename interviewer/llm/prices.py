"""What a model's tokens cost, from a file the user provides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from interviewer.errors import UsageError

_Rate = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_MILLION = 1_000_000
"""Prices are given for so many tokens."""


@dataclass(frozen=True, config={"extra": "forbid"})
class Price:
    """A model's price, in the user's currency per million tokens.

    Attributes:
        cached: The price of input that the server had in its cache; by default the price of other input.
    """

    input: _Rate
    output: _Rate
    cached: _Rate | None = None

    def of(self, input_tokens: int, cached_tokens: int, output_tokens: int) -> float:
        """The cost of a call. ``cached_tokens`` are among the ``input_tokens``."""
        cached = self.input if self.cached is None else self.cached
        fresh = max(0, input_tokens - cached_tokens)
        return (fresh * self.input + cached_tokens * cached + output_tokens * self.output) / _MILLION


def load_prices(path: Path) -> Mapping[str, Price]:
    """The prices by model name.

    Raises:
        UsageError: The file cannot be read, or has the wrong format.
    """
    form = 'as in {"gpt-5-mini": {"input": 0.25, "output": 2}}, for a million tokens'
    try:
        return TypeAdapter(dict[str, Price]).validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"VIVA_PRICES: {path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "the file"
        raise UsageError(f"VIVA_PRICES: {path}: {place}: {error.errors()[0]['msg']}; write it {form}") from error
