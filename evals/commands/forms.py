"""``python -m evals forms``: answers that are computed must be computed correctly."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from evals.commands.options import BankDir
from evals.commands.output import Output, finish
from evals.commands.suite import add_suite
from interviewer.errors import UnavailableError

if TYPE_CHECKING:
    from interviewer.json_data import JsonObject
    from knowledge.schema import Bank


def register(app: typer.Typer) -> None:
    """Add the suite."""
    add_suite(app, forms, against=True)


def forms(
    output: Output,
    bank_dir: BankDir = None,
) -> None:
    """Grade computed answers (code, numbers, formulas, networks, trees, sketches), and try to break out of the sandbox."""
    from evals.suites.forms.forms_gold import PARTS, measure_part
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    result: JsonObject = {"code": _code(bank), **{name: measure_part(name, bank) for name in PARTS}, **_hands(bank)}
    passed = all(part.get("passed") is not False for part in result.values() if isinstance(part, dict))
    print(table_of(result), file=sys.stderr)
    data = {"name": "answers in forms of their own", "bank": bank.content_hash[:12]}
    finish(replace(output, data=data), {**result, "passed": passed})


def table_of(result: JsonObject) -> str:
    """The parts of a result as lines of text: the number of answers, and the share of decided points that match the labels."""
    lines = [f"{'':<16}{'answers':>8}{'right':>8}{'left':>8}"]
    for name, part in result.items():
        if not isinstance(part, dict):
            continue
        right = part.get("criteria_right", part.get("right"))
        shares = "".join(
            f"{share:8.1%}" if isinstance(share, float) else f"{'':>8}" for share in (right, part.get("left_to_judge"))
        )
        lines.append(f"{name:<16}{part.get('answers', ''):>8}{shares}  {'passed' if part.get('passed') else 'FAILED'}")
        forms = part.get("forms")
        for form, counts in forms.items() if isinstance(forms, dict) else ():
            if isinstance(counts, dict):
                disputed = f", {counts['disputed']} disputed" if counts["disputed"] else ""
                said = f"{counts['decided']} of {counts['points']} decided, {counts['agree']} as labelled{disputed}"
                lines.append(f"  {form:<14}{said}")
    return "\n".join(lines)


def _hands(bank: Bank) -> JsonObject:
    """The sets that were written and labelled without looking at the forms, each with its numbers by form."""
    from evals.suites.forms.confined import confined
    from evals.suites.forms.forms_hands import SETS, measure_set
    from interviewer.grading.forms.code.code import CodeForm

    code = CodeForm(confined)
    return {name: measure_set(name, bank, code) for name in SETS}


def _code(bank: Bank) -> JsonObject:
    """Results for code, run in the same sandbox as in production.

    Raises:
        UnavailableError: There is no working bubblewrap.
    """
    from evals.suites.forms.confined import confined
    from evals.suites.forms.forms_code import measure_code
    from evals.suites.forms.forms_escapes import measure_escapes
    from evals.suites.forms.forms_mutants import measure_mutants
    from interviewer.grading.forms.code.code import CodeForm
    from interviewer.grading.forms.sandbox.sandbox import NoSandboxError

    try:
        sandbox = confined()
    except NoSandboxError as error:
        raise UnavailableError(str(error)) from error
    form = CodeForm(lambda: sandbox)
    measured, by_rule, escapes = measure_code(form, bank), measure_mutants(form, bank), measure_escapes(bank)
    passed = measured["passed"] is True is by_rule["passed"] and escapes["attempts"] == escapes["contained"]
    return {**measured, "by_rule": by_rule, "escapes": escapes, "passed": passed}
