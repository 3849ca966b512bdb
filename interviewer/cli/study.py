"""``viva plan`` and ``viva anki``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from interviewer.bars import item_bar
from interviewer.bootstrap import bank_to_ask, open_app
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from interviewer.study.anki import read_history, take_history, write_deck
from interviewer.study.schedule import due_now, set_interview_date
from interviewer.study.today import daily_plan, done_line
from knowledge.schema import Bank
from knowledge.text.plurals import counted

anki_app = typer.Typer(
    no_args_is_help=True, help="Export the bank's points as an Anki deck, and import the reviews you did there."
)


def plan(
    date: Annotated[
        str | None, typer.Option(help="The date of your interview, such as 2027-03-31; 'none' removes it.")
    ] = None,
) -> None:
    """Show what is due and new today."""
    store, bank = _opened()
    if date is not None:
        set_interview_date(store, "" if date.strip().lower() == "none" else date)
    today = daily_plan(store, bank, datetime.now(UTC))
    if today.days_left is not None:
        print(f"{counted(today.days_left, 'day')} to the interview.")
    if today.nothing_left:
        print(done_line(today))
        return
    print(
        f"{counted(len(today.due), 'point')} to go over again, {counted(len(today.new), 'new question')}, "
        f"{counted(today.done_today, 'review')} done today."
    )
    for question_id in today.due_questions:
        print(f"  due  {question_id:14} {bank[question_id].short_title}")
    for question_id in today.new:
        print(f"  new  {question_id:14} {bank[question_id].short_title}")
    print("Start with: viva drill --due")


@anki_app.command("export")
def export(
    out: Annotated[Path, typer.Argument(help="The .apkg file to write.")],
    due: Annotated[bool, typer.Option("--due", help="Only the points that are due.")] = False,
) -> None:
    """Write the points of the bank as an Anki deck; importing a newer one updates the deck you have."""
    only = None
    if due:
        store, bank = _opened()
        only = due_now(store.reviews.schedule(), bank, datetime.now(UTC))
    else:
        bank = bank_to_ask(load_settings())
    with item_bar("points", sum(len(question.criteria) for question in bank.approved)) as step:
        count = write_deck(bank, out, only, step)
    print(f"{count} cards in {out}")


@anki_app.command("import")
def take(
    file: Annotated[
        Path, typer.Argument(help="An .apkg or .colpkg of any version of Anki, exported with scheduling information.")
    ],
) -> None:
    """Import the reviews you did in Anki into your schedule; none is imported twice."""
    store, bank = _opened()
    history = read_history(bank, file, store)
    with item_bar("points", len(history.fresh)) as step:
        count = take_history(history, store, step)
    print(counted(count, "new review"))


def _opened() -> tuple[Store, Bank]:
    app = open_app(load_settings())
    return app.store, app.bank
