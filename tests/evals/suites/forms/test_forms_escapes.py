"""Every attempt to break out, to exhaust the machine or to forge results ends in a clear way, the machine unharmed."""

from __future__ import annotations

import pytest

from evals.suites.forms.forms_escapes import Attempt, attempts, try_escape
from knowledge.schema import Bank
from tests.interviewer.grading.forms.walls import needs_walls

pytestmark = [needs_walls, pytest.mark.slow]


def test_there_are_attempts_of_every_kind() -> None:
    kinds = [attempt.kind for attempt in attempts()]
    assert len(kinds) >= 30 and set(kinds) == {"ends", "leaks", "forges"}


@pytest.mark.parametrize("attempt", attempts(), ids=lambda attempt: attempt.id)
def test_the_attempt_is_contained(bank: Bank, attempt: Attempt) -> None:
    outcome = try_escape(attempt, bank)
    assert outcome.contained, outcome.what


def test_what_is_not_contained_is_told(bank: Bank) -> None:
    harmless = Attempt("harmless", "ends", "x = 1", ("raised",))
    assert not try_escape(harmless, bank).contained
    leak = Attempt("leak", "leaks", "def f():\n    return 'SEC' + 'RET'")
    assert not try_escape(leak, bank).contained
