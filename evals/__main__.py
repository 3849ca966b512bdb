"""``python -m evals SUITE``: every suite with its own options; ``python -m evals SUITE --help`` lists them.

Exit codes: 0 done, 1 a bar failed, 2 wrong usage or input, 3 a model or service is not available.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

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
    said_back,
    scale,
    simulate,
    students,
    tables,
    talk,
    truth,
)
from interviewer.errors import VivaError
from interviewer.hidden import printable
from interviewer.log import hide_secrets, hide_secrets_of_faults, print_fault
from interviewer.offline import go_offline
from knowledge.errors import KnowledgeError
from prompts import PromptError

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
    try:
        code = app(args=[word for word in given if word != "--debug"], prog_name="evals", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        print("\nevals: stopped", file=sys.stderr)
        return 130
    except TyperException as error:
        said = error.format_message() if isinstance(error, typer.BadParameter) else getattr(error, "message", error)
        if said:  # empty if no suite was named: then the help was printed
            print(f"evals: {str(said).rstrip('.')}. See 'python -m evals --help'.", file=sys.stderr)
        return 2
    except (VivaError, KnowledgeError, PromptError) as error:
        _print_error(error, debug)
        return int(getattr(error, "exit_code", 1))
    except OSError as error:
        _print_error(error, debug)
        return 2


def _print_error(error: Exception, debug: bool) -> None:
    """One line, after a traceback if one was asked for."""
    if debug:
        print_fault(error)
    print(f"evals: {printable(error)}", file=sys.stderr)


if __name__ == "__main__":
    hide_secrets()
    hide_secrets_of_faults()
    sys.exit(main())
