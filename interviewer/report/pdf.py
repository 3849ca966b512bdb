"""The report as a PDF: the same record as everywhere, typeset by Typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from interviewer.errors import UsageError
from interviewer.grading.feedback.certainty import doubt
from interviewer.grading.grade import VerdictKind
from interviewer.grading.rubric.spoken import achieved, point
from interviewer.grading.text.quotation import quoted
from interviewer.json_data import JsonObject
from interviewer.report.earlier import compared
from interviewer.report.entered import Picture, split_at_pictures
from interviewer.report.fonts import font_folders, language
from interviewer.report.passing import would_pass
from interviewer.report.pieces import Piece, pieces
from interviewer.report.priorities import advice
from interviewer.report.quotes import shown_quote
from interviewer.report.records import QuestionReport, Report
from interviewer.report.sureness import sureness
from interviewer.report.told import answers_counted, line, spent, told
from interviewer.report.verdicts import corrections_left, open_bonus, sign, words
from knowledge.schema import section_title

COLORS: Mapping[VerdictKind | Literal["unanswered"], str] = MappingProxyType(
    {
        "met": "#136c3a",
        "partly_met": "#8a5300",
        "not_met": "#a62525",
        "contradicted": "#8a1f6a",
        "ungraded": "#56616f",
        "unanswered": "#56616f",
    }
)
"""Colours of verdicts, as in the page's light theme; each has a contrast of at least 4.5 to 1 on white."""

Paper = JsonObject
"""Data for one part of the document, as the template reads it."""


def write_pdf(report: Report, path: Path) -> None:
    """Write the report as a PDF; Typst reads no files but its own and fetches nothing.

    Raises:
        UsageError: The file cannot be written.
    """
    import typst

    source = resources.files(__package__) / "report.typ"
    with resources.as_file(source) as template:
        made = typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=[str(folder) for folder in font_folders()],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"report": json.dumps(paper(report))},
        )
    try:
        path.write_bytes(made)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}; choose another folder") from error


def paper(report: Report) -> Paper:
    """The template's data: texts as lists of pieces, everything else as it is printed."""
    return {
        "name": "Interview report: " + "".join(char for char in report.title if char.isprintable()),
        "title": [{"kind": "text", "text": "Interview report: ", "lang": ""}, *_set(report.title)],
        "line": line(report),
        "counted": " ".join(filter(None, (_rests_on(report), spent(report)))),
        "compared": " ".join(
            filter(None, (compared(report.score, report.last_time), would_pass(report), sureness(report)))
        ),
        "score": "–" if report.score is None else f"{report.score:.0%}",
        "footer": f"Viva · {report.date}",
        "sections": [
            {"name": section_title(name), "share": round(value, 4), "score": f"{value:.0%}"}
            for name, value in report.sections.items()
        ],
        "first": [{"title": _set(p.title), "text": _set(advice(p)), "color": COLORS[p.kind]} for p in report.first],
        "strongest": [
            {"title": _set(t), "claim": _set(achieved(c)), "quote": _set(quoted(q) if q else "")}
            for t, c, q in report.strongest
        ],
        "study": [_set(item) for item in report.study],
        "corrections": [
            {"title": _set(q.title), "text": _set(correction)}
            for q in report.questions
            for correction in corrections_left(q)
        ],
        "questions": [_question(q, report) for q in report.questions],
        "transcript": [
            {
                "who": "You" if t.role == "candidate" else "Interviewer",
                "mine": t.role == "candidate",
                "text": _set_entered(t.text, report.pictures),
            }
            for t in report.transcript
            if t.kind != "reveal"
        ],
    }


def _rests_on(report: Report) -> str:
    return f"{answers_counted(report)}." if report.score is not None else "No answer was graded, so there is no score."


def _question(q: QuestionReport, report: Report) -> Paper:
    return {
        "title": _set(q.title),
        "score": q.outcome,
        "facts": told(q, report.metered),
        "question": _set(q.question),
        "answer": _set_entered(q.answer, report.pictures),
        "reference": _set(q.reference),
        "feedback": _set(q.remarks),
        "verdicts": [
            {
                "mark": sign(c),
                "verdict": words(c),
                "doubt": "" if open_bonus(c) else doubt(c),
                "reason": _set(c.reason if c.verdict == "ungraded" else c.worked_out),
                "claim": _set(point(c.claim)),
                "quote": _set(quoted(quote) if (quote := shown_quote(c, q.answer)) and not open_bonus(c) else ""),
                "color": COLORS[c.kind],
            }
            for c in (q.grade.listed if q.grade else ())
        ],
        "wrong": [
            *({"said": _set(w.said), "right": _set(w.right)} for w in q.wrong),
            *({"said": [], "right": _set(correction)} for correction in corrections_left(q)),
        ],
        "sources": _set("; ".join(q.sources)),
    }


def _set(text: str) -> list[JsonObject]:
    return [_piece(piece) for piece in pieces(text)]


def _piece(piece: Piece) -> JsonObject:
    rows = [[[_piece(inner) for inner in cell] for cell in row] for row in piece.rows]
    return {"kind": piece.kind, "text": piece.text, "lang": language(piece.text), "rows": rows}


def _set_entered(text: str, pictures: Mapping[str, Picture]) -> list[JsonObject]:
    """A message with its drawings and trees as pictures, or in words if there is no picture."""
    out: list[JsonObject] = []
    for part in split_at_pictures(text, pictures):
        if isinstance(part, str):
            out += _set(part)
        elif part.svg:
            # the text for screen readers is the description in words
            out.append({"kind": "picture", "text": part.svg, "words": " ".join(part.words.replace("*", "").split())})
        else:
            out += _set(part.words)
    return out
