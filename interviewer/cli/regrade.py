"""``viva regrade``: grades what could not be graded in stored interviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from interviewer.bars import console, item_bar
from interviewer.bootstrap import App, open_app, opened_settings, owned_store
from interviewer.conversation.conducting.rereading import Reread
from interviewer.conversation.debrief.left import Left, left_ungraded
from interviewer.conversation.state.stored import Record
from interviewer.errors import ConflictError, IncompleteError, UnavailableError
from interviewer.settings import Settings
from knowledge.text.plurals import counted
from knowledge.text.visible import visible

_ALL = 1_000_000
"""A limit above the number of interviews that anybody has."""


@dataclass(frozen=True)
class _Found:
    record: Record
    left: tuple[Left, ...]


def regrade(
    interview_id: Annotated[
        str | None,
        typer.Argument(metavar="[INTERVIEW]", help="Only this interview, by the id in its address on the page."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what would be graded.")] = False,
    user: Annotated[str, typer.Option("--user", help="The account, if the page has sign-in.")] = "",
) -> None:
    """Grade what could not be graded in your interviews because a model was unavailable. Existing verdicts are kept.

    Each question is stored as soon as it is graded: you can stop at any time, and the same command continues from there.
    """
    settings = opened_settings()
    app = open_app(without_voice(settings), store=owned_store(settings, user))
    found = _found(app, interview_id)
    questions = sum(len(each.left) for each in found)
    if not questions:
        print("nothing is ungraded" + (" in this interview" if interview_id else ""))
        return
    if dry_run:
        for each in found:
            for item in each.left:
                print(_line(each.record, item.question_id, counted(len(item.points), "point")))
        points = sum(len(item.points) for each in found for item in each.left)
        print(f"{counted(points, 'point')} of {counted(questions, 'question')} would be graded")
        return
    with console.status("loading the models"):
        app.services.judge()
    _finish(_graded(app, found, questions), questions)


def without_voice(settings: Settings) -> Settings:
    """The settings without the language model, unless it is the judge: nothing needs wording here."""
    return settings if settings.judge_kind == "llm" else settings.model_copy(update={"llm": "off"})


def _found(app: App, interview_id: str | None) -> list[_Found]:
    """The interviews with something that can be graded, oldest first."""
    records = [app.store.interviews.load(interview_id)] if interview_id else app.store.interviews.all(_ALL)
    found = (_Found(record, left_ungraded(record.state, app.conductor.bank_of(record.id))) for record in records)
    return [each for each in found if each.left]


def _graded(app: App, found: Sequence[_Found], questions: int) -> list[Reread]:
    """Try each question again, print a line for each, and return the outcomes."""
    done: list[Reread] = []
    with item_bar("grading", questions) as step:
        for each in found:
            for told in _regraded(app, each):
                got = counted(told.points - told.left, "point") + " graded"
                why = f", {told.left} not: {visible(told.reason)}" if told.left else ""
                print(_line(each.record, told.question_id, got + why))
                done.append(told)
                step()
    return done


def _regraded(app: App, found: _Found) -> Iterator[Reread]:
    """The outcomes for an interview; if it is being answered now, everything in it is left ungraded."""
    seen: set[str] = set()
    try:
        for told in app.conductor.rereading.regrade(found.record.id):
            seen.add(told.question_id)
            yield told
    except ConflictError as error:
        for item in found.left:
            if item.question_id not in seen:
                yield Reread(item.question_id, len(item.points), len(item.points), str(error))


def _finish(done: Sequence[Reread], questions: int) -> None:
    """Print a summary.

    Raises:
        UnavailableError: Nothing could be graded.
        IncompleteError: Some of it could not.
    """
    points, left = sum(each.points for each in done), sum(each.left for each in done)
    reason = next((each.reason for each in done if each.left), "")
    if done and left == points:
        raise UnavailableError(f"nothing could be graded: {reason}")
    print(f"{counted(points - left, 'point')} of {counted(len(done), 'question')} graded")
    if len(done) < questions:
        print(f"{counted(questions - len(done), 'question')} graded elsewhere meanwhile")
    if left:
        raise IncompleteError(f"{counted(left, 'point')} could not be graded: {reason}; the same command tries again")


def _line(record: Record, question_id: str, what: str) -> str:
    return f"{record.id}  {record.created_at.astimezone():%Y-%m-%d}  {question_id:14} {what}"
