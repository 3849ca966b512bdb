"""One network in all the ways in which an answer's words can be meant, and what comes of them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.grading.forms.formula import FormulaError
from interviewer.grading.forms.network import (
    ROWS,
    SIGNED_ROWS,
    SIGNED_XOR,
    XOR,
    Network,
    is_gate,
    shown,
    with_function,
)

_SIGNED = re.compile(r"\bbipolar\b|±\s*1|\\pm\s*1|[-−]\s*1\s*(?:,|and|or|/|for)\s*(?:\w+\s+){0,3}?\+?\s*1\b", re.I)
"""Words that say that the inputs are -1 and 1."""
_WHEN = r"(?:if|when|iff|for|once|whenever)\s+(?:its\s+|the\s+)?(?:\w+\s+){0,2}?"
_ONE_AT_ZERO = re.compile(
    rf"\b(?:1|one|fires?|on|active)\s*,?\s*{_WHEN}(?:[a-z]\w*\s*|(?:is\s+)?)(?:>=|≥|\\geq?|at least|not negative|non-?negative)\s*(?:0|zero)?"
    r"|(?:step|theta|heaviside|H|u)\s*\(\s*0\s*\)\s*=\s*1|heaviside\([^()]*,\s*1(?:\.0*)?\s*\)",
    re.I,
)
_ZERO_AT_ZERO = re.compile(
    rf"\b(?:1|one|fires?|on|active)\s*,?\s*{_WHEN}(?:[a-z]\w*\s*|(?:is\s+)?)(?:>(?!=)|positive|greater than|above|more than|exceeds)"
    r"|(?:step|theta|heaviside|H|u)\s*\(\s*0\s*\)\s*=\s*0|heaviside\([^()]*,\s*0(?:\.0*)?\s*\)",
    re.I,
)
"""Where an answer says what its step is at 0."""
_SIGMA = re.compile(r"σ|\\sigma(?![A-Za-z])|\bsigma\b")
_SIGMOID = re.compile(r"sigmoid|logistic|exp\(|e\^", re.I)


@dataclass(frozen=True)
class Reading:
    """What a network puts out.

    Attributes:
        network: None where it was given as code.
        opened: Why it may be another table, where the words leave it open; "" where they don't.
    """

    outputs: tuple[float, ...]
    quote: str = ""
    network: Network | None = None
    signed: bool = False
    opened: str = ""

    @property
    def right(self) -> bool:
        """Whether it is the gate that is asked for."""
        return is_gate(self.outputs, SIGNED_XOR if self.signed else XOR)

    @property
    def table(self) -> str:
        """The truth table."""
        return shown(self.outputs, SIGNED_ROWS if self.signed else ROWS)

    @property
    def rivals(self) -> bool:
        """Whether it is more than a word in passing: it has a hidden unit, so it may be what is meant."""
        return self.network is None or self.network.hidden > 0


def is_signed(answer: str) -> bool:
    """Whether an answer says that its inputs are -1 and 1."""
    return _SIGNED.search(answer) is not None


def reading_of(network: Network, answer: str) -> Reading | None:
    """What a network puts out, and whether the words leave that open; None where it has no value."""
    ways = [network, *network.others]
    signed = is_signed(answer)
    read = [[r for low in _zeros(way, answer) if (r := _run(low, signed)) is not None] for way in ways]
    found = [reading for readings in read for reading in readings]
    if not found:
        return None
    first = found[0]
    if not network.sure and read[0] and first.right and len({r.outputs for r in read[0]}) == 1:
        return first  # steps are meant where no sum is 0, of which a step says nothing
    if _SIGMA.search(answer) and not _SIGMOID.search(answer) and "sigmoid" in _functions(network):
        found += [r for low in _zeros(with_function(network, "sigmoid", "step"), answer) if (r := _run(low, signed))]
    if len({reading.right for reading in found}) == 1:
        return first
    steps = len({reading.right for reading in read[0]}) > 1
    why = "a step at 0 may be 0 or 1" if steps else "the answer does not say which activation or layout it has"
    return Reading(first.outputs, first.quote, network, first.signed, why)


def _zeros(network: Network, answer: str) -> Iterator[Network]:
    """A network with a step that is 0 at zero, and one that is 1, unless the answer says which."""
    low, high = _ZERO_AT_ZERO.search(answer), _ONE_AT_ZERO.search(answer)
    if "step" not in _functions(network) or (low and not high):
        yield network
        return
    if not (high and not low):
        yield network
    yield with_function(network, "step", ">=")


def _functions(network: Network) -> frozenset[str]:
    return frozenset[str]().union(*(unit.formula.functions for unit in network.units))


def _run(network: Network, signed: bool) -> Reading | None:
    try:
        reading = Reading(network.outputs(), network.quote, network)
        if signed and not reading.right:
            coded = Reading(network.outputs(SIGNED_ROWS), network.quote, network, signed=True)
            return coded if coded.right else reading
    except FormulaError:
        return None
    return reading


def meant(readings: Sequence[Reading]) -> Reading | None:
    """The network that an answer means; None where one that is wrong follows one that is right, and a reader must tell."""
    right = [at for at, reading in enumerate(readings) if reading.right and not reading.opened]
    if not right:
        return readings[-1] if readings else None
    if any(reading.rivals for reading in readings[right[-1] + 1 :]):
        return None
    return readings[right[-1]]
