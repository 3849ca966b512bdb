"""The forms as the suites measure them: code runs within bubblewrap or not at all, whatever the settings allow."""

from __future__ import annotations

from interviewer.grading.forms.exact_forms import forms_with
from interviewer.grading.forms.finding import Form
from interviewer.grading.forms.sandbox.sandbox import Sandbox, find_sandbox


def confined() -> Sandbox:
    """The sandbox of the suites.

    Raises:
        NoSandboxError: There is no working bubblewrap.
    """
    return find_sandbox(consent=False)


def confined_forms() -> tuple[Form, ...]:
    """The forms of numbers, rankings, formulas and networks; without bubblewrap, a network's code decides nothing."""
    return forms_with(confined)
