"""The report on paper: the same record as everywhere, set by Typst, with formulas as plain text."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from interviewer.errors import UsageError
from interviewer.report.build import MARKS, QuestionReport, Report
from knowledge.pictures import described
from knowledge.schema import section_title

_COLORS = {"met": "#136c3a", "partly_met": "#8a5300", "not_met": "#a62525", "ungraded": "#56616f"}


def write_pdf(report: Report, path: Path) -> None:
    """Write the report as a PDF; it reads no file but its own and fetches nothing.

    Raises:
        UsageError: The file cannot be written.
    """
    import typst

    source = resources.files(__package__) / "report.typ"
    with resources.as_file(source) as template:
        made = typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=[],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"report": json.dumps(paper(report))},
        )
    try:
        path.write_bytes(made)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}; choose another folder") from error


def paper(report: Report) -> dict[str, Any]:
    """What is put on paper, each piece as plain text."""
    graded = sum(q.score is not None for q in report.questions)
    return {
        "title": f"Interview report: {plain(report.title)}",
        "line": f"{report.date} · {report.mode} mode · {report.minutes_used:g} of {report.minutes_planned:g} minutes · "
        f"{graded} of {len(report.questions)} questions graded · {report.ending}",
        "score": "–" if report.score is None else f"{report.score:.0%}",
        "footer": f"Viva · {report.date}",
        "sections": [
            {"name": section_title(name), "share": round(value, 4), "score": f"{value:.0%}"}
            for name, value in report.sections.items()
        ],
        "strongest": [{"title": plain(t), "claim": plain(c), "quote": plain(q)} for t, c, q in report.strongest],
        "weakest": [{"title": plain(t), "claim": plain(c)} for t, c in report.weakest],
        "study": [plain(item) for item in report.study],
        "corrections": [
            {"title": plain(q.title), "text": plain(m.correction)}
            for q in report.questions
            if q.grade
            for m in q.grade.misconceptions
        ],
        "questions": [_question(q) for q in report.questions],
        "transcript": [
            {
                "who": "You" if t.role == "candidate" else "Interviewer",
                "mine": t.role == "candidate",
                "text": plain(t.text),
            }
            for t in report.transcript
            if t.kind != "reveal"
        ],
    }


def plain(text: str) -> str:
    """Markdown and LaTeX as text that reads well without either."""
    text = described(text)
    text = re.sub(r"\$\$(.+?)\$\$|\$([^$\n]+?)\$", lambda m: formula(m[1] or m[2]), text, flags=re.DOTALL)
    text = re.sub(r"\*\*(.+?)\*\*|(?<!\w)\*([^*\n]+)\*(?!\w)", lambda m: m[1] or m[2], text)
    text = re.sub(r"^#{1,6}\s+|^>\s?", "", text, flags=re.MULTILINE)
    text = re.sub(r"</?(?:details|summary|br)>", " ", text)
    return "".join(char for char in text.replace("`", "") if char == "\n" or char.isprintable()).strip()


def formula(latex: str) -> str:
    """A formula in Unicode; fractions keep their brackets."""
    from pylatexenc.latexwalker import LatexWalkerParseError

    try:
        return " ".join(_converter().latex_to_text(latex).split())
    except (LatexWalkerParseError, ValueError, IndexError, RecursionError):
        return latex


@cache
def _converter() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    def fraction(node: Any, l2tobj: Any) -> str:
        top, bottom = (l2tobj.nodelist_to_text([n]) for n in node.nodeargd.argnlist[-2:])
        return f"{_bracketed(top)}/{_bracketed(bottom)}"

    context = get_default_latex_context_db()
    specs = [MacroTextSpec(name, fraction) for name in ("frac", "dfrac", "tfrac")]
    context.add_context_category("viva", prepend=True, macros=specs)
    return LatexNodes2Text(latex_context=context, math_mode="text")


def _bracketed(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[\d.]+|\w", text) else f"({text})"


def _question(q: QuestionReport) -> dict[str, Any]:
    grade = q.grade
    score = "skipped" if q.skipped else "not graded" if q.score is None else f"{q.score:.0%}"
    return {
        "title": plain(q.title),
        "score": score,
        "question": plain(q.question),
        "verdicts": [
            {
                "mark": MARKS[c.verdict].split()[0],
                "verdict": MARKS[c.verdict].split(maxsplit=1)[1] + (", uncertain" if c.uncertain else ""),
                "claim": plain(c.claim),
                "color": _COLORS[c.verdict],
            }
            for c in (grade.criteria if grade else ())
        ],
        "missed": [
            {"claims": [plain(m.claim) for m in q.missed if m.passage == passage], "passage": plain(passage)}
            for passage in dict.fromkeys(m.passage for m in q.missed)
        ],
        "sources": plain("; ".join(q.sources)),
    }
