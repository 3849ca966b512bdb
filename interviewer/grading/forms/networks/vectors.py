"""Products of weights with a vector of units, such as an input that is concatenated with the hidden layer, as sums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from knowledge.text.alternatives import table

_NUMBER = r"[-+−]?\s*(?:\d+(?:\.\d+)?|\.\d+)"
_NAME = r"[A-Za-z]{1,3}_?\{?\d?\}?"
_NUMBERS = rf"[\[(]\s*(?P<numbers>{_NUMBER}(?:\s*,\s*{_NUMBER}){{1,3}})\s*[\])]"
_UNITS = rf"[\[(]\s*(?P<units>{_NAME}(?:\s*,\s*{_NAME}){{1,3}})\s*[\])]"
_TRANSPOSED = r"(?:\s*\^\s*\(?\s*(?:T|top)\b\s*\)?)?"
_BY = r"\s*(?:\*|@|·|\.|\bdot\b)?\s*"
_LISTED = table(
    (f"{_NUMBERS}{_TRANSPOSED}{_BY}{_UNITS}", "[-2, 1] · [h, x1]"),
    flags=re.NOFLAG,
)
_TURNED = table(
    (f"{_UNITS}{_TRANSPOSED}{_BY}{_NUMBERS}", "[h1, h2] · [1, -2]"),
    flags=re.NOFLAG,
)
_NAMED = re.compile(rf"(?<![A-Za-z_])(?P<name>[A-Za-z]{{1,2}}\d?){_TRANSPOSED}{_BY}{_UNITS}")
_SET = re.compile(rf"(?<![A-Za-z_])(?P<name>[A-Za-z]{{1,2}}_?\d?)\s*=\s*{_NUMBERS}")
_IN_WORDS = table(
    (
        rf"\boutput\b[^.;=\n]{{0,40}}?{_UNITS}\s*(?:with|and|,|by)\s*(?:the\s+)?weights\s*(?:of\s+"
        rf"|=\s*)?{_NUMBERS}(?:[\s,]*(?:and|with|,)\s*(?:an?\s+)?bias\s*(?:of\s+|=\s*)?"
        rf"(?P<bias>{_NUMBER}))?(?P<rest>[^.\n]*)",
        "The output combines [h1, h2] with weights [1, -2] and bias 0.5.",
    ),
)
_ROW = re.compile(rf"\[\s*{_NAME}(?:\s*[;,]\s*{_NAME}){{1,3}}\s*\]")
_ACTIVATIONS = (("step", "step"), ("threshold", "step"), ("relu", "relu"), ("sigmoid", "sigmoid"))


def with_commas(answer: str) -> str:
    """An answer in which vectors of units have commas, as in [h; x1; x2], so that no sentence ends in them."""
    return _ROW.sub(lambda row: row[0].replace(";", ","), answer)


def vectors_named(plain: str) -> Mapping[str, str]:
    """The numbers of each vector that is set to some, as written."""
    return {match["name"].replace("_", ""): match["numbers"] for match in _SET.finditer(plain)}


def with_sums(plain: str, named: Mapping[str, str]) -> str:
    """A line in which products of numbers with units are sums: "(1, -2) * (a, b)" is "(1*a + -2*b)"."""
    plain = _IN_WORDS.sub(_of_output, plain)
    plain = _TURNED.sub(_sum_or_same, _LISTED.sub(_sum_or_same, plain))

    def of_name(match: re.Match[str]) -> str:
        numbers = named.get(match["name"], "")
        return _sum(numbers.split(","), match["units"].split(",")) or match[0] if numbers else match[0]

    return _NAMED.sub(of_name, plain)


def _sum_or_same(match: re.Match[str]) -> str:
    return _sum(match["numbers"].split(","), match["units"].split(",")) or match[0]


def _sum(numbers: Sequence[str], units: Sequence[str]) -> str:
    if len(numbers) != len(units):
        return ""
    parts = (
        f"({number.strip().replace('−', '-').replace(' ', '')})*{unit.strip()}"
        for number, unit in zip(numbers, units, strict=True)
    )
    return f"({' + '.join(parts)})"


def _of_output(match: re.Match[str]) -> str:
    """The output in words: "the output gets [h, x1, x2] with weights (-2, 1, 1) and bias -0.5, also a step"."""
    total = _sum(match["numbers"].split(","), match["units"].split(","))
    if not total:
        return match[0]
    bias = (match["bias"] or "0").replace("−", "-").replace(" ", "")
    kind = next((function for word, function in _ACTIVATIONS if word in match[0].lower()), "")
    return f"out = {kind}({total} + ({bias}))"
