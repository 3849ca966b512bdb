"""``viva grade`` and ``viva search``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from interviewer.bars import console, item_bar
from interviewer.bootstrap import open_services
from interviewer.cli.batch import batch_rows, grades_in, keep_last
from interviewer.cli.grade_table import print_grade, usage_line
from interviewer.errors import IncompleteError, UnavailableError, UsageError
from interviewer.grading.forms.code.block import code_of
from interviewer.grading.forms.code.code import CodeForm, suite_of
from interviewer.grading.forms.files import SUFFIXES, answer_from_file
from interviewer.grading.grade import Grade
from interviewer.grading.text.evidence import readable
from interviewer.loading.graders import grader_of
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from interviewer.workers.ray_workers import ray_workers
from interviewer.workers.spread import spread
from knowledge.loader import load_bank
from knowledge.schema import Bank, Question

MAX_ANSWER_BYTES = 10_000_000
_FENCE = "````"
"""Longer than any fence that a docstring in the code can contain."""


def loaded_services(bank: Bank) -> Services:
    """The services for a bank, with everything that grading needs loaded.

    Raises:
        UnavailableError: The judge's models cannot be loaded.
    """
    services = open_services(load_settings(), bank)
    with console.status("loading the models"):
        services.load()
        services.judge()
    return services


def grade(
    question_id: Annotated[str | None, typer.Argument(metavar="[ID]")] = None,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|-]",
            help="The answer as text, code (.py), a tree or a drawing (.json) or a picture (.png); '-' reads standard input.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the grade as JSON.")] = False,
    bank_dir: Annotated[Path | None, typer.Option("--bank", help="Another bank.")] = None,
    batch: Annotated[
        Path | None, typer.Option(help="Grade many answers: a file with lines of {id, question_id, answer}.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The file for a batch's grades; an interrupted batch resumes.")
    ] = None,
    on_ray: Annotated[
        bool, typer.Option("--ray", help="Grade a batch on all machines of a Ray cluster; needs the extra 'ray'.")
    ] = False,
) -> None:
    """Grade one answer, or a batch."""
    if on_ray and batch is None:
        raise UsageError("--ray is for a batch; name one with --batch FILE")
    bank = load_bank(bank_dir or load_settings().bank)
    if batch is not None:
        if out is None:
            raise UsageError("--batch needs --out FILE")
        _grade_batch(bank, batch, out, on_ray)
        return
    if question_id is None:
        raise UsageError("name a question, such as 'viva grade training-01 answer.txt'; see 'viva bank list'")
    question = bank[question_id]
    answer = _read_answer(file or "-")
    services = loaded_services(bank)
    result = grader_of(services).grade(question, answer)
    if as_json:
        print(json.dumps(result.to_dict(), indent=1, ensure_ascii=False))
    else:
        print_grade(result, result.question_id)
        print(f"\n{result.feedback}")
        for line in _tests_of(services, question, answer):
            print(line)
        if services.settings.metered and (spent := usage_line(result.usage)):
            print(f"\n{spent}")
    if not result.judged:
        raise UnavailableError(f"nothing could be graded: {result.ungraded[0].reason}")


def search(
    text: Annotated[str, typer.Argument(help="What to search for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find questions by topic or wording."""
    services = open_services(load_settings(llm="off"))
    with console.status("loading the index"):
        services.load()
    hits = services.search(text, k)
    if as_json:
        print(
            json.dumps(
                [
                    {
                        "id": h.question.id,
                        "title": h.question.title,
                        "section": h.question.section,
                        "score": round(h.score, 4),
                        "passage": h.passage,
                    }
                    for h in hits
                ],
                indent=1,
                ensure_ascii=False,
            )
        )
        return
    for hit in hits:
        print(f"{hit.score:5.2f}  {hit.question.id:<14} {hit.question.short_title}")


def _read_answer(file: str) -> str:
    if Path(file).suffix.lower() in SUFFIXES:
        return answer_from_file(file)
    if file == "-":
        data = sys.stdin.buffer.read(MAX_ANSWER_BYTES + 1)
    else:
        try:
            with Path(file).open("rb") as stream:
                data = stream.read(MAX_ANSWER_BYTES + 1)
        except OSError as error:
            raise UsageError(f"{file} cannot be read: {error.strerror}") from error
    if len(data) > MAX_ANSWER_BYTES:
        raise UsageError("the answer is over 10 MB; an interview answer is a few pages of text at most")
    text = data.decode("utf-8", "replace")
    # the file is a single block of code, whatever it contains: a syntax error does not make it prose
    return f"{_FENCE}python\n{text}\n{_FENCE}" if Path(file).suffix.lower() == ".py" else text


def _tests_of(services: Services, question: Question, answer: str) -> Iterator[str]:
    """The tests run on code in the answer, one per line; a failed test names its input."""
    forms = [form for form in services.forms if isinstance(form, CodeForm)]
    if suite_of(question) is None or not forms or code_of(readable(answer)) is None:
        return
    for result in forms[0].report(question, readable(answer)).results:
        yield f"{'✓' if result.passed else '✗' if result.passed is False else '–'} {result.text}"


def _grade_batch(bank: Bank, batch: Path, out: Path, on_ray: bool) -> None:
    rows = list(batch_rows(bank, batch))
    done = grades_in(out)
    left = [row for row in rows if row["id"] not in done.lines or row["id"] in done.ungraded]
    if not left:
        print(f"all {len(rows)} answers are already graded in {out}", file=sys.stderr)
        return
    asked = [(bank[row["question_id"]], row["answer"]) for row in left]
    failed = 0
    with _grades(bank, asked, on_ray) as grades:
        try:
            with out.open("a", encoding="utf-8", newline="\n") as stream, _bar(rows, left) as step:
                for row, result in zip(left, grades, strict=True):
                    failed += bool(result.ungraded)
                    stream.write(json.dumps({"id": row["id"], **result.to_dict()}, ensure_ascii=False) + "\n")
                    stream.flush()
                    step()
        except OSError as error:
            raise UsageError(
                f"{out} cannot be written: {error.strerror}; run it again to continue from here"
            ) from error
    if done.ungraded:
        keep_last(out)
    if failed:
        raise IncompleteError(
            f"{failed} of {len(left)} answers have criteria that could not be graded; their lines say why, and the same "
            "command tries them again"
        )


@contextmanager
def _grades(bank: Bank, asked: Sequence[tuple[Question, str]], on_ray: bool) -> Iterator[Iterator[Grade]]:
    """A grade for each answer, in order, each made when it is requested."""
    if not on_ray:
        yield grader_of(loaded_services(bank)).grade_many(asked)
        return
    with ray_workers(bank) as workers:
        yield spread([(question, answer, ()) for question, answer in asked], workers)


def _bar(rows: Sequence[object], left: Sequence[object]) -> AbstractContextManager[Callable[[], None]]:
    return item_bar("grading", len(rows), len(rows) - len(left))
