"""How many hidden units an answer says that its network has."""

from __future__ import annotations

import re

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.numerals import number_in
from interviewer.grading.forms.numbers.said_cases import NUMBER
from interviewer.grading.forms.stance import stood_by
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from knowledge.text.alternatives import any_of, table

_UNIT = r"(?:units?|neurons?|nodes?|perceptrons?|relus?|gates?|sigmoids?)"
_KIND = r"(?:(?:relu|step|sigmoid|sign|threshold|heaviside|logistic|tanh|simple|binary|non-?linear|such|small|ordinary)\s+){0,2}"
_N = rf"(?P<n>{NUMBER}|an?|single)"
_COUNTS = (
    re.compile(r"(?<![\w.-])2\s*[-–→x]>?\s*(?P<n>\d)\s*[-–→x]>?\s*1(?![\w.-])"),
    table(
        (rf"\b{_N}\s+{_KIND}hidden\s+{_KIND}{_UNIT}\b", "a non-linear hidden unit."),
    ),
    table(
        (rf"\b2\s+inputs?\s*,\s*(?P<n>{NUMBER})\s+hidden\b", "2 inputs, 0 hidden"),
    ),
    table(
        (rf"\b{_N}\s+{_KIND}{_UNIT}\s+in\s+(?:the|a|its|one)\s+hidden\s+layer", "two neurons in the hidden layer"),
    ),
    table(
        (
            rf"\bhidden\s+layer\s*{any_of(',, :, of, with, has, needs?, contains?')}\s*(?:size\s+|only\s+"
            rf"|at\s+least\s+)?(?P<n>{NUMBER})\s+{_KIND}(?:hidden\s+)?{_UNIT}",
            "hidden layer with two neurons,",
        ),
    ),
    table(
        (rf"\bhidden\s+layer\s+(?:of|with)\s+size\s+(?P<n>{NUMBER})\b", "hidden layer of size 2"),
    ),
    table(
        (
            r"\bin\s+the\s+hidden\s+layer\b[^.;\n]{0,30}?\b(?:minimum|at\s+least|need|needs|smallest)\s+"
            rf"(?P<n>{NUMBER})\s+{_KIND}{_UNIT}",
            "In the hidden layer it is minimum four neurons,",
        ),
    ),
)
_SKIPS = re.compile(
    r"\bskip|\bshort-?cuts?\b|\bdirect(?:ly)?\b|\bconcat|\b(?:also|too)\s+(?:sees?|gets?|"
    r"goes|go|takes?|reads?)\b|\band\s+(?:both|the)\s+inputs\b|\binputs?\s+(?:also|too)\b",
    re.I,
)
_NO_SKIPS = re.compile(
    r"\b(?:without|with\s+no|no|lacks?)\s+(?:any\s+|an?\s+)?(?:skip|short-?cut|residual|direct\s+(?:path|connection|link|edge|weight|wire|line))"
    r"\b(?:\s+\w+){0,2}|\b(?:strictly|purely)\s+layered",
    re.I,
)
_ONE_IS_ENOUGH = table(
    (
        r"\b(?:smallest|minimum|minimal)\s+"
        + any_of(r"network\s+, net\s+, one\s+, size\s+")
        + rf"?(?:is|has)\s+(?:just\s+|only\s+)?(?:one|a\s+single|1)\s+{_KIND}{_UNIT}\b",
        "smallest network has just a single neuron,",
    ),
    (rf"\b(?:one|a\s+single|single|1)\s+{_KIND}{_UNIT}\s+(?:is|are)\s+(?:already\s+)?enough\b", "one neuron is enough"),
    (rf"\b(?:one|a\s+single|single)\s+{_KIND}{_UNIT}\s+(?:will\s+do|suffices|does\s+it)\b", "A single neuron will do."),
    (
        rf"\bsingle\s+{_KIND}{_UNIT}\b[^.;\n]{{0,60}}\b(?:no|without\s+(?:a|any))\s+hidden\s+layer\b",
        "single neuron will do, no hidden layer:",
    ),
)
_LAYERS = re.compile(r"\b(?:two|three|2|3|several|more)\s+hidden\s+layers\b|\b\d-\d-\d-\d", re.I)


_SMALLER = table(
    (r"\b2\s*[-–→x]>?\s*[12]\s*[-–→x]>?\s*1\b", "2-2-1"),
    (rf"\b(?:two|2)\s+(?:\w+\s+){{0,2}}(?:hidden|{_UNIT})\b", "two hidden units"),
    (
        r"\b(?:with|to|have|has|have|using|is)\s+(?:just\s+|only\s+)?(?:two|2|one|a\s+single)\s*(?:[.,;:)]|$)",
        "minimum is two.",
    ),
    (
        rf"\b(?:one|single|1)\s+(?:\w+\s+){{0,2}}{_UNIT}?\b[^.;\n]{{0,30}}\b"
        + any_of("enough, suffices?, sufficient, will do, would do, does it, can do it"),
        "one hidden unit is enough",
    ),
    (r"\bskip|\bshort-?cuts?\b|\bdirect(?:ly)?\b", "with a skip connection"),
    (
        r"\b"
        + any_of(
            "smaller, fewer, less, more compact, cheaper, superfluous, redundant, unnecessary, needless, wasteful, wasted, spare"
            ", overkill"
        )
        + r"\b",
        "It can be made smaller.",
    ),
    (r"\b(?:merg|remov|reduc|simplif|prun|shrink|collaps|eliminat|combin(?:e|ing))\w*", "merge them"),
    (r"\b(?:drop|leave\s+out|get\s+rid|do\s+without|not\s+needed|don['’]t\s+need)\b", "drop the first"),
    (
        r"\b(?:not|isn['’]t|n['’]t|hardly|never)\s+(?:\w+\s+){0,4}?" + any_of("smallest, minimal, minimum, optimal"),
        "not the smallest",
    ),
    (r"\b(?:one|1|a)\s+(?:\w+\s+)?(?:more|extra|too\s+many)\b|\btoo\s+many\b", "one too many"),
)
_NONE_SMALLER = table(
    (r"\b(?:nothing|no|none|never|not)\s+(?:\w+\s+)?(?:smaller|fewer|less)\b", "nothing smaller"),
    (
        r"\b(?:smaller|fewer|less|two|2)\b[^.;,\n]{0,40}?\b"
        + any_of(
            r"can(?:'t|’t|not|\ not), won['’]t, will not, would not, wouldn['’]t, fails?, isn['’]t, is not, aren['’]t, are not"
        )
        + r"\b",
        "two hidden units can't",
    ),
)


def knows_smaller(answer: str) -> bool:
    """Whether an answer may say that a smaller network than the one it gives would do, or that its own is not the smallest."""
    return _SMALLER.search(_NONE_SMALLER.sub(" ", answer[:MAX_GRADED_CHARACTERS])) is not None


def size_in_words(criterion_id: str, answer: str) -> Finding | None:
    """The verdict on the number of hidden units that an answer says; None if it says none, or more than one."""
    heard = stood_by(answer[:MAX_GRADED_CHARACTERS])
    if _LAYERS.search(heard):
        return None
    said = [(match, _count(match["n"])) for pattern in _COUNTS for match in pattern.finditer(heard)]
    counts = {count for _, count in said}
    if not counts:
        match = _ONE_IS_ENOUGH.search(heard)
        if match is None or _SKIPS.search(answer):
            return None
        reason = "No single unit computes XOR: the smallest network has two hidden units, or one and a skip connection."
        return Finding(criterion_id, "not_met", reason, answer[match.start() : match.end()], contradicted=True)
    (match, count), *_ = said
    if len(counts) > 1 or _ONE_IS_ENOUGH.search(heard):
        return None
    quote = answer[match.start() : match.end()].strip()
    if count == 1 and _NO_SKIPS.search(heard):
        if _SKIPS.search(_NO_SKIPS.sub(" ", heard)):
            return None  # with one and without one: which of them is meant?
        reason = "One hidden unit is enough only with a skip connection; without one it takes two."
        return Finding(criterion_id, "not_met", reason, quote, contradicted=True)
    if count == 2 or (count == 1 and _SKIPS.search(answer)):
        return Finding(criterion_id, "met", f"{count} hidden unit{'s' * (count != 1)} can do it.", quote)
    if count > 2:
        reason = f"{count} hidden units are more than it takes: two will do, or one and a skip connection."
        return Finding(criterion_id, "not_met", reason, quote, contradicted=True)
    return None


def _count(word: str) -> int:
    return 1 if word.lower() in {"a", "an", "single"} else int(number_in(word) or 0)
