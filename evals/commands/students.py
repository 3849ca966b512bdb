"""``python -m evals students``: students' answers to school and college questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.judged import measured
from evals.commands.options import OnRay
from evals.commands.output import Output, finish
from evals.commands.suite import add_suite
from interviewer.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the suite."""
    add_suite(app, students, against=True)


def students(
    output: Output,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Students' answers in the three-way format of SemEval-2013.")
    ] = None,
    course: Annotated[list[str] | None, typer.Option(help="Only this course; can be given several times.")] = None,
    count: Annotated[int | None, typer.Option(min=1, help="At most this many answers.")] = None,
    name: Annotated[str, typer.Option(help="What the answers are called in the table of results.")] = "",
    on_ray: OnRay = False,
) -> None:
    """The judge alone on real students' answers: correct or not. Contradictory answers must earn nothing."""
    from evals.labelled.public_sets import fingerprint
    from evals.labelled.students import read_students
    from evals.suites.agreement.students import SEED, measure

    if answers is None:
        raise UsageError("students needs --answers FILE.jsonl, answers with references and one of three labels")
    bank, rows = read_students(answers, tuple(course or ()))
    with measured(bank, page=False, model=False, on_ray=on_ray) as one:
        result = {**one.which, **measure(bank, rows, one.grader, one.embedder(), count)}
    courses = ", ".join(course or ()) or "all courses"
    data = {"name": name or f"{answers.name}, {courses}", "answers": fingerprint(answers)}
    finish(replace(output, data=data, seed=SEED), result)
