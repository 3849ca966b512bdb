"""Runs a command line; errors become one line of text and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from interviewer.errors import NothingLeftError, VivaError
from interviewer.hidden import printable
from interviewer.log import print_fault
from knowledge.errors import KnowledgeError
from prompts import PromptError

INTERRUPTED = 130
"""The exit code of a command that was stopped with Ctrl-C."""


def run_app(
    app: typer.Typer,
    name: str,
    arguments: Sequence[str],
    *,
    debug: bool,
    command: str = "",
    stopped: str = "stopped",
    told: tuple[type[Exception], ...] = (),
) -> int:
    """Run a command line and return its exit code.

    Args:
        name: What each line on an error begins with.
        debug: Whether to print the traceback of an error as well.
        command: How the program is called; its name by default.
        stopped: What is printed if the user stops it.
        told: Further errors that the user can fix, and which are printed; others are raised.
    """
    one_line: tuple[type[Exception], ...] = (VivaError, KnowledgeError, PromptError, *told)
    try:
        result = app(args=list(arguments), prog_name=name, standalone_mode=False)
        if result == INTERRUPTED:
            raise KeyboardInterrupt  # typer makes it a code
        return result if isinstance(result, int) else 0
    except NothingLeftError as done:  # nothing went wrong
        print(done)
        return 0
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        print(f"\n{name}: {stopped}", file=sys.stderr)
        return INTERRUPTED
    except TyperException as error:
        said = error.format_message() if isinstance(error, typer.BadParameter) else getattr(error, "message", error)
        if said:  # empty if no command was named: then the help was printed
            print(f"{name}: {str(said).rstrip('.')}. See '{command or name} --help'.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except one_line as error:
        if debug:
            print_fault(error)
        print(f"{name}: {printable(error)}", file=sys.stderr)
        return int(getattr(error, "exit_code", 2 if isinstance(error, told) else 1))
