"""``viva``: every command, and the one place where an error becomes a line of text and an exit code."""

from __future__ import annotations

import os
import sys

import typer

from interviewer.offline import go_offline

go_offline()

from evals.__main__ import app as evals_app  # noqa: E402
from interviewer import __version__  # noqa: E402
from interviewer.cli import bank, cards, data, doctor, grade, judge, models, regrade, study, talk, trees, user, verdicts  # noqa: E402
from interviewer.conversation.conducting.trace import show_traces  # noqa: E402
from interviewer.entry import run_app  # noqa: E402
from interviewer.loading.services import is_loading  # noqa: E402
from interviewer.log import hide_secrets, hide_secrets_of_faults  # noqa: E402

app = typer.Typer(
    name="viva",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A mock interviewer for deep-learning interviews, on your own machine.",
)
for _command in (
    talk.interview,
    talk.drill,
    talk.serve,
    cards.cards,
    study.plan,
    trees.tree,
    verdicts.contest,
    grade.grade,
    grade.search,
    regrade.regrade,
    models.index,
    doctor.doctor,
):
    app.command()(_command)
app.add_typer(bank.app, name="bank")
app.add_typer(study.anki_app, name="anki")
app.add_typer(models.app, name="model")
app.add_typer(judge.app, name="judge")
app.add_typer(data.app, name="data")
app.add_typer(user.app, name="user")
app.add_typer(evals_app, name="evals")


def _version(value: bool) -> None:
    if value:
        print(f"viva {__version__}")
        raise typer.Exit


@app.callback()
def main(
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error, and a trace of each turn."),
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Mock interviews, drills, grading and evals, in the terminal or in the browser."""
    if debug:
        show_traces()


def run() -> None:
    """Entry point: runs a command and turns errors into one line."""
    hide_secrets()
    hide_secrets_of_faults()
    code = run_with(sys.argv[1:])
    if is_loading():
        # a thread still in native code would abort the process on a normal exit; by now everything is printed and stored
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run_with(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    debug = "--debug" in arguments
    # typer accepts --debug only before the command, but people write it last
    arguments = ["--debug", *(a for a in arguments if a != "--debug")] if debug else arguments
    return run_app(app, "viva", arguments, debug=debug, stopped="stopped; everything you said so far is saved")


if __name__ == "__main__":
    run()
