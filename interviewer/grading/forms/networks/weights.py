"""Networks given only by their weights: vectors and biases of each unit, or matrices of each layer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from interviewer.grading.forms.maths.formula import FormulaError, Node
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.networks.network import Network, in_order
from interviewer.grading.forms.networks.said_weights import said_weights
from knowledge.text.alternatives import table

_N = r"[-+]?\s*(?:\d+(?:\.\d+)?|\.\d+)"
_ROW = re.compile(rf"[\[(]\s*({_N}(?:\s*[,;\s]\s*{_N}){{1,3}})\s*[\])]")
_MATRIX = table(
    (
        rf"[\[(]\s*[\[(]\s*({_N})\s*,\s*({_N})\s*[\])]\s*,\s*[\[(]\s*({_N})\s*,\s*({_N})\s*[\])]\s*[\])]",
        "[[1, -1], [-1, 1]]",
    ),
    flags=re.NOFLAG,
)
_PMATRIX = re.compile(r"\\begin\{[pbv]?(?:small)?matrix\}(.*?)\\end\{[pbv]?(?:small)?matrix\}", re.DOTALL)
_UNIT = table(
    (r"(bias|threshold|b\d?|theta\d?|offset)\s*(?:_\w+)?\s*(?:of|=|:|is|at)?\s*", "weights 1 and 1, bias -0.5"),
    (r"(?<=,)\s*", "with .5, .7, .8"),
    before=rf"({_N})\s*(?:,|and|&)\s*(?:and\s+)?({_N})\s*[\])]?\s*(?:,|;|and|with|\s)*\s*(?:an?\s+|its\s+"
    r"|the\s+)?",
    after=f"({_N})",
)
_ASSIGNED = re.compile(
    rf"(?<![\w.])(?P<names>(?:[a-z]{{1,2}}_?\(?\d{{0,2}}\)?\s*=\s*)+)(?P<value>{_N})(?![\w.*(]|\s*[*+(])"
)
_OUTPUT_NAMES = (("v1", "v2"), ("u1", "u2"), ("a1", "a2"), ("o1", "o2"), ("w31", "w32"))
_ZERO = r"(?:\\left)?\s*\\?[({\[]\s*0(?:\.0*)?\s*,"
_NAMED = {
    "relu": table(
        ("relu", "A ReLU layer"),
        ("rectif", "a rectified"),
        (rf"\bmax(?:imum)?\s*{_ZERO}", "np.maximum(0, W"),
        (r"\bmax(?:imum)?\s*\([^()]{1,60},\s*0(?:\.0*)?\s*\)", "np.maximum(hidden, 0)"),
        ("positive part", "positive part."),
        (r"\bclip\s*\([^()]{0,60},?\s*0(?:\.0*)?\s*,\s*None", "np.clip(hidden, 0, None)"),
        (r"clamp(?:_min)?\s*\((?:[^()]{1,60},\s*)?(?:min\s*=\s*)?0(?:\.0*)?\s*\)", "clamp(min=0)"),
        (r"[)\]]\s*[\^_]\s*\{?\+", "x2]_+, h2"),
    ),
    "sigmoid": re.compile(r"sigmoid|logistic|1\s*/\s*\(\s*1\s*\+\s*(?:np\.)?exp|\bexpit\b", re.I),
    "tanh": re.compile(r"tanh|hyperbolic", re.I),
    "step": re.compile(
        r"\bstep|\bsgn\b|\bsignum\b|\bsign (?:units?|functions?|activations?)|"
        r"heaviside|\bhard[- ]?lim|\bperceptrons?\b|\bthreshold(?:ed|s|ing)?\b|"
        r"\bfir(?:es?|ing)\b|\bbinary (?:units?|neurons?)|mcculloch",
        re.I,
    ),
}
"""How an answer names or writes its activation."""
_LINEAR = re.compile(
    r"\b(?:linear|identity|no)\s+(?:output|activation|nonlinearity)|output\s+(?:\w+\s+){0,3}(?:is\s+)?linear\b|\bplain sum\b",
    re.I,
)
_NONE = re.compile(
    r"\b(?:no|without\s+(?:an?|any))\s+(?:activations?|non-?linearit(?:y|ies))\b"
    r"(?!\s+(?:on|at|in|for|of)\s+(?:the\s+)?output)|\b(?:purely|all|completely)\s+linear\b",
    re.I,
)
"""Matches words saying that no unit has an activation."""
_OUTPUT = re.compile(r"(?<![A-Za-z])(?:y|o|out|output|f)\s*=\s*([^=;\n]{0,40}\bh\s*_?\s*\(?[12][^=;\n]{0,60})")
_HIDDEN_ONLY = re.compile(
    r"\bhidden\b[^.;\n]{0,40}(?:relu|rectif)|(?:relu|rectif)\w*[^.;\n]{0,30}\bhidden\b|"
    r"\bh\s*=\s*(?:relu|\\?max|np\.max)|(?:relu|max\w*)\s*\([^@\n]{1,60}\)\s*@",
    re.I,
)
_GIVES = re.compile(r"\s*(?:->|→|=>|⇒|\|->|gives?\b|maps\b|yields\b)")
"""Behind a pair of numbers, this says that it is an input and no weights: "(0,1) -> 1"."""
_COLUMNS = re.compile(r"\b[xX]\s*(?:\^\(?T\)?\s*)?@?\s*W|\b[xX]\.dot\(\s*W|dot\(\s*[xX]\s*,")
_ROWS = re.compile(
    r"\bW\w{0,3}\s*(?:\^\(?\(?1\)?\)?\s*)?@?\s*[xX]\b|\bW\w{0,3}\.dot\(\s*[xX]|dot\(\s*W\w{0,3}\s*,|\]\s*\]\s*(?:@\s*)?(?:x\b|\[\s*x)"
)
"""Which way round a matrix is multiplied with the inputs."""


@dataclass(frozen=True)
class Activations:
    """The activation of the hidden units, and that of the output; "" is the identity.

    Attributes:
        sure: Whether the answer says it.
    """

    hidden: str
    output: str
    sure: bool = True


def network_of_weights(answer: str) -> Network | None:
    """The network whose weights an answer lists, with alternative readings; None if weights are missing."""
    text = _rows_of_latex(answer[:6000])
    found = [
        network
        for way in activations(answer)
        for network in (*_of_words(answer, way), *_of_layers(text, way), *_of_units(text, way), *_of_names(text, way))
    ]
    if not found:
        return None
    return replace(found[0], others=tuple(found[1:]))


def _rows_of_latex(text: str) -> str:
    """A text whose LaTeX matrices are lists of rows."""

    def listed(match: re.Match[str]) -> str:
        rows = [[c.strip() for c in row.split("&")] for row in match[1].split("\\\\") if row.strip()]
        if len(rows) > 1 and all(len(row) == 1 for row in rows):
            return "[" + ", ".join(row[0] for row in rows) + "]"
        lists = ["[" + ", ".join(row) + "]" for row in rows]
        return "[" + ", ".join(lists) + "]" if len(lists) > 1 else lists[0] if lists else ""

    return "\n".join(plain_notation(line) for line in _PMATRIX.sub(listed, text).splitlines())


def activations(text: str) -> list[Activations]:
    """The activations of the hidden units and the output, for each way the words can be meant."""
    named = {kind for kind, pattern in _NAMED.items() if pattern.search(text)}
    linear = bool(_LINEAR.search(text))
    if not named and _NONE.search(text):
        return [Activations("", "")]
    if not named:
        # nothing is said: try steps, and rectifiers with a plain sum as output
        return [Activations("step", "step", sure=False), Activations("relu", "", sure=False)]
    if len(named) > 1:
        outputs = [*sorted(named), *([""] if linear or "relu" in named else [])]
        return [Activations(hidden, output) for hidden in sorted(named) for output in outputs]
    (hidden,) = named
    if linear:
        return [Activations(hidden, "")]
    if hidden == "relu":
        return [Activations("relu", ""), *([] if _HIDDEN_ONLY.search(text) else [Activations("relu", "relu")])]
    return [Activations(hidden, "step" if hidden == "tanh" else hidden)]


def _numbers(text: str) -> list[float]:
    return [_number(n) for n in re.findall(_N, text)]


def _number(text: str) -> float:
    return float(text.replace(" ", ""))


def _of_words(answer: str, way: Activations) -> Iterator[Network]:
    """The networks whose weights are given in words."""
    for said in said_weights(answer[:6000]):
        yield from _built([*said.hidden], said.output, way, said.biased)


def _of_layers(text: str, way: Activations) -> Iterator[Network]:
    """Layers: a matrix of two rows, two biases, two output weights and perhaps an output bias.

    If nothing says whether the rows or the columns of the matrix are the units, both are tried.
    """
    matrix = _MATRIX.search(text)
    ones = re.search(
        r"\bW_?1?\b[^.\n]{0,20}\ball\s+(?:ones|1s?)\b|\ball\s+(?:four\s+)?(?:input\s+|hidden\s+|"
        r"first[- ]layer\s+)?weights\s+(?:are\s+)?(?:all\s+)?(?:one|1)\b|\bones\(\(2,\s*2\)\)",
        text,
        re.I,
    )
    if not matrix and not ones:
        return
    a, b, c, d = (_number(matrix[i]) for i in range(1, 5)) if matrix else (1.0, 1.0, 1.0, 1.0)
    rest = text[matrix.end() :] if matrix else text[ones.end() :] if ones else text
    rows = [_numbers(m[1]) for m in _ROW.finditer(rest) if not _GIVES.match(rest, m.end())]
    pairs = [row for row in rows if len(row) == 2]
    if (given := _output_formula(rest)) is not None and len(pairs) < 2:
        first = pairs[0] if pairs else [0.0, 0.0]
        by_rows, by_columns = [(a, b, first[0]), (c, d, first[1])], [(a, c, first[0]), (b, d, first[1])]
        if not _COLUMNS.search(text) or b == c:
            yield from _with_output(by_rows, given, way)
        if b != c and not _ROWS.search(text):
            yield from _with_output(by_columns, given, way)
        return
    if not pairs:
        return
    biases, weights = (pairs[0], pairs[1]) if len(pairs) > 1 else ([0.0, 0.0], pairs[0])
    last = re.search(rf"\b(?:b_?2|output\s+bias|c|b_?o(?:ut)?)\s*(?:=|:|is|of)?\s*({_N})", rest, re.I)
    output = (*weights, _number(last[1]) if last else 0.0)
    by_rows = [(a, b, biases[0]), (c, d, biases[1])]
    by_columns = [(a, c, biases[0]), (b, d, biases[1])]
    if not _COLUMNS.search(text) or b == c:
        yield from _built(by_rows, output, way, bool(last))
    if b != c and not _ROWS.search(text):
        yield from _built(by_columns, output, way, bool(last))


def _output_formula(text: str) -> Node | None:
    """The output, if it is a formula of the hidden units next to a matrix for these: "y = sgn(h_1 + h_2 - 1)"."""
    for match in _OUTPUT.finditer(text):
        plain = re.sub(r"(?<![A-Za-z])h\s*_?\s*\(?([12])\)?", r"h\1", match[1])
        plain = re.sub(r"\b(?:sgn|sign|signum|Heaviside|heaviside|threshold|Theta|H|u)\s*\(", "step(", plain)
        plain = re.sub(r"\bReLU\b|\brelu\s+(?=\()", "relu", plain)
        for end in sorted({len(plain), *(m.end() for m in re.finditer(r"[)\d]", plain))}, reverse=True):
            try:
                node = parse_formula(plain[:end].strip(), frozenset({"h1", "h2"}))
            except FormulaError:
                continue
            if node.names == {"h1", "h2"}:
                return node
            break
    return None


def _with_output(hidden_units: list[tuple[float, float, float]], output: Node, way: Activations) -> Iterator[Network]:
    """The network with hidden units given by weights and the output by a formula."""
    names = frozenset({"x1", "x2"})
    try:
        units = {
            f"h{at}": parse_formula(f"{way.hidden}(({a})*x1 + ({b})*x2 + ({bias}))", names)
            for at, (a, b, bias) in enumerate(hidden_units, start=1)
        }
        yield Network(in_order({**units, "out": output}), ("x1", "x2"), "", sure=way.sure)
    except FormulaError:
        return


def _of_units(text: str, way: Activations) -> Iterator[Network]:
    """Units one by one: two weights and a bias or a threshold each, the output last."""
    units: list[tuple[float, float, float]] = []
    for match in _UNIT.finditer(text):
        first, second, bias = (_number(match[i]) for i in (1, 2, 4))
        units.append((first, second, -bias if match[3] and match[3].lower().startswith(("thresh", "theta")) else bias))
    if len(units) == 3:
        yield from _built(units[:2], units[2], way, True)


def _of_names(text: str, way: Activations) -> Iterator[Network]:
    """Weights that have a name each: "w11 = w12 = 1, w21 = w22 = 1, b1 = 0, b2 = -1, v1 = 1, v2 = -2"."""
    given: dict[str, float] = {}
    for match in _ASSIGNED.finditer(text):
        for name in re.findall(r"[a-z]{1,2}\d{0,2}", re.sub(r"[_()\s]", "", match["names"])):
            given[name] = _number(match["value"])
    output = next((pair for pair in _OUTPUT_NAMES if all(name in given for name in pair)), None)
    if output is None or not {"w11", "w12", "w21", "w22"} <= set(given):
        return
    last = next((given[name] for name in ("c", "b3", "bo", "d") if name in given), None)
    biases = given.get("b1", 0.0), given.get("b2", 0.0)
    weights = (given[output[0]], given[output[1]], last or 0.0)
    ways = (
        {("w11", "w12", "w21", "w22"), ("w11", "w21", "w12", "w22")}
        if given["w12"] != given["w21"]
        else {("w11", "w12", "w21", "w22")}
    )
    for a, b, c, d in sorted(ways):
        hidden = [(given[a], given[b], biases[0]), (given[c], given[d], biases[1])]
        yield from _built(hidden, weights, way, last is not None)


def _built(
    hidden_units: list[tuple[float, float, float]],
    output_unit: tuple[float, ...],
    way: Activations,
    biased: bool,
) -> Iterator[Network]:
    """The network of some weights.

    Args:
        biased: Whether an output bias is given. A step output without one could as well be a plain sum.
    """
    total = "(({})*h1 + ({})*h2 + ({}))"
    forms = [way.output + total] if biased or way.output != "step" else [*([total] if way.sure else []), total + " > 0"]
    for form in forms:
        formulas: dict[str, Node] = {}
        names = frozenset({"x1", "x2", "h1", "h2"})
        try:
            for index, (first, second, bias) in enumerate(hidden_units, start=1):
                formulas[f"h{index}"] = parse_formula(f"{way.hidden}(({first})*x1 + ({second})*x2 + ({bias}))", names)
            formulas["out"] = parse_formula(form.format(*output_unit), names)
            yield Network(in_order(formulas), ("x1", "x2"), "", sure=way.sure)
        except FormulaError:
            continue
