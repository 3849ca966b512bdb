"""One network in all the ways an answer's words can be meant, and the combined result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interviewer.grading.forms.maths.formula import FormulaError
from interviewer.grading.forms.networks.network import (
    ROWS,
    SIGNED_ROWS,
    SIGNED_XOR,
    XOR,
    Network,
    is_gate,
    shown,
    with_function,
)
from interviewer.grading.forms.stance import corrections, stood_by
from knowledge.text.alternatives import any_of, table
from knowledge.text.sentences import sentences

_SIGNED = re.compile(r"\bbipolar\b|±\s*1|\\pm\s*1|[-−]\s*1\s*(?:,|and|or|/|for)\s*(?:\w+\s+){0,3}?\+?\s*1\b", re.I)
"""Matches words saying that the inputs are -1 and 1."""
_WHEN = r"(?:if|when|iff|for|once|whenever)\s+(?:its\s+|the\s+)?(?:\w+\s+){0,2}?"
_SIGN = re.compile(
    r"\bsgn\b|\bsign(?:um)?\s*(?:\(|units?\b|neurons?\b|functions?\b|activations?\b)|[±]\s*1\s+units?\b", re.I
)
_ONE_AT_ZERO = table(
    (
        rf"\b(?:1|one|fires?|on|active)\s*,?\s*{_WHEN}(?:[a-z]\w*\s*|(?:is\s+)?)"
        + any_of(r">=, ≥, \\geq?, at least, not negative, non-?negative")
        + r"\s*(?:0|zero)?",
        "fires if it is at least 0",
    ),
    (r"\b(?:fires?|on|active)\b[^.;\n]{0,40}\breach(?:es|ed)?\b", "fires once the sum reaches one"),
    (r"(?:step|theta|heaviside|H|u)\s*\(\s*0\s*\)\s*=\s*1", "heaviside(0) = 1"),
    (r"heaviside\([^()]*,\s*1(?:\.0*)?\s*\)", "heaviside(x, 1)"),
)
_ZERO_AT_ZERO = table(
    (
        rf"\b(?:1|one|fires?|on|active)\s*,?\s*{_WHEN}(?:[a-z]\w*\s*|"
        rf"(?:is\s+)?){any_of('>(?!=), positive, greater than, above, more than, exceeds')}",
        "one for positive",
    ),
    (r"(?:step|theta|heaviside|H|u)\s*\(\s*0\s*\)\s*=\s*0", "step(0) = 0"),
    (r"heaviside\([^()]*,\s*0(?:\.0*)?\s*\)", "np.heaviside(pre, 0)"),
)
"""Match what an answer says about its step at 0."""
_CUT = table(
    (
        any_of(r">=?, ≥, \babove, \bgreater than, \bover, \bexceeds, \bmore than")
        + r"\s*(?P<cut>-?\d*\.?\d+|zero|(?:a |one )?half)\s*,?\s*"
        + any_of("means, is read as, counts as, is taken as, stands for, is a, is class, is, ->, →, =>")
        + r"\s*(?:an?\s+|class\s+)?(?:1|one|true|yes|on)\b",
        "above zero is 1,",
    ),
    (
        r"\b(?P<sign>(?:a\s+)?positive\s+"
        rf"(?:\w+\s+)?{any_of('means, counts as, stands for, is read as')}\s+(?:1|one|true))",
        "positive means one",
    ),
)
"""Matches the output from which an answer reads a one."""
_TURNED = table(
    (
        any_of(r">=?, ≥, \babove, \bgreater than, \bover, \bmore than")
        + r"\s*(?:0|zero)\s*,?\s*"
        + any_of("means, is read as, counts as, is taken as, stands for, is, ->, →, =>")
        + r"\s*(?:an?\s+|class\s+)?(?:0|zero|false|no|off)\b",
        "above zero is 0",
    ),
    (
        r"(?:[-−]\s*1|\bminus\s+one|\bnegative)\s+(?:output\s+)?"
        + any_of("means, is read as, counts as, is taken as, stands for")
        + r"\s+(?:1|one|true|yes|on)\b",
        "negative means one",
    ),
)
"""Matches words by which an output of -1 is a one."""
_CHANGED = table(
    (
        r"\b"
        + any_of("raise, lower, change, set, move, increase, decrease, replace, make, swap, flip, double, halve, drop")
        + r"\b[^.\n=]{0,50}\b(?:thresholds?|bias(?:es)?|weights?|signs?|activations?)\b",
        "change the weights",
    ),
    (r"\b(?:threshold|bias|weight)\b[^.\n=]{0,30}\b(?:should|to be|would be)\b", "the bias should be -1"),
)
_TURNS = re.compile(
    r"\b(?:actually|rather|instead|better|hmm+|after all|on reflection|in the end|final(?:ly)?)\b", re.I
)
"""Words that change a network without giving its formula again."""
_SIGMA = re.compile(r"σ|\\sigma(?![A-Za-z])|\bsigma\b")
_SIGMOID = re.compile(r"sigmoid|logistic|exp\(|e\^", re.I)


@dataclass(frozen=True)
class NetworkReading:
    """The outputs of a network.

    Attributes:
        network: None if it was given as code.
        cut: The output from which the answer reads a one, if it says so.
        written: The network as the code gives it, if that can be read.
        turned: Whether the answer reads a negative output as a one.
        opened: Why the table could be different, if the words are ambiguous; "" if they are not.
    """

    outputs: tuple[float, ...]
    quote: str = ""
    network: Network | None = None
    signed: bool = False
    opened: str = ""
    cut: float | None = None
    written: Network | None = None
    turned: bool = False

    @property
    def right(self) -> bool:
        """Whether it is the gate asked for, with 0 and 1 or with -1 and 1 for its two classes."""
        if self.cut is not None:
            return tuple(float(value > self.cut) for value in self.outputs) == XOR
        return is_gate(self.outputs, XOR) or self.in_signs

    @property
    def in_signs(self) -> bool:
        """Whether it is the gate with -1 for 0, as a last unit with ``sign`` or ``tanh`` gives it for inputs of either coding."""
        return not self.turned and is_gate(self.outputs, SIGNED_XOR)

    @property
    def table(self) -> str:
        """The truth table."""
        rows = shown(self.outputs, SIGNED_ROWS if self.signed else ROWS)
        return f"{rows}, where -1 stands for 0" if self.in_signs and not self.signed else rows

    @property
    def rivals(self) -> bool:
        """Whether it is more than a passing mention: it has a hidden unit, so it may be the one that is meant."""
        return self.network is None or self.network.hidden > 0


def is_signed(answer: str) -> bool:
    """Whether an answer says that its inputs are -1 and 1."""
    return _SIGNED.search(answer) is not None


def reading_of(network: Network, answer: str) -> NetworkReading | None:
    """The outputs of a network, and whether the words leave them open; None if it has no value."""
    ways = [network, *network.others]
    signed, cut = is_signed(answer), cut_of(answer)
    if signed and _SIGN.search(answer):
        # with inputs of -1 and 1, sgn is no step from 0 to 1
        ways = [with_function(way, "step", "sign") for way in ways]
    read = [[r for low in _zeros(way, answer) if (r := _run(low, signed, cut)) is not None] for way in ways]
    if _TURNED.search(answer):
        read = [[replace(reading, turned=True) for reading in readings] for readings in read]
    found = [reading for readings in read for reading in readings]
    if not found:
        return None
    if _is_changed(network, answer):
        return replace(found[0], opened="the words change it afterwards")
    first = found[0]
    if not network.sure and read[0] and first.right and len({r.outputs for r in read[0]}) == 1:
        return first  # steps are assumed if no sum is 0, so that their value at 0 does not matter
    if _SIGMA.search(answer) and not _SIGMOID.search(answer) and "sigmoid" in _functions(network):
        found += [
            r for low in _zeros(with_function(network, "sigmoid", "step"), answer) if (r := _run(low, signed, cut))
        ]
    if len({reading.right for reading in found}) == 1:
        return first
    steps = len({reading.right for reading in read[0]}) > 1
    why = "a step at 0 may be 0 or 1" if steps else "the answer does not say which activation or layout it has"
    return replace(first, opened=why)


def _is_changed(network: Network, answer: str) -> bool:
    """Whether a sentence after a network corrects it in words: "I'd raise the last threshold to 1.5 after all"."""
    behind = answer[max(0, answer.find(network.quote)) :]
    said = sentences(stood_by(behind))
    return any(_CHANGED.search(words) and (_TURNS.search(words) or corrections(words)) for words in said)


def cut_of(answer: str) -> float | None:
    """The output above which an answer reads a one; None if it does not say."""
    match = _CUT.search(answer)
    if match is None:
        return None
    said = (match["cut"] or "0").lower()
    return 0.0 if said == "zero" else 0.5 if said.endswith("half") else float(said)


def _zeros(network: Network, answer: str) -> Iterator[Network]:
    """The network with a step that is 0 at zero and with one that is 1, unless the answer says which."""
    low, high = _ZERO_AT_ZERO.search(answer), _ONE_AT_ZERO.search(answer)
    if "step" not in _functions(network) or (low and not high):
        yield network
        return
    if not (high and not low):
        yield network
    yield with_function(network, "step", ">=")


def _functions(network: Network) -> frozenset[str]:
    return frozenset[str]().union(*(unit.formula.functions for unit in network.units))


def _run(network: Network, signed: bool, cut: float | None) -> NetworkReading | None:
    try:
        reading = NetworkReading(network.outputs(), network.quote, network)
        if cut is not None and not reading.right:
            return replace(reading, cut=cut)
        if signed and not reading.right:
            coded = NetworkReading(network.outputs(SIGNED_ROWS), network.quote, network, signed=True)
            return coded if coded.right else reading
    except FormulaError:
        return None
    return reading


def meant(readings: Sequence[NetworkReading]) -> NetworkReading | None:
    """The network that an answer means; None if a wrong one follows a right one, so that a reader must decide."""
    right = [at for at, reading in enumerate(readings) if reading.right and not reading.opened]
    if not right:
        return readings[-1] if readings else None
    if any(reading.rivals for reading in readings[right[-1] + 1 :]):
        return None
    return readings[right[-1]]
