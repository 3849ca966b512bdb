"""``python -m evals SUITE``: every suite with its own options; ``python -m evals SUITE --help`` lists them.

Exit codes: 0 done, 1 a check failed, 2 wrong usage or input, 3 a model or service is not available.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from evals.commands import (
    attacks,
    by_split,
    fitting,
    forms,
    house,
    kills,
    labels,
    lists,
    load,
    measure,
    page,
    plain_points,
    reworded,
    said_back,
    scale,
    short_replies,
    simulate,
    students,
    tables,
    talk,
    truth,
)
from interviewer.entry import run_app
from interviewer.log import hide_secrets, hide_secrets_of_faults
from interviewer.offline import go_offline

app = typer.Typer(
    name="evals",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Measure the grader, the interviewer and the search, offline.",
)
for _module in (
    measure,
    truth,
    by_split,
    said_back,
    plain_points,
    short_replies,
    students,
    forms,
    simulate,
    attacks,
    kills,
    load,
    house,
    scale,
    lists,
    talk,
    page,
    labels,
    reworded,
    fitting,
    tables,
):
    _module.register(app)


@app.callback()
def _options(debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error.")) -> None:
    """Measure the grader, the interviewer and the search, offline."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a suite and return the exit code."""
    go_offline()
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given  # typer accepts it only before the suite; people write it last
    words = [word for word in given if word != "--debug"]
    return run_app(app, "evals", words, debug=debug, command="python -m evals", told=(OSError,))


if __name__ == "__main__":
    hide_secrets()
    hide_secrets_of_faults()
    sys.exit(main())
