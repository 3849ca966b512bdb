"""Networks given by their weights alone: vectors and biases of each unit, or matrices of each layer."""

from __future__ import annotations

import re

from interviewer.grading.forms.formula import FormulaError, Node
from interviewer.grading.forms.formula_parser import parse_formula
from interviewer.grading.forms.network import Network, in_order
from interviewer.grading.forms.notation import plain_notation

_N = r"[-+]?\s*(?:\d+(?:\.\d+)?|\.\d+)"
_ROW = re.compile(rf"[\[(]\s*({_N}(?:\s*[,;\s]\s*{_N}){{1,3}})\s*[\])]")
_MATRIX = re.compile(rf"[\[(]\s*[\[(]\s*({_N})\s*,\s*({_N})\s*[\])]\s*,\s*[\[(]\s*({_N})\s*,\s*({_N})\s*[\])]\s*[\])]")
_PMATRIX = re.compile(r"\\begin\{[pbv]?(?:small)?matrix\}(.*?)\\end\{[pbv]?(?:small)?matrix\}", re.DOTALL)
_UNIT = re.compile(
    rf"({_N})\s*(?:,|and|&)\s*(?:and\s+)?({_N})\s*[\])]?\s*(?:,|;|and|with|\s)*\s*(?:an?\s+|its\s+|the\s+)?"
    rf"(?:(bias|threshold|b\d?|theta\d?|offset)\s*(?:_\w+)?\s*(?:of|=|:|is|at)?\s*|(?=,)|(?<=,)\s*)({_N})",
    re.I,
)


def network_of_weights(answer: str) -> Network | None:
    """The network whose weights an answer lists; None where they are not all there."""
    text = _rows_of_latex(answer[:6000])
    hidden, output = _activations(answer)
    return _of_layers(text, hidden, output) or _of_units(text, hidden, output)


def _rows_of_latex(text: str) -> str:
    """A text whose LaTeX matrices are lists of rows."""

    def listed(match: re.Match[str]) -> str:
        rows = [[c.strip() for c in row.split("&")] for row in match[1].split("\\\\") if row.strip()]
        if len(rows) > 1 and all(len(row) == 1 for row in rows):
            return "[" + ", ".join(row[0] for row in rows) + "]"
        lists = ["[" + ", ".join(row) + "]" for row in rows]
        return "[" + ", ".join(lists) + "]" if len(lists) > 1 else lists[0] if lists else ""

    return "\n".join(plain_notation(line) for line in _PMATRIX.sub(listed, text).splitlines())


def _activations(text: str) -> tuple[str, str]:
    """The activation of the hidden units, and that of the output; "" is the identity."""
    plain = text.lower()
    for word, hidden, output in (
        (r"relu|rectif|max\(0", "relu", ""),
        (r"sigmoid|logistic", "sigmoid", "sigmoid"),
        (r"tanh", "tanh", "step"),
    ):
        if re.search(word, plain):
            return hidden, "step" if re.search(r"step|threshold(?:ed)? output", plain) else output
    return "step", "step"


def _numbers(text: str) -> list[float]:
    return [float(n.replace(" ", "")) for n in re.findall(_N, text)]


def _of_layers(text: str, hidden: str, output: str) -> Network | None:
    """Layers: a matrix of two rows, two biases, two output weights and perhaps an output bias."""
    matrix = _MATRIX.search(text)
    ones = re.search(
        r"\bW_?1?\b[^.\n]{0,20}\ball\s+(?:ones|1s?)\b|\ball\s+(?:four\s+)?(?:input\s+|hidden\s+|first[- ]layer\s+)?weights\s+(?:are\s+)?(?:all\s+)?(?:one|1)\b|\bones\(\(2,\s*2\)\)",
        text,
        re.I,
    )
    if not matrix and not ones:
        return None
    a, b, c, d = (float(matrix[i].replace(" ", "")) for i in range(1, 5)) if matrix else (1.0, 1.0, 1.0, 1.0)
    rest = text[matrix.end() :] if matrix else text[ones.end() :] if ones else text
    rows = [_numbers(m[1]) for m in _ROW.finditer(rest)]
    pairs = [row for row in rows if len(row) == 2]
    if not pairs:
        return None
    biases, weights = (pairs[0], pairs[1]) if len(pairs) > 1 else ([0.0, 0.0], pairs[0])
    last = re.search(rf"\b(?:b_?2|output\s+bias|c|b_?o(?:ut)?)\s*(?:=|:|is|of)?\s*({_N})", rest, re.I)
    bias = float(last[1].replace(" ", "")) if last else 0.0
    return _built([(a, b, biases[0]), (c, d, biases[1])], (*weights, bias), hidden, output, text)


def _of_units(text: str, hidden: str, output: str) -> Network | None:
    """Units one by one: two weights and a bias or a threshold each, the output last."""
    units: list[tuple[float, float, float]] = []
    for match in _UNIT.finditer(text):
        first, second, bias = (float(match[i].replace(" ", "")) for i in (1, 2, 4))
        units.append((first, second, -bias if match[3] and match[3].lower().startswith(("thresh", "theta")) else bias))
    if len(units) != 3:
        return None
    return _built(units[:2], units[2], hidden, output, text)


def _built(
    hidden_units: list[tuple[float, float, float]],
    output_unit: tuple[float, ...],
    hidden: str,
    output: str,
    text: str,
) -> Network | None:
    formulas: dict[str, Node] = {}
    names = frozenset({"x1", "x2", "h1", "h2"})
    try:
        for index, (first, second, bias) in enumerate(hidden_units, start=1):
            formulas[f"h{index}"] = parse_formula(f"{hidden}(({first})*x1 + ({second})*x2 + ({bias}))", names)
        first, second, bias = output_unit
        formulas["out"] = parse_formula(f"{output}(({first})*h1 + ({second})*h2 + ({bias}))", names)
        units = in_order(formulas)
    except FormulaError:
        return None
    return Network(units, ("x1", "x2"), "")
