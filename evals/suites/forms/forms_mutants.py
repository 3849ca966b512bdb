"""Right code in many styles, and mutants of it by rule: is the one accepted in full, and is the other caught?"""

from __future__ import annotations

from collections.abc import Iterable

from evals.suites.forms.code_mutants import Mutant, mutants_of, spread
from evals.suites.forms.code_styles import CodeStyle, styles
from interviewer.grading.forms.code.code import CodeForm
from interviewer.json_data import JsonObject, JsonValue
from knowledge.schema import Bank

OF_A_STYLE = 8
"""How many mutants of each style are run by default, spread over all of them: all take a quarter of an hour."""
CAUGHT, ACCEPTED = 0.98, 1.0
"""The bars."""


def is_accepted(form: CodeForm, bank: Bank, style: CodeStyle, source: str) -> bool | None:
    """Whether code has every point that the tests decide; None if they can't call it, so that a judge reads it."""
    decided = form.report(bank[style.question], f"```python\n{source}```").decided
    return all(item.verdict == "met" for item in decided) if decided else None


def missed(form: CodeForm, bank: Bank, mutants: Iterable[Mutant]) -> list[str]:
    """The mutants that are accepted or not decided, by their ids."""
    return [m.id for m in mutants if is_accepted(form, bank, m.style, m.source) is not False]


def measure_mutants(form: CodeForm, bank: Bank, of_a_style: int = OF_A_STYLE) -> JsonObject:
    """The share of the mutants that are caught, and of the styles that are accepted.

    Args:
        of_a_style: How many mutants of each style are run.
    """
    found = [mutant for style in styles() for mutant in spread(list(mutants_of(style)), of_a_style)]
    lost: list[JsonValue] = [*missed(form, bank, found)]
    refused: list[JsonValue] = [
        f"{style.question}-{style.name}"
        for style in styles()
        if is_accepted(form, bank, style, style.source) is not True
    ]
    caught, accepted = 1 - len(lost) / len(found), 1 - len(refused) / len(styles())
    return {
        "styles": len(styles()),
        "right_accepted": round(accepted, 4),
        "refused": refused,
        "mutants": len(found),
        "mutants_caught": round(caught, 4),
        "missed": lost,
        "passed": caught >= CAUGHT and accepted >= ACCEPTED,
    }
