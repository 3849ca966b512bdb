"""The forms of answers that are numbers, rankings, formulas and small networks, in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable

from interviewer.grading.forms.edits.edits import Edits
from interviewer.grading.forms.fences import without_drawn
from interviewer.grading.forms.finding import Finding, Form
from interviewer.grading.forms.formulas.derivations import Derivations
from interviewer.grading.forms.growth.compared import Comparisons
from interviewer.grading.forms.growth.growth import Growth
from interviewer.grading.forms.networks.filters import Filters
from interviewer.grading.forms.networks.xor import Gates
from interviewer.grading.forms.numbers.cases import Cases
from interviewer.grading.forms.numbers.channels import ChannelViews
from interviewer.grading.forms.numbers.conversions import Conversions
from interviewer.grading.forms.numbers.numbers import Values
from interviewer.grading.forms.numbers.parameters import Parameters
from interviewer.grading.forms.numbers.workings import Workings
from interviewer.grading.forms.programs.distance_code import DistancePrograms
from interviewer.grading.forms.rankings.rankings import Rankings
from interviewer.grading.forms.sandbox.sandbox import Sandbox
from knowledge.schema import Question

_GAP = re.compile(r"\s{40,}")
"""White space longer than anybody writes. Many patterns of the forms backtrack over it in quadratic time, which takes seconds
for thousands of spaces; and a drawing that is removed leaves as many spaces as it had characters."""


class WordsOnly:
    """A form that reads words and code. The numbers in a drawing or a filled-in tree do not count as given values."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """The findings from the words; none if there are no words."""
        words = _words(answer)
        return self._form.findings(question, words) if words else ()

    def note(self, question: Question, answer: str) -> str:
        """The form's note on the words; none if there are no words."""
        words = _words(answer)
        return self._form.note(question, words) if words else ""


def _words(answer: str) -> str:
    """The words of an answer; a quote from them may have less white space than the answer, and is found nevertheless."""
    words = without_drawn(answer)
    return _GAP.sub(lambda gap: "\n\n" if "\n" in gap[0] else "  ", words) if words.strip() else ""


def forms_with(sandbox: Callable[[], Sandbox]) -> tuple[Form, ...]:
    """These forms.

    Args:
        sandbox: Gives the sandbox for a network's code; called when there is code.
    """
    numbers = (Values(), Edits(), Rankings(), Cases(), ChannelViews(), Conversions())
    forms = (
        *numbers,
        DistancePrograms(sandbox),
        Gates(sandbox),
        Derivations(),
        Growth(),
        Comparisons(),
        Filters(),
        Parameters(),
        Workings(),
    )
    return tuple(WordsOnly(form) for form in forms)
