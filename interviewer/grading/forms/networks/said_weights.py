"""The weights of a small network in words: "the hidden weights are all one, the biases 0 and -1", "an OR neuron with threshold 0.5"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.grading.forms.maths.number_words import WORDS
from knowledge.text.alternatives import any_of, table

_N = r"[-+]?\s?(?:\d+(?:\.\d+)?|\.\d+)(?![\w(])(?!\.\d)"
_AND = r"\s*(?:,\s*and|,|and|&|/)\s*"
_IS = r"\s*(?:=|:|is|are|of|at|being|both|each|equal\s+to|\(|,)*\s*"
_INPUT_WEIGHTS = table(
    (
        r"(?:the\s+)?weights\s+"
        + any_of(r"of, in, into, from\s+the\s+inputs\s+to")
        + r"\s+the\s+hidden\s+(?:layer|units|neurons)",
        "weights of the hidden layer are 1,",
    ),
    (r"(?:hidden(?:[\s-]+layer)?|input|incoming|first[\s-]+layer)(?:['’]s)?\s+weights?", "input weights are all 1,"),
    (
        r"(?:all|every|each)\s+(?:of\s+)?(?:the\s+)?(?:four\s+)?(?:weights?\s+of\s+the\s+hidden\s+(?:layer"
        "|units))",
        "All weights of the hidden layer are 1,",
    ),
    (
        r"(?:all|every|each)\s+(?:of\s+)?(?:the\s+)?(?:four\s+)?"
        + any_of(r"input, hidden, incoming, first[\s-]+layer")
        + r"\s+weights?",
        "every input weight is 1,",
    ),
    before=r"\b",
    after=rf"{_IS}(?:all\s+|each\s+|every\s+one\s+)?(?:equal\s+to\s+)?(?P<w>{_N})",
)
_PAIR = rf"\s*\(?(?P<a>{_N})(?:{_AND}|\s+)(?P<b>{_N})\)?"
_BIASES = table(
    (
        rf"\b(?P<kind>bias(?:es)?|thresholds?)(?:\s+of\s+the\s+hidden\s+(?:units|layer))?{_IS}{_PAIR}",
        "biases 0 and -1,",
    ),
)
_OUTPUT_WEIGHTS = table(
    (rf"\boutput\b[^.;\n]{{0,45}}?\bweights?{_IS}{_PAIR}", "output has weights 1 and 1"),
)
_OUTPUT_BIAS = table(
    (rf"\b(?:output\s+)?(?P<kind>bias|threshold){_IS}(?P<n>{_N})", "threshold at 0."),
    (r"\b(?P<none>(?:no|without\s+(?:an?|any))\s+(?:output\s+)?bias)\b", "without a bias."),
)
_GATE = r"(?P<gate>OR|AND|NAND|NOR)"
_GATE_UNIT = table(
    (
        rf"\b{_GATE}\b(?:\s+{any_of('neuron, unit, gate, node, cell')})?[\s:=(,]*"
        + any_of(r"has\s+, with\s+, of\s+, uses\s+")
        + (
            rf"*(?:both\s+)?(?:its\s+)?(?:input\s+)?weights?{_IS}(?P<a>{_N})(?:{_AND}"
            rf"(?P<b>{_N}))?\)?\s*[,;]?\s*(?:and\s+|with\s+)?(?:an?\s+|its\s+)?(?P<kind>bias|threshold){_IS}"
            f"(?P<n>{_N})"
        ),
        "OR: weights 1, 1, bias -0.5.",
    ),
    flags=re.NOFLAG,
)
_COMBINED = table(
    ("exceeds", "OR minus AND exceeds 0.5"),
    (r"is\s+(?:above|over|more\s+than|greater\s+than)", "OR minus AND is above 0.5"),
    (">", "OR - AND > 0.5"),
    (f"threshold{_IS}", "OR minus AND, threshold 0.5."),
    (r"more\s+than", "OR minus AND more than 0.5"),
    ("above", "OR minus AND is above 0.5"),
    ("over", "OR minus AND over 0.5"),
    before=r"\b(?P<one>OR|AND|NAND|NOR)\s*(?P<sign>minus|-|−|plus|\+)\s*(?:(?P<times>twice|two\s+times"
    r"|2\s*\*?|half(?:\s+of)?)\s*)?(?:the\s+)?(?P<two>OR|AND|NAND|NOR)\b[^.;\n]{0,30}?",
    after=rf"\s*(?P<n>{_N})",
    flags=re.NOFLAG,
)
_SUM = r"(?:adds|sums|adds\s+up)\s+(?:up\s+)?(?:both|the(?:\s+two)?)\s+inputs"
_MORE = rf"(?:\s*,?\s*(?:and|then|but)?\s*(?:then\s+)?(?P<how>subtracts|takes\s+away|minus|adds|plus)\s+(?P<n>{_N}))?"
_FIRST_SUM = table(
    (rf"\bfirst\b[^.,;\n]{{0,25}}?\s{_SUM}{_MORE}", "first adds both inputs,"),
)
_SECOND_SUM = table(
    (rf"\bsecond\b[^.,;\n]{{0,25}}?\s{_SUM}{_MORE}", "second adds both inputs"),
)
_OF_FIRST = table(
    (
        rf"\boutput\b[^.;\n]{{0,30}}?\b{any_of('takes, is, computes, gives, returns, uses, equals')}\s+"
        r"(?:the\s+)?first(?:\s+\w+)?\s+(?P<sign>minus|plus)\s+(?P<times>twice|two\s+times|2\s*\*?|half"
        r"(?:\s+of)?)?\s*(?:the\s+)?second",
        "output is the first minus the second.",
    ),
)
_DIGITS = table(
    (
        (
            rf"\b(?:(?P<sign>minus|negative)\s+)?(?P<word>{'|'.join(WORDS)})(?P<half>\s+and\s+a\s+half)?\b"
            r"(?!\s+"
        )
        + any_of(r"hidden, relu, step, unit, neuron, input, output, of\b")
        + ")",
        "minus one",
    ),
)
_HALF = re.compile(r"\b(?:(?P<sign>minus|negative)\s+)?(?:a|one)\s+half\b", re.I)
HiddenUnit = tuple[float, float, float]


@dataclass(frozen=True)
class SaidWeights:
    """The weights of two hidden units and an output unit: two weights and a bias each.

    Attributes:
        biased: Whether the output's bias or threshold is given.
    """

    hidden: tuple[HiddenUnit, HiddenUnit]
    output: HiddenUnit
    biased: bool


def said_weights(text: str) -> Iterator[SaidWeights]:
    """The networks whose weights a text gives in words."""
    text = _in_digits(text)
    for found in (_of_layer(text), _of_gates(text), _of_sums(text)):
        if found is not None:
            yield found


def _in_digits(text: str) -> str:
    text = _HALF.sub(lambda m: "-0.5" if m["sign"] else "0.5", text)

    def digits(match: re.Match[str]) -> str:
        value = WORDS[match["word"].lower()] + (0.5 if match["half"] else 0.0)
        return f"{'-' if match['sign'] else ''}{value:g}"

    return _DIGITS.sub(digits, text)


def _of_layer(text: str) -> SaidWeights | None:
    """All weights of the hidden layer alike, a bias for each unit, and the output's weights."""
    weights = _INPUT_WEIGHTS.search(text)
    output = _OUTPUT_WEIGHTS.search(text, 0)
    if weights is None or output is None:
        return None
    biases = next((m for m in _BIASES.finditer(text) if not output.start() <= m.start() < output.end()), None)
    if biases is None:
        return None
    w, sign = _number(weights["w"]), -1.0 if biases["kind"].lower().startswith("thresh") else 1.0
    last = next((m for m in _OUTPUT_BIAS.finditer(text, output.end()) if m.start() != biases.start()), None)
    out = (_number(output["a"]), _number(output["b"]), _bias(last))
    hidden = ((w, w, sign * _number(biases["a"])), (w, w, sign * _number(biases["b"])))
    return SaidWeights(hidden, out, bool(last and last["n"]))


def _of_gates(text: str) -> SaidWeights | None:
    """Two hidden units that are named by the gates they compute, and an output that adds or subtracts them."""
    units = {m["gate"]: m for m in _GATE_UNIT.finditer(text)}
    combined = _COMBINED.search(text)
    if combined is None or not {combined["one"], combined["two"]} <= units.keys() or combined["one"] == combined["two"]:
        return None
    hidden = []
    for name in (combined["one"], combined["two"]):
        unit = units[name]
        first = _number(unit["a"])
        bias = _number(unit["n"]) * (-1.0 if unit["kind"].lower() == "threshold" else 1.0)
        hidden.append((first, _number(unit["b"]) if unit["b"] else first, bias))
    output = (1.0, _factor(combined), -_number(combined["n"]))
    return SaidWeights((hidden[0], hidden[1]), output, True)


def _of_sums(text: str) -> SaidWeights | None:
    """Two hidden units that add both inputs, and an output that subtracts one from the other."""
    first, second, output = _FIRST_SUM.search(text), _SECOND_SUM.search(text), _OF_FIRST.search(text)
    if first is None or second is None or output is None:
        return None
    hidden = ((1.0, 1.0, _added(first)), (1.0, 1.0, _added(second)))
    return SaidWeights(hidden, (1.0, _factor(output), 0.0), False)


def _added(match: re.Match[str]) -> float:
    if not match["n"]:
        return 0.0
    return _number(match["n"]) * (1.0 if match["how"].lower() in {"adds", "plus"} else -1.0)


def _factor(match: re.Match[str]) -> float:
    times = (match["times"] or "").lower()
    size = 1.0 if not times else 0.5 if times.startswith("half") else 2.0
    return size if match["sign"] in {"plus", "+"} else -size


def _bias(match: re.Match[str] | None) -> float:
    if match is None or not match["n"]:
        return 0.0
    return _number(match["n"]) * (-1.0 if match["kind"].lower() == "threshold" else 1.0)


def _number(text: str) -> float:
    return float(text.replace(" ", ""))
