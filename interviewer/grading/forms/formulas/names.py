"""The variables of a question, in whatever names and notation an answer uses for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from interviewer.grading.forms.formulas.factor import TARGET, UNKNOWN, with_primes, with_rules, with_target
from interviewer.grading.forms.formulas.sense import without_indices
from interviewer.grading.forms.maths.notation import plain_notation

__all__ = ["TARGET", "UNKNOWN", "delta_of", "in_names", "with_delta"]

_OLD_NEW = (
    # division without a rest, as Python writes it
    (r"(\w+|\([^()]{1,40}\))\s*//\s*(\w+)", r"floor((\1)/(\2))"),
    # an update in place, such as "w -= lr * dw"
    (r"([A-Za-z]\w*)\s*-=\s*(.+)", r"\1 = \1 - (\2)"),
    (r"([A-Za-z]\w*)\s*\+=\s*(.+)", r"\1 = \1 + (\2)"),
)
_SPOKEN = (
    # the comma shows what is multiplied: "one minus s, times s"
    (r"(?<![\w(])((?:one|1)\s+minus\s+\w+|(?:one|1)\s*-\s*\w+)\s*,\s*(?=(?:times|multiplied by)\b)", r"(\1) "),
    (r"\bto the power of\b", "^"),
    (r"\b(?:multiplied by|times)\b", "*"),
    (r"\b(?:divided by|over)\b", "/"),
    (r"\bplus\b", "+"),
    (r"\bminus\b", "-"),
    (r"\bsquared\b", "^2"),
    (r"\bhalf\s+(?:of\s+)?(?:the\s+)?\(?\s*(k)\s*(minus|-|plus|\+)\s*(?:one|1)\)?(?!\w)", r"((\1 \2 1)/2)"),
    (r"\bhalf\s+(?:of\s+)?(?:the\s+)?(k)\s*,?\s+(?:and\s+|then\s+|is\s+)?rounded\s+(?:down|off)\b", r"floor(\1/2)"),
    (r"\b(k)\s*(?:minus|-)\s*(?:one|1)\s*,?\s+(?:then\s+)?halved\b", r"((\1-1)/2)"),
    (
        r"\b(?:unit|normali[sz]ed)\s+(?:vector\s+)?(?:along|in\s+the\s+direction\s+of|of|version\s+of)?\s*\b([A-Za-z])\b",
        r"(\1/norm(\1))",
    ),
    (
        r"\b([A-Za-z])\s*(?:divided\s+by|over|/)\s*(?:its|their)\s+(?:own\s+)?(?:euclidean\s+|l2\s+)?(?:norm|length)\b",
        r"(\1/norm(\1))",
    ),
    (r"\b(?:norm|length)\s+of\s+([A-Za-z])\b", r"norm(\1)"),
    (r"\bone half\b", "(1/2)"),
    (r"\bone\b", "1"),
    (r"\btwo\b", "2"),
    (r"\bequals?\b", "="),
)
_MEANT_TOGETHER = re.compile(
    r"(?:\b(?:multiplied by|times)\s+\(?\s*(?:1|one)\s*(?:-|\bminus\b)|\*\s*\(?\s*(?:1|one)\s+minus\b)\s*(\w+)\s*(?![\w(^*/])\)?"
)
"""In words, "s times one minus s" means s (1 - s); in signs, s * 1 - s is zero, and is read as it is written."""
_LOSS_NAME = r"(?:L|J|E|C|(?:the\s+|our\s+|its\s+)?(?:training\s+)?(?:loss|cost|error|objective)(?:\s+function)?)"
_RESPECT = (
    r"(?:\s*,?\s*(?:with\s+respect\s+to|wrt\.?|w\.r\.t\.?|by)\s+(?:the\s+|that\s+|each\s+|these\s+|those\s+)?\w+)?"
)
_GRADIENT = (
    rf"\b(?:partial\s+)?(?:gradient|derivative|slope|grad)\s+of\s+{_LOSS_NAME}(?![A-Za-z'])(?:\s*\(\s*\w{{1,8}}\s*\))?{_RESPECT}",
    rf"\b{_LOSS_NAME}\s+gradients?\b",
    r"\(*\s*\bd\s*\)*\s*/\s*\(*\s*d\s*_?\s*\(?\s*[A-Za-z]+\w*\s*\)*\s*(?:of\s+)?(?:the\s+)?(?:L|J|E|C|loss|Loss|cost)\b(?:\s*\(\s*\w{1,8}\s*\))?",
    r"\bd_\(?\w+\)?\s*(?:L|J|loss|Loss)\b(?:\s*\(\s*\w{1,8}\s*\))?",
    r"\(*\s*d\s*(?:L|J|E|C|loss|Loss|cost)\s*(?:\(\s*\w{1,8}\s*\))?\s*\)*\s*/\s*\(*\s*d\s*_?\s*\(?\s*[A-Za-z]+\w*\s*\)*",
    r"\bgrad(?:ient)?\s*(?:_\s*\(?\s*\w+\s*\)?)?\s*(?:\(\s*(?:L|J|E|C|loss|Loss|cost)\s*\)|(?:L|J|E|C|loss|Loss|cost)\b)?\s*(?:\(\s*\w{1,8}\s*\))?",
)
_DERIVATIVE = re.compile(r"(?<![A-Za-z])\(*\s*d\s*\)*\s*/\s*\(*\s*d\s*([a-z])(?!\w)\s*\)*\s*(?=[\[(\w\d-])")
_AT_A_POINT = re.compile(r"'\s*\(\s*[-+]?\d+(?:\.\d+)?\s*\)")
"""A derivative at a number is a value and no formula."""


_WRITTEN = (
    (r"\^\s*\{?\s*\(\s*[a-z]\s*(?:[+-]\s*1)?\s*\)\s*\}?", ""),  # the number of a step, as in w^{(k+1)}
    (r"\\\{", "("),  # braces that are shown
    (r"\\\}", ")"),
    (r"\\mathrel\s*\{\s*([-+])\s*\}\s*=", r"\1="),
    (r"\b(?:np|numpy|torch)\.(?:linalg\.)?(?=(?:norm|exp|log|sqrt|abs|tanh)\s*\()", ""),
    (r"\bnp\.maximum\(", "max("),
    (r"(?<=[\w)}\]])\s*<-{1,2}\s*(?=[A-Za-z\\(-])", " = "),  # an update written with an arrow
)
"""LaTeX or Python notation, and its plainer equivalent."""
_STEPPED = (
    # what one step adds: "w_{t+1} - w_t = -eta g"
    (r"\(*\s*([A-Za-z]+)_(\w)1\s*-\s*\1_\2\s*\)*\s*/\s*\(*\s*(\w+)\s*\)*\s*=\s*(.+)", r"\1 = \1 + \3*(\4)"),
    (r"([A-Za-z]+)_(\w)1\s*-\s*\1_\2\s*=\s*(.+)", r"\1 = \1 + (\3)"),
)


def in_names(line: str, names: Sequence[Sequence[str]], target: Sequence[str]) -> str:
    """A line in plain notation with the question's own names for its variables.

    Args:
        names: Spellings of each variable, the variable first.
        target: Spellings of the quantity that is asked for.
    """
    for pattern, new in _WRITTEN:
        line = re.sub(pattern, new, line)
    plain = plain_notation(re.sub(r"(?<=[A-Za-z])['’](?:s|re|ll|d|m|t|ve)(?![\w'(])", " ", line))
    for pattern, new in _STEPPED:
        plain = re.sub(pattern, new, plain)
    plain = _AT_A_POINT.sub(" POINT ", plain)
    plain = re.sub(r"\b[Rr]e[Ll][Uu]\b", "relu", plain)
    plain = without_indices(plain)
    letters = next((group for group in names if "sigmoid" in group), ("sigma", "sigmoid"))
    of_minus = "|".join(letter for letter in letters if letter.isalpha())
    plain = re.sub(rf"(?<![A-Za-z_])(?:{of_minus})\s*\(\s*-\s*[xz]\s*\)", " logistic(-x) ", plain)
    variables = {group[0] for group in names}
    for spelling in sorted((t for t in target if t not in variables), key=len, reverse=True):
        plain = with_target(plain, _spelled(spelling), _case(spelling), symbolic=bool(set(spelling) & {"'", "/"}))
    if any(group[0] == "dx" for group in names):
        plain = with_primes(with_rules(plain))
    plain = re.sub(rf"{TARGET}\s*=\s*(?:=|\bis\b)", f"{TARGET} =", plain)
    plain = re.sub(rf",(?=\s*{TARGET} =)", ";", plain)  # another equation
    for pattern, new in _OLD_NEW:
        plain = re.sub(pattern, new, plain)
    if any("grad" in group for group in names):
        for pattern in _GRADIENT:
            plain = re.sub(pattern, " grad ", plain)
    for group in names:
        for spelling in sorted(group[1:], key=len, reverse=True):
            plain = re.sub(_spelled(spelling, variables), f" {group[0]} ", plain, flags=_case(spelling))
        # "padding of size k/2 + 1"
        plain = re.sub(
            rf"(?<![\w']){re.escape(group[0])}\s+of\s+(?:size\s+)?(?=[\d(a-zA-Z]\b|\()", f"{group[0]} = ", plain
        )
    plain = re.sub(r"\b(?:[Tt]he|new|old)\b", " ", plain)
    plain = _MEANT_TOGETHER.sub(r"*(1-\1)", plain)
    for pattern, new in _SPOKEN:
        plain = re.sub(pattern, new, plain)
    for name in variables & set(target):
        plain = re.sub(rf"\b({re.escape(name)})\s+(?:is|are|becomes?|equals)\s+(?={_BEGINS})", r"\1 = ", plain)
    return _DERIVATIVE.sub(" DERIVED ", plain)


_BEGINS = r"(?:[\w(][\w()^. ]{0,15}\s*[-+*/]|norm\()"
"""Matches the beginning of a formula with an operation."""
_DELTA = re.compile(r"\bDelta\s*_?\s*\(?\s*([A-Za-z]+)\b\s*\)?\s*=\s*([^=;]+)")
_WITH_DELTA = re.compile(r"[-+]\s*Delta\s*_?\s*\(?\s*[A-Za-z]+\b\s*\)?")


def delta_of(lines: Sequence[str]) -> tuple[str, bool]:
    """The definition of a change such as Delta w in some lines, and whether one of them says how it is applied; "" for none."""
    sets = [match for line in lines for match in _DELTA.finditer(line)]
    return (sets[-1][2].strip(" .,"), any(_WITH_DELTA.search(line) for line in lines)) if sets else ("", False)


def with_delta(plain: str, delta: tuple[str, bool]) -> str:
    """A line in which a change such as Delta w is replaced by what it was set to; by itself, it is what a step adds."""
    formula, taken = delta
    if not formula or "Delta" not in plain:
        return plain
    if not taken:
        return _DELTA.sub(r"\1 = \1 + (\2)", plain)
    return re.sub(r"\bDelta\s*_?\s*\(?\s*[A-Za-z]+\b\s*\)?(?!\s*=)", lambda _: f"({formula})", plain)


def _case(spelling: str) -> re.RegexFlag:
    """Words are found in any case, symbols as they are."""
    return re.I if len(spelling) > 3 and spelling.replace(" ", "").isalpha() else re.RegexFlag(0)


def _spelled(spelling: str, variables: Collection[str] = ()) -> str:
    """A pattern for a spelling with any spaces between its signs.

    Args:
        variables: A letter with a prime may come directly after one of these, as in the product CC'.
    """
    body = r"\s*".join(re.escape(sign) for sign in re.findall(r"\w+|[^\w\s]", spelling))
    start = r"(?<![A-Za-z_\\])" if re.match(r"\w", spelling) else ""
    single = "".join(v for v in variables if len(v) == 1)
    if single and re.fullmatch(r"[A-Z]'", spelling):
        start = rf"(?:(?<![A-Za-z_\\])|(?<=[{single}]))"
    end = r"(?![A-Za-z0-9_'])" if re.search(r"\w$", spelling) else r"(?![\w'])"
    return start + body + end
