"""One line and one exit code for each way a command can end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import typer

from interviewer.entry import run_app
from interviewer.errors import UnavailableError, UsageError
from prompts import PromptError


def app_that(does: Callable[[], object]) -> typer.Typer:
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

    @app.command()
    def one(count: int = 1) -> None:
        does()

    @app.command()
    def other() -> None:
        pass

    return app


def raising(error: BaseException) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no such thing"), 2, "it: no such thing\n"),
        (UnavailableError("not there"), 3, "it: not there\n"),
        (PromptError("no template"), 1, "it: no template\n"),
        (FileNotFoundError("no file"), 2, "it: no file\n"),
        (KeyboardInterrupt(), 130, "\nit: stopped for now\n"),
        (typer.Exit(4), 4, ""),
    ],
)
def test_each_end_has_its_line_and_its_code(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app = app_that(raising(error))
    assert run_app(app, "it", ["one"], debug=False, stopped="stopped for now", told=(OSError,)) == code
    assert capsys.readouterr().err == said


def test_what_was_typed_wrongly_points_to_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(app_that(bool), "it", ["one", "--count", "x"], debug=False, command="python -m it") == 2
    said = capsys.readouterr().err
    assert said.startswith("it: ") and said.endswith(". See 'python -m it --help'.\n") and said.count("\n") == 1


def test_an_error_that_nobody_can_mend_is_raised() -> None:
    with pytest.raises(FileNotFoundError):
        run_app(app_that(raising(FileNotFoundError("x"))), "it", ["one"], debug=False)


def test_a_traceback_comes_only_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for debug in (False, True):
        run_app(app_that(raising(UsageError("x"))), "it", ["one"], debug=debug)
        assert ("Traceback" in capsys.readouterr().err) == debug
