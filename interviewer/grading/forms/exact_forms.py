"""The forms of answers that are numbers, rankings, formulas and small networks, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.grading.forms.edits.edits import Edits
from interviewer.grading.forms.fences import DRAWN, words_beside
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


class WordsOnly:
    """A form that reads words and code. The numbers in a drawing or a filled-in tree do not count as given values."""

    def __init__(self, form: Form) -> None:
        self._form = form

    def findings(self, question: Question, answer: str) -> tuple[Finding, ...]:
        """The findings from the words; none if there are no words."""
        words = words_beside(answer, DRAWN)
        return self._form.findings(question, words) if words else ()

    def note(self, question: Question, answer: str) -> str:
        """The form's note on the words; none if there are no words."""
        words = words_beside(answer, DRAWN)
        return self._form.note(question, words) if words else ""


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
