"""The lines of an answer that give units of a small network, converted to one plain notation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from interviewer.grading.forms.maths.formula import FUNCTIONS
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.networks.gates import in_words, with_gates, with_gates_as_units
from interviewer.grading.forms.networks.vectors import vectors_named, with_commas, with_sums
from interviewer.grading.forms.stance import stood_by
from knowledge.text.alternatives import any_of, table

MAX_POSITIVE_PARTS = 12
"""Most positive parts per line; a network in the bank has two."""
_LINE_END = re.compile(r"\n|(?<=[.;])\s+(?=[A-Za-z(\[])")
"""Where a line of formulas ends: unlike in ``sentences``, not at "!", which denies in logic, and not before a number."""
_INDICATOR = re.compile(r"\\math(?:bb|bf|rm|ds)\s*\{?\s*[1I]\s*\}?|\\mathbbm\s*\{?\s*1\s*\}?|𝟙|𝟏|\b[1I](?=\s*\\?\{)")
"""The 1 of an indicator function; the brackets after it say the rest."""
_POSITIVE_PART = re.compile(r"[)\]]\s*[\^_]\s*\(?\s*\+\s*\)?(?!\s*[\w(])")
_GREEK_NAMES = {"\\sigma": "sigma", "\\phi": "phi", "\\varphi": "phi", "\\psi": "psi", "\\theta": "theta"}
_GREEK = re.compile(r"\\(?:sigma|phi|varphi|psi|theta)(?![A-Za-z])")
_GREEK_LETTERS = str.maketrans({"σ": "sigma", "φ": "phi", "ϕ": "phi", "ψ": "psi", "θ": "theta", "$": " "})
_CHOICE = re.compile(r"\b1\s+if\s+(\(?[^,;=:]{3,60}?(?:[<>]=?)[^,;=:]{1,60}?)\s*,?\s+(?:else|otherwise)\s+0\b")
"""A threshold as programmers write it: "1 if x1 > x2 else 0"."""
_KIND = (
    r"(?P<kind>(?:heaviside|unit[- ]step|step|threshold|sign|relu|rectifi\w+|rectified linear|sigmoid|logistic|tanh)\b)"
)
_IS_ACTIVATION = table(
    (
        (
            r"(?<![A-Za-z_])(?P<name>[A-Za-z]{1,5})\s*"
            rf"(?:\(\s*\w+\s*\))?\s*,?\s*{any_of('is, denotes, being, stands for, means, =, :, as')}\s*"
        )
        + any_of(r"the\s+, an?\s+, our\s+")
        + rf"?(?:hard\s+|usual\s+)?{_KIND}(?!\s*\()",
        "h as a sigmoid",
    ),
)
_ACTIVATION_CALLED = table(
    (
        rf"\b{_KIND}\s*{any_of('function, activation, unit, nonlinearity, non-linearity')}?\s*,?\s*"
        + any_of(r"called, written, denoted(?:\s+by)?, named")
        + r"?\s*(?P<name>sigma|phi|psi|theta|g|f|H|s)\b(?!\s*\()",
        "relu units",
    ),
)
_DEFINED_ACTIVATION = re.compile(
    r"(?<![A-Za-z_])(?P<name>[A-Za-z]{1,5})\s*\(\s*(?:z|t|u|a|s|x|v)\s*\)\s*(?:=|:=|is)\s*(?P<body>\\?max\s*\\?[({]|(?:1|one)\s*,?\s*(?:if|for|when))",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """A line of an answer.

    Attributes:
        plain: In plain notation.
        stands: The same, without statements that the candidate does not stand by.
        quote: Its words as written.
    """

    plain: str
    stands: str
    quote: str


def lines_of(answer: str) -> list[Line]:
    """The lines and sentences of an answer that may contain units."""
    written = answer[:8000]
    answer = with_commas(written)
    answer = with_gates_as_units(answer)
    heard, named = stood_by(answer, denials=False), activations_named(answer)
    found, at = [], 0
    for match in (*_LINE_END.finditer(answer), None):
        start, at, end = at, match.end() if match else at, match.start() if match else len(answer)
        line = answer[start:end]
        if 3 <= len(line) <= 600:
            plain = _plain_line(line, named)
            stands = plain if heard[start:end] == line else _plain_line(heard[start:end], named)
            found.append(Line(plain, stands, written[start:end].strip()))
    vectors = vectors_named("\n".join(line.stands for line in found))
    return [
        replace(line, plain=with_sums(line.plain, vectors), stands=with_sums(line.stands, vectors)) for line in found
    ]


def activations_named(answer: str) -> Mapping[str, str]:
    """Names that an answer gives to its activation, such as σ in "where σ is the step function", with the function's own."""
    text = _GREEK.sub(lambda match: f" {_GREEK_NAMES[match[0]]} ", answer.translate(_GREEK_LETTERS))
    named: dict[str, str] = {}
    for pattern in (_IS_ACTIVATION, _ACTIVATION_CALLED):
        for match in pattern.finditer(text):
            named[match["name"]] = _function_of(match["kind"])
    for match in _DEFINED_ACTIVATION.finditer(text):
        body = match["body"].lower()
        kind = "relu" if re.match(r"\s*\\?max", body) else "step" if re.match(r"\s*(?:1|one)\b", body) else ""
        if kind:
            named[match["name"]] = kind
    return {
        name: kind for name, kind in named.items() if name not in {"x", "y", "z", "h", "x1", "x2", "is", "a", "the"}
    }


def _function_of(kind: str) -> str:
    low = kind.lower()
    for word, function in (("relu", "relu"), ("rectif", "relu"), ("sigmoid", "sigmoid"), ("logistic", "sigmoid")):
        if word in low:
            return function
    return "tanh" if "tanh" in low else "sign" if "sign" in low else "step"


def _plain_line(line: str, named: Mapping[str, str]) -> str:
    plain = plain_notation(_INDICATOR.sub(" ", in_words(line)))
    plain = re.sub(r"([A-Za-z])\s*_\s*(?:\(\s*(\d)\s*\)|(\d))", r"\1\2\3", plain)
    plain = plain.replace("φ", "phi").replace("ϕ", "phi").replace("ψ", "psi")
    for name, kind in named.items():
        plain = re.sub(rf"(?<![A-Za-z_]){re.escape(name)}\s*\(", f"{kind}(", plain)
    plain = re.sub(r"\b(?:Heaviside|heaviside|threshold|thresh|sgn|[Hh]ardlim|H|Theta|u)\s*\(", "step(", plain)
    plain = re.sub(r"\b(?:ReLU|RELU|Relu|relu)\s*(?=\()", "relu", plain)
    plain = re.sub(r"\b(?:sigma|Sigmoid|logistic)\s*(?=\()", "sigmoid", plain)
    plain = re.sub(r"\b(?:np\.)?(?:maximum|Max|MAX)\s*\(", "max(", plain)
    # "h1 = OR: step(x1 + x2 - 0.5)" is that formula, whatever its name
    plain = re.sub(r"=\s*(?:an?\s+)?(?:OR|AND|NAND|NOR)(?:\s+gate)?\s*:\s*(?=[A-Za-z]+\s*\()", "= ", plain)
    plain = re.sub(r"\b1\s*(?=\[)|\bI(?=\[)|\b[1I]\s*(?=\([^()]*(?:[<>]=?)[^()]*\))", "", plain)
    plain = _positive_parts(_spoken(plain))
    plain = re.sub(r"\b(?:minus)\b", "-", re.sub(r"\b(?:plus)\b", "+", re.sub(r"\btimes\b", "*", plain)))
    return _gates(with_gates(_CHOICE.sub(r"[\1]", plain)))


def _positive_parts(plain: str) -> str:
    """Positive parts as rectifiers: ``(x1 + x2)^+`` or ``[x]_+`` is ``relu(x1 + x2)``."""
    for _ in range(MAX_POSITIVE_PARTS):
        mark = _POSITIVE_PART.search(plain)
        if mark is None:
            break
        depth, start = 0, -1
        for at in range(mark.start(), -1, -1):
            depth += (plain[at] in ")]") - (plain[at] in "([")
            if depth == 0:
                start = at
                break
        if start < 0:
            break
        inner = plain[start + 1 : mark.start()]
        plain = f"{plain[:start]} relu({inner}){plain[mark.end() :]}"
    return plain


def _spoken(plain: str) -> str:
    """Units in words as formulas: "the second computes ReLU of x1 plus x2 minus one" is h2 = relu(x1 plus x2 minus 1)."""
    unit = r"(?:\s+(?:hidden\s+)?(?:unit|neuron|one))?\s+(?:computes|is|takes|does|calculates|gives)\s+"
    plain = re.sub(rf"\b[Tt]he\s+first{unit}", "h1 = ", plain)
    plain = re.sub(rf"\b[Tt]he\s+(?:second|other){unit}", "h2 = ", plain)
    plain = re.sub(r"\b[Tt]he\s+output(?:\s+(?:unit|neuron))?\s+(?:computes|is|takes|does|gives)\s+", "out = ", plain)
    plain = re.sub(
        r"\b(relu|step|sigmoid)\s+of\s+([^,.;:()=]{2,60})", lambda m: f"{m[1].lower()}({m[2]})", plain, flags=re.I
    )
    for word, digit in (("one", "1"), ("two", "2"), ("half", "0.5"), ("zero", "0")):
        plain = re.sub(rf"(?<=[a-z0-9]\s)(?:a\s+)?{word}(?=\s+times|\s*[).,]|\s*$|\s+[a-z]\d)", digit, plain)
    return re.sub(r"(plus|minus|times|\()\s*two(?=\s)", r"\1 2", plain)


def _gates(plain: str) -> str:
    """Gates between two units as functions: "h1 AND NOT h2" is AND(h1, NOT(h2))."""
    plain = re.sub(r"\bNOT\s+(\w{1,4})\b", r"NOT(\1)", plain)
    plain = re.sub(r"\b(\w{1,4})\s+and\s+not\s+(\w{1,2}\d)\b", r"AND(\1, NOT(\2))", plain)
    return re.sub(
        r"((?:NOT\()?\b\w{1,4}\)?)\s+(AND|OR)\s+((?:NOT\()?\w{1,4}\)?)",
        lambda m: f"{m[2]}({m[1]}, {m[3]})" if m[1] not in FUNCTIONS else m[0],
        plain,
    )
