"""A suite's command has its own options first, then those about its output, and is given where that goes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.main import get_command, get_group
from typer.testing import CliRunner

from evals.__main__ import app as evals
from evals.commands.options import RESULTS
from evals.commands.output import ABOUT_OUTPUT, Output
from evals.commands.suite import add_suite

FOLDER = Path(__file__).parents[3] / "evals" / "commands"
SHAPES = [
    ({}, ["json_out", "record", "results"]),
    ({"record": False}, ["json_out"]),
    ({"html": True, "record": False}, ["json_out", "html"]),
    ({"against": True}, ["json_out", "against", "record", "results"]),
    ({"html": True, "against": True}, [*ABOUT_OUTPUT]),
]


def added(given: list[object], **shape: bool) -> typer.Typer:
    app = typer.Typer(add_completion=False)

    def count(
        output: Output, most: Annotated[int, typer.Option(help="How many.")] = 3, out: Path | None = None
    ) -> None:
        """Count to a number."""
        given.extend((output, most, out))

    add_suite(app, count, **shape)
    return app


@pytest.mark.parametrize(("shape", "about_output"), SHAPES)
def test_the_options_about_the_output_come_last_and_only_those_that_are_wanted(
    shape: dict[str, bool], about_output: list[str]
) -> None:
    command = get_command(added([], **shape))
    assert [option.name for option in command.params] == ["most", "out", *about_output]
    assert command.name == "count" and command.help == "Count to a number."


def test_the_command_is_given_its_options_and_where_the_result_goes(tmp_path: Path) -> None:
    given: list[object] = []
    app = added(given, html=True, against=True)
    earlier, results = tmp_path / "earlier.json", tmp_path / "results.json"
    for path in (earlier, results):
        path.write_text("{}")
    paths = ["--json", f"{tmp_path}/a.json", "--html", f"{tmp_path}/a.html", "--against", f"{earlier}"]
    done = CliRunner().invoke(app, ["--most", "5", "--out", "x", *paths, "--record", "--results", f"{results}"])
    assert done.exit_code == 0, done.output
    output, *own = given
    assert own == [5, Path("x")] and output == Output(
        suite="count",
        command="python -m evals count --most 5 --out x",
        json_out=tmp_path / "a.json",
        html=tmp_path / "a.html",
        against=earlier,
        record=True,
        results=results,
    )


def test_without_options_nothing_is_written_and_the_results_file_is_the_usual_one() -> None:
    given: list[object] = []
    assert CliRunner().invoke(added(given), []).exit_code == 0
    assert given == [Output(suite="count", command="python -m evals count", results=RESULTS), 3, None]


def test_where_it_goes_is_checked_before_the_command_runs(tmp_path: Path) -> None:
    given: list[object] = []
    done = CliRunner().invoke(added(given), ["--json", str(tmp_path / "no" / "a.json")])
    assert done.exit_code != 0 and "there is no folder" in str(done.exception) and given == []


def test_a_name_and_help_of_its_own_are_used() -> None:
    app = typer.Typer(add_completion=False)
    app.callback()(lambda: None)

    def measured(output: Output) -> None: ...

    add_suite(app, measured, "near-twins", what="Right and wrong.")
    assert {name: command.help for name, command in get_group(app).commands.items()} == {
        "near-twins": "Right and wrong."
    }


def test_every_suite_is_added_in_this_way() -> None:
    for name, command in get_group(evals).commands.items():
        named = [str(option.name) for option in command.params if option.name != "help"]
        if name in ("render", "reworded"):  # one reads the results, one changes a file; they have none
            continue
        about = [option for option in named if option in ABOUT_OUTPUT]
        assert named[-len(about) :] == about and about in [expected for _, expected in SHAPES] + [
            ["json_out", "html", "record", "results"]
        ], name
    apart = {"suite.py", "options.py", "output.py"}
    said = [path.name for path in FOLDER.glob("*.py") if re.search(r"JsonOut|output_of", path.read_text("utf-8"))]
    assert set(said) == apart, "add_suite gives a command these options"
