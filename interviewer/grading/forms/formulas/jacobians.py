"""The Jacobian of a function of each component: as a matrix of diag and I, or entry by entry, compared with the right one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interviewer.grading.forms.finding import Finding
from interviewer.grading.forms.formulas.compare import ExpectedFormulas
from interviewer.grading.forms.formulas.jacobian_entries import SIZE, Matrix, entries_of, listed_entries
from interviewer.grading.forms.formulas.names import in_names
from interviewer.grading.forms.maths.formula import CONSTANTS, FUNCTIONS, FormulaError, Node, value_of
from interviewer.grading.forms.maths.formula_parser import parse_formula
from interviewer.grading.forms.stance import stood_by
from knowledge.text.sentences import sentences

MOST_CHARACTERS = 4000
"""How much of an answer is searched for a Jacobian. By hand; it bounds the time."""
_CASES = re.compile(r"\\begin\s?\{cases\}(.*?)(?:\\end\s?\{cases\}|\Z)", re.DOTALL)
_OTHERS = re.compile(
    r"soft-?max|\bnot\b|n't\b|\bnever\b|\binstead\b|\bwrong\b|\btanh\b|\brelu\b|\bloss\b|\bbatch\b|\bno longer\b", re.I
)
"""Matches words of a sentence that may be about another Jacobian, or deny this one."""
_SOFTMAX = re.compile(r"soft-?max", re.I)
_NAMED = re.compile(
    r"(?<![A-Za-z])(?:J|[Jj]acobian(?:\s+matrix)?)(?:\s*\(\s*\w\s*\))?\s*(?:=|:|\bis\b)\s*(?P<right>[^;]+)"
)
_SUMMED = re.compile(
    r"\b(?:derivative|jacobian)\s*(?:=|:|\bis\b)\s*(?P<right>\(*\s*[a-z1][^;,=]{0,30}\^\s*\(?\s*T\b[^;,=]*)",
    re.I,
)
"""A row times a column, given as the derivative: a single number."""
_MATRIX_ENDS = re.compile(r",|\b(?:which|where|with|and|so|since|as|because|for|i\.e)\b|\.\s|\.$")


def jacobian_finding(criterion_id: str, wanted: ExpectedFormulas, answer: str) -> Finding | None:
    """The verdict on a Jacobian that is given by its entries or as a product of matrices; None if there is none to be read."""
    formula = wanted.formulas[0][0]
    if formula.op != "diag" or len(wanted.points) < SIZE:
        return None
    right = np.diag([value_of(formula.args[0], point) for point in wanted.points[:SIZE]])
    heard = _without_cases(stood_by(answer[:MOST_CHARACTERS]))
    found = [
        finding
        for sentence in sentences(heard, also=";")
        if not _OTHERS.search(sentence) and (finding := _of_sentence(criterion_id, sentence, wanted, right, answer))
    ]
    wrong = [finding for finding in found if finding.contradicted]
    if wrong and (len(wrong) < len(found) or _SOFTMAX.search(answer)):
        return None  # the wrong one may be that of another function
    return found[-1] if found else None


def _of_sentence(
    criterion_id: str, sentence: str, wanted: ExpectedFormulas, right: Matrix, answer: str
) -> Finding | None:
    shown, quote = wanted.expects.accepted[0], _quote(sentence, answer)
    got = entries_of(sentence, wanted)
    listed = listed_entries(sentence, wanted) if got is None else None
    got = listed if got is None else got
    got = _product(sentence, wanted) if got is None else got
    if got is None or (listed is not None and _is_half(listed, right)):
        return None
    if got.shape == right.shape and np.allclose(got, right):
        return Finding(criterion_id, "met", f"It equals {shown}, checked entry by entry at random points.", quote)
    if got.shape == right.shape:
        place = "on the diagonal" if not np.allclose(np.diag(got), np.diag(right)) else "off the diagonal"
        reason = f"It is {shown}; the matrix given has other entries {place}."
        return Finding(criterion_id, "not_met", reason, quote, contradicted=bool(quote))
    if got.shape == (1, 1) and _SUMMED.search(in_names(sentence, wanted.expects.names, ())):
        reason = f"It is a matrix, {shown}; what is given is a single number."
        return Finding(criterion_id, "not_met", reason, quote, contradicted=bool(quote))
    if got.shape == (SIZE, 1) and np.allclose(got[:, 0], np.diag(right)):
        reason = f"It gives the diagonal as a vector; the Jacobian is the matrix {shown}."
        return Finding(criterion_id, "partly_met", reason, quote)
    return None


def _is_half(got: Matrix, right: Matrix) -> bool:
    """Whether a matrix is diagonal, too, but with other entries: whether that is half right, a reader must say."""
    return bool(np.allclose(got, np.diag(np.diag(got)))) and not np.allclose(got, right)


def _without_cases(text: str) -> str:
    """A text in which the lines of a case distinction are conditions in words."""

    def in_words(match: re.Match[str]) -> str:
        lines = re.sub(r"\\(?:text|mathrm|mbox)\s?\{([^{}]*)\}", r"\1", match[1])
        return re.sub(r"&\s*(?:if|for|when)?\b", " if ", lines.replace("\\\\", " , "))

    return _CASES.sub(in_words, text)


def _quote(sentence: str, answer: str) -> str:
    """The words of the answer that a sentence stands for, in which case distinctions were rewritten."""
    if sentence.strip() in answer:
        return sentence.strip()
    cases = _CASES.search(answer)
    return answer[answer.rfind("\n", 0, cases.start()) + 1 : cases.end()].strip() if cases else ""


def _product(sentence: str, wanted: ExpectedFormulas) -> Matrix | None:
    """The matrix that a sentence sets J to, such as "J = diag(s) (I - diag(s))"; of a chain, its last side that can be read."""
    named = in_names(sentence, wanted.expects.names, ())
    match = _NAMED.search(named) or _SUMMED.search(named)
    if match is None or not re.search(r"\bdiag\b|\^\s*\(?\s*T\b", match["right"]):
        return None
    elementwise = bool(re.search(r"⊙|∘|\\odot|\\circ", sentence))
    made: Matrix | None = None
    for side in _MATRIX_ENDS.split(match["right"])[0].split("="):
        try:
            node = parse_formula(re.sub(r"\bI\s*_\s*\(?\w\)?", " I ", side).strip(), frozenset({"s", "x", "I", "T"}))
            made = _Evaluation(wanted.points[:SIZE], elementwise).of(node)
        except (FormulaError, ArithmeticError, ValueError, KeyError):
            continue
    return made


@dataclass(frozen=True)
class _Evaluation:
    """The value of a formula of matrices.

    Attributes:
        elementwise: Whether the answer has a sign for the product entry by entry, so that a plain one may be meant as such, too.
    """

    points: Sequence[Mapping[str, float]]
    elementwise: bool

    def of(self, node: Node) -> Matrix:
        """The value.

        Raises:
            FormulaError: Its parts do not fit together, or it has two readings.
        """
        if node.op == "number":
            return np.array([[node.value]])
        if node.op == "name":
            return self._name(node.name)
        if node.op == "^" and node.args[1] == Node("name", name="T"):
            return self.of(node.args[0]).T
        args = [self.of(arg) for arg in node.args]
        if node.op == "^" and args[0].shape == (SIZE, SIZE) and node.args[1] == Node("number", value=2.0):
            return self._times(args[0], args[0])
        if node.op == "diag" and args[0].shape == (SIZE, 1):
            return np.diag(args[0][:, 0])
        if node.op == "*":
            return self._times(*args)
        if node.op in _SAME_SHAPE:
            return _entrywise(_SAME_SHAPE[node.op], *args)
        if node.op == "neg":
            return -args[0]
        if node.op in {"exp", "log", "ln", "sigmoid", "logistic", "sqrt"} and args[0].shape != (SIZE, SIZE):
            made: Matrix = np.vectorize(FUNCTIONS[node.op], otypes=[float])(args[0])
            return made
        raise FormulaError(f"has no value for {node.op}")

    def _name(self, name: str) -> Matrix:
        if name == "I":
            return np.eye(SIZE)
        if name in CONSTANTS:
            return np.array([[CONSTANTS[name]]])
        return np.array([[point[name]] for point in self.points])

    def _times(self, a: Matrix, b: Matrix) -> Matrix:
        if 1 in (a.size, b.size) or (a.shape == b.shape and a.shape != (SIZE, SIZE)):
            return a * b
        if a.shape[1] != b.shape[0]:
            raise FormulaError("multiplies what does not fit")
        made = a @ b
        if self.elementwise and a.shape == b.shape and not np.allclose(made, a * b):
            raise FormulaError("has two readings")
        return made


def _entrywise(operation: Callable[[Matrix, Matrix], Matrix], a: Matrix, b: Matrix) -> Matrix:
    """Two matrices of the same shape, or a number and a vector; a number and a matrix have two readings."""
    if a.shape == b.shape or (1 in (a.size, b.size) and (SIZE, SIZE) not in (a.shape, b.shape)):
        return operation(a, b)
    raise FormulaError("adds what does not fit")


def _power(a: Matrix, b: Matrix) -> Matrix:
    if not np.all(np.isfinite(made := a**b)):
        raise FormulaError("has no finite value")
    return made


_SAME_SHAPE: Mapping[str, Callable[[Matrix, Matrix], Matrix]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "/": lambda a, b: a / b,
    "^": _power,
}
