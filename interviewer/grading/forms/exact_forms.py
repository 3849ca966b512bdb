"""The forms of answers that are numbers, rankings, formulas and small networks, in the order in which they are asked."""

from __future__ import annotations

from interviewer.grading.forms.derivations import Derivations
from interviewer.grading.forms.edits import Edits
from interviewer.grading.forms.finding import Form
from interviewer.grading.forms.numbers import Values
from interviewer.grading.forms.parameters import Parameters
from interviewer.grading.forms.rankings import Rankings
from interviewer.grading.forms.workings import Workings
from interviewer.grading.forms.xor import Gates

FORMS: tuple[Form, ...] = (Values(), Edits(), Rankings(), Gates(), Derivations(), Parameters(), Workings())
