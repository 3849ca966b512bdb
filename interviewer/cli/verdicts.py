"""``viva contest``: the verdicts of a finished interview, and a second look at one of them."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from interviewer.bars import console
from interviewer.bootstrap import App, open_app, opened_settings, owned_store
from interviewer.cli.contest import Commands, settle
from interviewer.cli.grade_table import print_grade
from interviewer.cli.regrade import without_voice
from interviewer.conversation.state.state import QuestionAttempt
from interviewer.conversation.state.stored import Record
from interviewer.errors import UsageError

_PLACE = re.compile(r"([0-9]{1,3})\.([0-9]{1,3})")
"""A question and a point, as they are counted in the list."""


def contest(
    point: Annotated[
        str, typer.Argument(help="Question and point, such as 2.3. Without it, the verdicts are listed.")
    ] = "",
    reason: Annotated[list[str] | None, typer.Argument(help="Why the verdict is wrong; quote your words.")] = None,
    deny: Annotated[bool, typer.Option("--deny", help="Give the point back: the answer doesn't say it.")] = False,
    interview: Annotated[
        str,
        typer.Option("--interview", help="The id in its address on the page; by default the last one you finished."),
    ] = "",
    user: Annotated[str, typer.Option("--user", help="The account, if the page has sign-in.")] = "",
) -> None:
    """List the verdicts of an interview after its end, and have one of them read again."""
    settings = opened_settings()
    app = open_app(without_voice(settings), store=owned_store(settings, user))
    record = _record(app, interview)
    graded = {number: attempt for number, attempt in enumerate(record.state.attempts, start=1) if attempt.grade}
    if not graded:
        raise UsageError("nothing was graded in this interview")
    if not point:
        _list(app, record, graded)
        return
    place = _PLACE.fullmatch(point)
    attempt = graded.get(int(place[1])) if place else None
    if place is None or attempt is None:
        numbers = ", ".join(map(str, graded))
        raise UsageError(f"name a question and a point, such as 2.3; these questions have grades: {numbers}")
    argument = " ".join(reason or ())
    if not deny and not argument.strip():
        raise UsageError(f'say why the verdict is wrong, and quote your words: viva contest {point} "I said that …"')
    commands = Commands(f'viva contest {place[1]}.{{}} "I said that …"', f"viva contest {place[1]}.{{}} --deny")
    with console.status("reading it again"):
        told = settle(app.conductor, record.id, attempt, int(place[2]), argument, denies=deny, commands=commands)
    print(told)


def _record(app: App, interview: str) -> Record:
    """The finished interview that is meant.

    Raises:
        UsageError: There is none, or it is not finished.
    """
    if interview and not app.store.interviews.exists(interview):
        raise UsageError(f"there is no interview with the id {interview}")
    found = [app.store.interviews.load(interview)] if interview else app.store.interviews.finished(1)
    if not found:
        raise UsageError("you have not finished an interview yet")
    if found[0].phase != "finished":
        raise UsageError("this interview is still open; go on with it, or end it first")
    return found[0]


def _list(app: App, record: Record, graded: dict[int, QuestionAttempt]) -> None:
    bank = app.conductor.bank_of(record.id)
    for number, attempt in graded.items():
        title = bank[attempt.question_id].short_title if attempt.question_id in bank else attempt.question_id
        if attempt.grade is not None:
            print_grade(attempt.grade, f"{number}. {title}", before=f"{number}.")
    print('\nTo contest one: viva contest 1.2 "I said that …"')
