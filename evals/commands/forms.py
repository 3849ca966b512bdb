"""The suite on answers in forms of their own: what can be computed must be computed right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from evals.commands.options import RESULTS, Against, BankDir, JsonOut, Record, Results
from evals.commands.output import finish, output_of
from interviewer.errors import UnavailableError

if TYPE_CHECKING:
    from interviewer.json_data import JsonObject
    from knowledge.schema import Bank


def register(app: typer.Typer) -> None:
    """Add the suite."""
    app.command()(forms)


def forms(
    context: typer.Context,
    bank_dir: BankDir = None,
    json_out: JsonOut = None,
    against: Against = None,
    record: Record = False,
    results: Results = RESULTS,
) -> None:
    """Answers in code: right code in many styles, mutants of it, and attempts to break out of the sandbox."""
    from knowledge.loader import load_bank

    output = output_of(context, json_out, None, against, record, results)
    bank = load_bank(bank_dir)
    result: JsonObject = {"code": _code(bank)}
    passed = all(part.get("passed") is not False for part in result.values() if isinstance(part, dict))
    data = {"name": "answers in code", "bank": bank.content_hash[:12]}
    finish(replace(output, data=data), {**result, "passed": passed})


def _code(bank: Bank) -> JsonObject:
    """Code, behind the same walls as in production.

    Raises:
        UnavailableError: There is no bubblewrap that works.
    """
    from evals.suites.forms_code import measure_code
    from evals.suites.forms_escapes import measure_escapes
    from interviewer.grading.forms.code import CodeForm
    from interviewer.grading.forms.sandbox import NoSandboxError, find_sandbox

    try:
        sandbox = find_sandbox(consent=False)
    except NoSandboxError as error:
        raise UnavailableError(str(error)) from error
    measured = measure_code(CodeForm(lambda: sandbox), bank)
    escapes = measure_escapes(bank)
    passed = measured["passed"] is True and escapes["attempts"] == escapes["contained"]
    return {**measured, "escapes": escapes, "passed": passed}
