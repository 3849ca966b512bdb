"""Adds a suite's command to the command line, with the options that say where its result goes."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import typer

from evals.commands.options import RESULTS, Against, HtmlOut, JsonOut, RecordFlag, Results
from evals.commands.output import output_of


def add_suite(
    app: typer.Typer,
    command: Callable[..., None],
    name: str | None = None,
    *,
    html: bool = False,
    against: bool = False,
    record: bool = True,
    what: str | None = None,
) -> None:
    """Add a command that measures something.

    Args:
        command: Takes an ``Output`` and then its own options. On the command line, those about its output come last.
        name: What it is called, if not by the name of the function.
        html: Whether the result can be written as a page.
        against: Whether it can be compared with an earlier one.
        record: Whether it can be recorded.
        what: Its help, if not the function's docstring.
    """

    def run(
        context: typer.Context,
        json_out: JsonOut = None,
        html: HtmlOut = None,
        against: Against = None,
        record: RecordFlag = False,
        results: Results = RESULTS,
        **own: object,
    ) -> None:
        command(output_of(context, json_out, html, against, record, results), **own)

    about_output = {"json_out": True, "html": html, "against": against, "record": record, "results": record}
    every = inspect.signature(run, eval_str=True).parameters
    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    shown = [every["context"], *own, *(every[option] for option, wanted in about_output.items() if wanted)]
    # typer makes the options from these two
    vars(run)["__signature__"] = inspect.Signature(shown)
    run.__annotations__ = {option.name: option.annotation for option in shown}
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    app.command(name, help=what)(run)
