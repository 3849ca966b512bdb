"""Prints a suite's result, and writes, records or compares it with an earlier one."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import typer

from evals.commands.options import RESULTS
from evals.results.against import compare
from evals.results.headlines import headlines_of
from evals.results.html import to_html
from evals.results.ledger import RecordedResult, keep, read_ledger
from interviewer.errors import UsageError
from interviewer.json_data import JsonObject

NOT_PRINTED = ("disagreements", "ways", "worst")
"""Too long for a terminal; they are in the output of ``--json`` and ``--html``."""
ABOUT_OUTPUT = ("json_out", "html", "against", "record", "results")


@dataclass(frozen=True)
class Output:
    """Where a result goes.

    Attributes:
        suite: Name of the suite.
        command: The command that was given, without options that only say where the result goes.
        data: The data set, such as ``{"name": "gold, test split", "bank": "0123456789ab"}``.
        seed: The random seed; None if nothing is drawn.
    """

    suite: str
    command: str
    json_out: Path | None = None
    html: Path | None = None
    against: Path | None = None
    record: bool = False
    results: Path = RESULTS
    data: Mapping[str, str] = field(default_factory=dict)
    seed: int | None = None


def output_of(
    context: typer.Context,
    json_out: Path | None = None,
    html: Path | None = None,
    against: Path | None = None,
    record: bool = False,
    results: Path = RESULTS,
) -> Output:
    """Where the result of a command goes; checked before anything is computed.

    Raises:
        UsageError: A folder to write to does not exist, or a file to read does not exist or is not a result.
    """
    for path in (json_out, html):
        if path is not None and not path.resolve().parent.is_dir():
            raise UsageError(f"{path} cannot be written: there is no folder {path.parent}; make it first")
    if record:
        if results != RESULTS and not results.exists():
            _begin(results)
        read_ledger(results)
    if against is not None and not against.is_file():
        raise UsageError(f"{against} is not a result of the evals: there is no such file")
    return Output(
        suite=str(context.info_name),
        command=command_of(context),
        json_out=json_out,
        html=html,
        against=against,
        record=record,
        results=results,
    )


def _begin(results: Path) -> None:
    """Begin a results file of somebody's own; that of the clone is there, or this is no clone."""
    try:
        results.write_text("{}\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{results} cannot be written: {error.strerror}") from error


def command_of(context: typer.Context) -> str:
    """The command with the options that were given, so that somebody else can run it.

    Options that only say where the result goes are left out. A file outside the current folder is given by its name only.
    """
    words = ["python", "-m", "evals", str(context.info_name)]
    for parameter in context.command.params:
        name = str(parameter.name)
        value = context.params.get(name)
        default = parameter.get_default(context)
        if name in ABOUT_OUTPUT or value in (None, False, [], ()) or value == default:
            continue
        option = parameter.opts[0]
        if value is True:
            words.append(option)
            continue
        for one in value if isinstance(value, list | tuple) else (value,):
            words += [option, _shown(one)]
    return " ".join(words)


def finish(output: Output, result: JsonObject) -> None:
    """Print a result, and write, record or compare it as asked.

    Raises:
        UsageError: It cannot be written, recorded or compared.
        typer.Exit: With code 1, if the suite failed one of its checks or the result is worse than the earlier one.
    """
    whole = {"suite": output.suite, "machine": machine(), **result}
    print(json.dumps({name: value for name, value in whole.items() if name not in NOT_PRINTED}, indent=1))
    if output.json_out:
        written = {**whole, "headlines": headlines_of(whole)}
        _write(output.json_out, json.dumps(written, indent=1) + "\n")
    if output.html:
        _write(output.html, to_html(whole))
    if output.record:
        entry = RecordedResult.of(whole, output.command, output.data, output.seed)
        keep(output.results, entry)
        print(f"recorded in {output.results}; 'python -m evals render' brings the tables up to date", file=sys.stderr)
    failed = result.get("passed") is False
    if output.against:
        rows = compare(whole, output.against)
        for row in rows:
            mark = "worse" if row.worse else "ok"
            print(f"{mark:>5}  {row.name}: {row.before:.3f} before, {row.now:.3f} now", file=sys.stderr)
        failed = failed or any(row.worse for row in rows)
    if failed:
        raise typer.Exit(1)


def machine() -> str:
    """A description of the machine; if models ran, with the number format that they calculate in here."""
    told = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    if "torch" not in sys.modules:
        return told
    from knowledge.search.precision import fast_precision

    return f"{told}, {str(fast_precision()).removeprefix('torch.')}"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _shown(value: object) -> str:
    if isinstance(value, Path) and (value.is_absolute() or ".." in value.parts):
        value = value.name
    text = str(value)
    return f'"{text}"' if " " in text else text
