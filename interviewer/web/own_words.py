"""The candidate's own text with the quotes of the verdicts marked, as HTML. Everything in it is escaped here."""

from __future__ import annotations

import html
import itertools
from collections.abc import Sequence

from interviewer.grading.forms.fences import Block, blocks
from interviewer.grading.grade import MARKS, CriterionVerdict, Evidence, Grade, VerdictKind, verdict_words
from interviewer.grading.text.evidence import MAX_GRADED_CHARACTERS
from interviewer.web.forms.pictures import image_html
from interviewer.web.formulas import Formulas, formulas_in
from interviewer.web.markdown import CodePart, code_parts
from knowledge.schema import Question

Span = tuple[int, int, int, VerdictKind]
"""Where a quote begins and ends, the number of its point, and the kind of its verdict."""

_SIGN = {"contradicted": MARKS["contradicted"]}
_SPOKEN = {"contradicted": f'<span class="spoken">{verdict_words("contradicted")}: </span>'}
"""What marks a quote in addition to its colour: a sign at its number, and words only for screen readers."""


def marked_answer(answer: str, grade: Grade, question: Question | None = None) -> str:
    """The candidate's text, escaped, with the quotes of the criteria marked and numbered, and code as it was typed.

    Args:
        question: If given, drawings and trees are shown as pictures, with the numbers below.
    """
    text = answer[:MAX_GRADED_CHARACTERS]
    cut_out = blocks(text)
    pictured = [b for b in cut_out if b.kind != "python"] if question else []
    code = [p for p in code_parts(text) if all(p.end <= b.start or b.end <= p.start for b in pictured)]
    whole = formulas_in(text, code=[*((b.start, b.end) for b in cut_out), *((p.start, p.end) for p in code)])
    spans = sorted(
        (*whole.around(quote.start, quote.end), number, item.kind) for item, number, quote in _marked(text, grade)
    )
    edges = {edge for b in pictured for edge in (b.start, b.end)}
    edges |= {edge for p in code for edge in (p.start, p.inside, p.until, p.end)}
    cuts = sorted({0, len(text), *edges, *(s[0] for s in spans), *(s[1] for s in spans)})
    apart = {edge for p in code if p.block for edge in (p.start, p.end)}
    out, at = [], 0
    for start, end in itertools.pairwise(cuts):
        picture = next((b for b in pictured if b.start <= start < b.end), None)
        if picture and question:
            out += [image_html(picture, question), _numbers_below(picture, spans)] if start == picture.start else []
            continue
        while at < len(code) and code[at].end <= start:
            at += 1
        part = code[at] if at < len(code) and code[at].start <= start else None
        piece = _code_html(text, part, start, end) if part else _prose_html(whole, start, end, apart)
        marked = _marked_html(piece, start, end, spans)
        out.append(_framed(marked, part, start, end) if part else marked)
    if len(answer) > len(text):
        out.append(f'<p class="quiet">… and {len(answer) - len(text):,} more characters, kept but not graded.</p>')
    return "".join(out)


def legend(answer: str, grade: Grade) -> str:
    """The legend for the numbers in the marked answer; "" if it has none."""
    kinds = {item.kind for item, _, _ in _marked(answer[:MAX_GRADED_CHARACTERS], grade)}
    if not kinds:
        return ""
    against = f" {MARKS['contradicted']} marks words that contradict the point." if "contradicted" in kinds else ""
    return f'<p class="quiet legend">The numbers refer to the points above.{against}</p>'


def left_out(item: CriterionVerdict) -> bool:
    """Whether it is a bonus that the answer apparently does not mention, and says nothing wrong about."""
    return item.bonus and item.kind == "not_met"


def _marked(text: str, grade: Grade) -> list[tuple[CriterionVerdict, int, Evidence]]:
    """The quotes that are marked in a text, each with its criterion and the number of that."""
    return [
        (item, number, quote)
        for number, item in enumerate(grade.listed, start=1)
        if not left_out(item)
        for quote in item.evidence
        if 0 <= quote.start < quote.end <= len(text)
    ]


def _prose_html(whole: Formulas, start: int, end: int, apart: set[int]) -> str:
    """A stretch without code, without the empty lines next to a block, which has its own distance."""
    stretch = whole.text[start:end]
    if start in apart:
        start += len(stretch) - len(stretch.lstrip("\n"))
    if end in apart:
        end = max(start, end - (len(stretch) - len(stretch.rstrip("\n"))))
    return whole.html_of(start, end).replace("\n", "<br>")


def _code_html(text: str, part: CodePart, start: int, end: int) -> str:
    """A stretch of code; "" for the marks around it."""
    return html.escape(text[start:end]) if part.inside <= start and end <= part.until else ""


def _framed(shown: str, part: CodePart, start: int, end: int) -> str:
    """A stretch of code in the frame of its block, which its first stretch opens and its last one closes."""
    if not (part.inside <= start and end <= part.until):
        return shown
    if not part.block:
        return f"<code>{shown}</code>"
    return f"{'<pre><code>' if start == part.inside else ''}{shown}{'</code></pre>' if end == part.until else ''}"


def _marked_html(piece: str, start: int, end: int, spans: Sequence[Span]) -> str:
    """A stretch in the colour of the quotes that it lies in, with the numbers of those that end with it."""
    over = [s for s in spans if s[0] <= start and end <= s[1]]
    ends = "".join(_number_html(s[2], s[3]) for s in over if s[1] == end)
    if not over or not piece:
        return piece + ends
    kinds = {s[3] for s in over}
    kind = next((k for k in ("contradicted", "met") if k in kinds), "partly_met")
    return f'<mark class="{kind}">{_SPOKEN.get(kind, "")}{piece}{ends}</mark>'


def _numbers_below(picture: Block, spans: Sequence[Span]) -> str:
    """The numbers of the quotes that begin in a drawing or a tree."""
    return "".join(
        f'<sup class="{s[3]}" title="{verdict_words(s[3])}: point {s[2]}">{MARKS[s[3]]}{s[2]} </sup>'
        for s in spans
        if picture.start <= s[0] < picture.end
    )


def _number_html(number: int, kind: str) -> str:
    """The number of a quote, which says which point it is about and whether it contradicts that point."""
    about = "contradicts" if kind == "contradicted" else "is about"
    return f'<sup title="{about} point {number}">{_SIGN.get(kind, "")}{number}</sup>'
