"""The report on paper: the same record as everywhere, set by Typst."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from interviewer.errors import UsageError
from interviewer.grading.grade import Kind
from interviewer.grading.quotation import you_said
from interviewer.json_data import JsonObject
from interviewer.report.build import QuestionReport, Report
from interviewer.report.entered import Picture, split_at_pictures
from interviewer.report.pieces import pieces
from interviewer.report.verdicts import corrections_left, sign, words
from knowledge.schema import section_title

COLORS: Mapping[Kind, str] = MappingProxyType(
    {
        "met": "#136c3a",
        "partly_met": "#8a5300",
        "not_met": "#a62525",
        "contradicted": "#8a1f6a",
        "ungraded": "#56616f",
    }
)
"""Colours of verdicts, as on the light page; each has a contrast of at least 4.5 to 1 on white."""

Paper = JsonObject
"""Data of one part of the page, as the template reads it."""


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


def paper(report: Report) -> Paper:
    """What is put on paper: texts as lists of pieces, everything else as it is shown."""
    graded = sum(q.score is not None for q in report.questions)
    return {
        "name": "Interview report: " + "".join(char for char in report.title if char.isprintable()),
        "title": [{"kind": "text", "text": "Interview report: "}, *_set(report.title)],
        "line": f"{report.date} · {report.mode} mode · {report.minutes_used:g} of {report.minutes_planned:g} minutes · "
        f"{graded} of {len(report.questions)} questions graded · {report.ending}",
        "score": "–" if report.score is None else f"{report.score:.0%}",
        "footer": f"Viva · {report.date}",
        "sections": [
            {"name": section_title(name), "share": round(value, 4), "score": f"{value:.0%}"}
            for name, value in report.sections.items()
        ],
        "wrong": [{"title": _set(t), "said": _set(you_said(quote)), "right": _set(r)} for t, quote, r in report.wrong],
        "strongest": [{"title": _set(t), "claim": _set(c), "quote": _set(q)} for t, c, q in report.strongest],
        "weakest": [{"title": _set(t), "claim": _set(c)} for t, c in report.weakest],
        "study": [_set(item) for item in report.study],
        "corrections": [
            {"title": _set(q.title), "text": _set(correction)}
            for q in report.questions
            for correction in corrections_left(q)
        ],
        "questions": [_question(q) for q in report.questions],
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


def _question(q: QuestionReport) -> Paper:
    score = "skipped" if q.skipped else "not graded" if q.score is None else f"{q.score:.0%}"
    return {
        "title": _set(q.title),
        "score": score,
        "question": _set(q.question),
        "verdicts": [
            {
                "mark": sign(c),
                "verdict": words(c) + (", uncertain" if c.uncertain else ""),
                "claim": _set(c.claim),
                "color": COLORS[c.kind],
            }
            for c in (q.grade.criteria if q.grade else ())
        ],
        "wrong": [
            {"said": _set(you_said(w.quote)), "right": _set(w.right), "passage": _set(w.passage)} for w in q.wrong
        ],
        "missed": [
            {"claims": [_set(m.claim) for m in q.missed if m.passage == passage], "passage": _set(passage)}
            for passage in dict.fromkeys(m.passage for m in q.missed)
        ],
        "sources": _set("; ".join(q.sources)),
    }


def _set(text: str) -> Sequence[Mapping[str, str]]:
    return [{"kind": piece.kind, "text": piece.text} for piece in pieces(text)]


def _set_entered(text: str, pictures: Mapping[str, Picture]) -> Sequence[Mapping[str, str]]:
    """A message with its drawings and trees as pictures, and in words where they are none."""
    out: list[Mapping[str, str]] = []
    for part in split_at_pictures(text, pictures):
        if isinstance(part, str):
            out += _set(part)
        elif part.svg:
            # what a reader that speaks says of it is the same in words
            out.append({"kind": "picture", "text": part.svg, "words": " ".join(part.words.replace("*", "").split())})
        else:
            out += _set(part.words)
    return out
