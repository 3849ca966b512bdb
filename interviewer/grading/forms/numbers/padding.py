"""Amounts of padding for filters of a given width, and sizes of an output: a formula in general does not excuse wrong ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.maths.notation import plain_notation
from interviewer.grading.forms.maths.numerals import Numeral, number_in, written
from interviewer.grading.forms.numbers.cases import are_exchanged, settled
from interviewer.grading.forms.numbers.figures import false_sizes, size_asked
from interviewer.grading.forms.numbers.numbers import given_value
from interviewer.grading.forms.numbers.said_cases import NUMBER, Places, said_cases
from interviewer.grading.forms.numbers.said_values import said_values
from interviewer.grading.forms.stance import corrections
from knowledge.answers.expectation import Expectation
from knowledge.text.alternatives import any_of, shared, table

WIDEST = 15
"""Widest filter that is read as one."""
_SQUARE = rf"(?P<k>{NUMBER})\s*(?:[x×*]|-?by-?|\s+by\s+)\s*(?P=k)"
_FILTER = table(
    (rf"(?<![\w.]){_SQUARE}(?![\w.]*\d|\s*(?:image|input|map|output|picture|pixel))", "three by three,"),
    shared(
        r"(?<![\w.])",
        ("[kKF]", "f is one"),
        (r"kernels?(?:\s+(?:size|width))?", "kernel seven,"),
        (r"filters?(?:\s+(?:size|width)|\s+of(?:\s+(?:size|width))?)?", "filters of one,"),
        ("width", "width one"),
        after=rf"\s*(?:=|of|is)?\s*(?P<n>{NUMBER})(?![\w.]*\d|\s*[x×*/+-]|\s*(?:extra\s+"
        rf"|more\s+)?{any_of('zeros?, pixels?, px, rows?, rings?, on')}\b)",
    ),
)
_OTHER = table(
    (r"\bstrid\w*\s*(?:=|of|is)?\s*(?:[2-9]|two|three)", "stride of two,"),
    ("dilat", "Dilation shrinks the view."),
    (r"\bvalid\b", "a valid convolution"),
    (r"\bwithout\b", "without padding"),
    (r"\bno\s+(?:zero[\s-]*)?padding", "no padding"),
    (r"\blos\w+\b", "the border is lost"),
    (r"\bshrink\w*", "it shrinks by two"),
    (r"\bsmaller\b", "it gets smaller"),
    (r"\bfull\b", "full padding"),
    (r"\btotal\b", "a total of four"),
    (r"\baltogether\b", "altogether four"),
    (r"\bin\s+all\b", "four in all"),
    (r"\bboth\b", "on both sides"),
    (r"\boverall\b", "four overall"),
    (r"\btogether\b", "four together"),
    (r"\boutputs?\b", "the output is 8"),
    (r"\bbecomes?\b", "it becomes 8"),
    (r"\blayers\b", "after two layers"),
    (r"\bstack", "in a stack"),
    (r"\bimage\s+(?:is|of)\b", "the image is 32 wide"),
    (r"\bcuts?\b", "It is too early to be cut."),
    (r"\bdrops?\b", "it drops the border"),
    (r"\bseen?\b", "they are seen less"),
    (r"\bweights?\b", "the weights"),
    (r"\bparam", "fewer parameters"),
    (r"\btimes\b", "four times"),
)
"""Matches words of a sentence whose numbers may be of something else than the zeros on each side at stride 1."""
_ASKS_PADDING = re.compile(r"how\s+(?:many|much)\s+(?:rows\s+of\s+)?(?:zeros?|padding|pixels?)|which\s+padding", re.I)
_QUOTED = re.compile(r"“[^”]*”")
_FORMULA = re.compile(
    r"(?:[nkpsNKPSWFH](?![A-Za-z])|\d|[-+*/^()\s])*[nkpsNKPSWFH]\s*\)*\s*[-+*/](?:[nkpsNKPSWFH](?![A-Za-z])|\d|[-+*/^()\s])*"
)
_HALF = re.compile(
    r"\bhalf\s+(?:of\s+)?\(?\s*[kKF]\s*[-−–]\s*1|\bhalf\s+(?:of\s+)?(?:k|the\s+filter|the\s+kernel)\b[\w\s]{0,20}\bminus\s+one",
    re.I,
)
_GIVES_RULE = re.compile(
    r"\bhalf\b|\bhalve|\brule\b|\bformula\b|\bin\s+general\b|\bgenerally\b|\bminus\s+(?:one|1)\b|\bone\s+(?:less|off)\b|\bdivided\b|\brounded\b"
    r"|\b[kKF]\s*[-−–+/]\s*\d|\bradius\b|\bfloor\b|//",
    re.I,
)
"""Matches words of an answer that may give the rule, right or wrong; ``_HALF`` the right one."""
_UNITS = ("zero", "zeros", "pixel", "pixels", "px", "wide", "columns", "rows")


def asks_for_sizes(expects: Expectation | None) -> bool:
    """Whether a formula in n, k, p and s is asked for: the size of a filter's output, or the padding for it."""
    return expects is not None and {"n", "k", "p", "s"} <= {group[0] for group in expects.names}


def held_to_sizes(finding: Finding | None, criterion_id: str, answer: str, asked: Sequence[str]) -> Finding | None:
    """The verdict on a formula for sizes, lowered if the answer gives wrong sizes; without a formula, that on the sizes.

    Args:
        asked: What the interviewer said besides the question; its last sizes are those that a bare number answers.
    """
    slip = _of_widths(criterion_id, answer) or _of_asked(criterion_id, answer, asked)
    if finding is None and slip is not None and _GIVES_RULE.search(answer):
        # the rule may be right, so the sizes alone don't decide it
        right = slip.contradicted and _HALF.search(answer)
        return (
            Finding(criterion_id, "partly_met", f"The rule is right. But {_lowered(slip.reason)}", slip.quote)
            if right
            else None
        )
    if finding is None or finding.verdict != "met":
        return finding or slip
    if slip is not None and slip.contradicted:
        return Finding(criterion_id, "partly_met", f"{finding.reason} But {_lowered(slip.reason)}", slip.quote)
    wrong = false_sizes(answer)
    return (
        Finding(criterion_id, "partly_met", f"{finding.reason} But {_lowered(wrong[0])}", finding.quote)
        if wrong
        else finding
    )


def _lowered(reason: str) -> str:
    return reason[0].lower() + reason[1:]


def _of_widths(criterion_id: str, answer: str) -> Finding | None:
    """The verdict on zeros that are given for filters of some widths: half right, as they give no rule, or wrong."""
    given = settled(said_cases(answer, _filters), answer)
    given = {width: case for width, case in given.items() if case.said.value == int(case.said.value)}
    if not given or any(corrections(answer)):
        return None
    wrong = [width for width, case in given.items() if not _is_right(width, case.said)]
    shown = ", ".join(f"{(int(width) - 1) // 2} for {width} x {width}" for width in given)
    if not wrong:
        return Finding(
            criterion_id,
            "partly_met",
            f"Right: {shown}. What is missing is the rule.",
            next(iter(given.values())).quote,
        )
    swapped = len(wrong) > 1 and are_exchanged({width: given[width].said for width in wrong}, _is_right)
    reason = (
        f"{'The numbers are swapped: t' if swapped else 'T'}o keep the size at stride 1 it takes on each side {shown}."
    )
    return Finding(criterion_id, "not_met", reason, given[wrong[0]].quote, contradicted=True)


def _is_right(width: str, said: Numeral) -> bool:
    return 2 * said.value == int(width) - 1


def _filters(sentence: str) -> Places:
    """The widths of filters that a sentence on padding names."""
    if _OTHER.search(sentence):
        return ()
    found = []
    for match in _FILTER.finditer(sentence):
        width = number_in(match["k"] or match["n"])
        if width is not None and 1 < width <= WIDEST and width % 2 == 1:
            found.append((match.start(), match.end(), f"{width:g}"))
    return found


def _of_asked(criterion_id: str, answer: str, asked: Sequence[str]) -> Finding | None:
    """The verdict on the number that answers a question about sizes that the interviewer asked last; None if it asked none."""
    question = _QUOTED.sub("", asked[-1]) if asked else ""
    filters = list(dict.fromkeys(name for *_, name in _filters(question)))
    right: float | None = size_asked(question)
    if right is None and len(filters) == 1 and _ASKS_PADDING.search(question):
        right = (int(filters[0]) - 1) / 2
    if right is None:
        return None
    reply = _FORMULA.sub(" ", plain_notation(answer.rpartition("\n\n")[2]))
    said = given_value(said_values(reply, _UNITS))
    if said is None or said.value == right:
        return None
    quote = said.quote if said.quote in answer else ""
    reason = f"The value given is {written(said.value)}; for the sizes asked about it is {written(right)}."
    return Finding(criterion_id, "not_met", reason, quote, contradicted=True)


__all__ = ["asks_for_sizes", "held_to_sizes"]
