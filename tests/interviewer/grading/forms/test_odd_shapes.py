"""Right answers in unusual shapes and wrong ones that look right, one of each kind that was found by attacking the forms."""

from __future__ import annotations

import pytest

from evals.suites.forms.forms_hands import rows_of
from interviewer.grading.forms.exact_verdicts import exact_verdicts
from interviewer.grading.forms.trees.trees import TreeForm
from interviewer.grading.text.evidence import readable
from knowledge.schema import Bank
from tests.interviewer.grading.forms.answers import EXACT

BIPOLAR = (
    "False is −1 and true is +1. $h=\\operatorname{sgn}\\left(\\begin{pmatrix}1&1\\\\-1&-1\\end{pmatrix}x"
    "+\\begin{pmatrix}1\\\\1\\end{pmatrix}\\right)$, $y=\\operatorname{sgn}(h_1+h_2%s1)$."
)
CASES = (
    ("rl-04/left-min", "left is 4, no, 3; right is 2; root 3", "met"),
    ("rl-04/left-min", "The left circle is 5. Scratch that, min takes the smaller, 3.", "met"),
    ("rl-04/right-min", "max(min(3, 5), min(2, 6)) = max(3, 2) = 3", "met"),
    ("rl-04/right-min", "max(min(3, 5), min(2, 6)) = max(5, 6) = 6", "not_met"),
    ("rl-04/right-min", "inner nodes: 2 and 3 from right to left, root 3", "met"),
    ("rl-04/root", "| node | value |\n|---|---|\n| left min | 3 |\n| right min | 2 |\n| root | 3 |", "met"),
    ("rl-04/root", "| MIN(3, 5) | 3 |\n| MIN(2, 6) | 2 |\n| MAX | 2 |", "not_met"),
    ("rl-07/right-beta", "| node | α | β |\n|---|---|---|\n| R | 5 | +∞ → 4 |\n| root | 5 | +∞ |", "met"),
    ("rl-07/alpha-root", "alpha at the root: -inf, then 5", "met"),
    ("rl-07/alpha-root", "After the left half (alpha, beta) = (-inf, 5) at the root.", "not_met"),
    ("rl-07/prune", "the right min node's second child (leaves 5, 9) is cut", "met"),
    ("rl-07/prune", "visited: 3, 5, 2, 6, 1, 4. skipped: 5, 9", "met"),
    ("rl-07/prune", "visited: 3, 5, 2, 1, 4. skipped: 6, 5, 9", "not_met"),
    ("rl-07/prune", "All leaves are visited except 5 and 9.", "met"),
    ("rl-07/prune", "All leaves but the 9 are visited.", "not_met"),
    ("rl-07/prune", "Pruning saves two leaves: 5 and 9.", "met"),
    ("rl-07/right-beta", "Nothing gets pruned here because 4 is smaller than 5.", ""),
    ("nlp-10/value", "4 = insert b, delete d, replace c by t, replace o by l", "met"),
    ("nlp-10/value", "It's 4, counting the o that stays I'd have said 5.", "met"),
    ("nlp-10/value", "2² edits", "met"),
    ("nlp-10/operations", "d≠b, o=o, c≠t, t=t, o≠l, r≠e", "met"),
    ("nlp-10/operations", "d o c t o r\nb o t t l e", "met"),
    ("nlp-10/operations", "positions 1, 3, 5 and 6 are replaced by b, t, l and e", "met"),
    ("nlp-10/operations", "positions 1, 2, 5 and 6 are replaced by b, t, l and e", "not_met"),
    ("nlp-12/breakeven", "Above three characters per word A wins, below it B.", ""),
    ("nlp-05a/top-two", "D1 < D5 < D2 < D3 < D4", "met"),
    ("nlp-05a/top-two", "from worst to best: D1, D5, D2, D3, D4", "met"),
    ("nlp-05b/small-change", "It goes from fourth to third.", "not_met"),
    ("training-24/weights", BIPOLAR % "-", "met"),
    ("training-24/weights", BIPOLAR % "+", "not_met"),
    ("training-24/weights", "±1 inputs: h1 = sgn(x1+x2+1), h2 = sgn(-x1-x2+1), y = sgn(h1+h2-1)", "met"),
    ("training-24/weights", "±1 inputs: h1 = sgn(x1+x2+1), h2 = sgn(-x1-x2+1), y = sgn(h1+h2+1)", "not_met"),
    ("training-24/weights", "h1 = OR: step(x1+x2-0.5). h2 = NAND: step(1.5-x1-x2). out = AND: step(h1+h2-1.5).", "met"),
    ("training-24/weights", "h1 = [x1 > x2], h2 = [x2 > x1], y = h1 + h2", "met"),
    ("training-24/check", "The units fire for OR and AND: h1 = step(x1+x2-0.5), h2 = step(x1+x2-1.5), y = step(h1+h2-0.5)", "partly_met"),
    ("training-02/update-rule", r"$\Delta w = -\eta \nabla L(w)$, then $w \leftarrow w + \Delta w$", "met"),
    ("training-02/update-rule", r"$\Delta w = \eta \nabla L(w)$, then $w \leftarrow w + \Delta w$", "not_met"),
    ("training-02/update-rule", r"$\Delta w = -\eta \nabla L(w)$", "met"),
    ("training-02/update-rule", r"$w_{t+1}-w_t=-\eta\nabla L(w_t)$", "met"),
    ("training-02/update-rule", r"$w_{t+1}-w_t=\eta\nabla L(w_t)$", "not_met"),
    ("training-02/update-rule", r"$w^{(k+1)} = w^{(k)} - \eta g^{(k)}$", "met"),
    ("training-02/update-rule", r"$w \mathrel{-}= \eta\,\partial_w L$", "met"),
    ("training-02/update-rule", r"$w_{t+1} = w_t - \frac{\nabla L}{\eta}$", "not_met"),
    ("training-02/update-rule", "Not w − η∇L but w + η∇L.", ""),
    ("training-04d/scalar-derivative", "dσ/dx = σ − σ²", "met"),
    ("training-04d/scalar-derivative", "f = 1/(1+e^-x). f' = f - f^2", "met"),
    ("training-04d/scalar-derivative", "f = 1/(1+e^-x). f' = f + f^2", "not_met"),
    ("training-07/reparametrisation", "w = g*v/np.linalg.norm(v)", "met"),
    ("training-15/simple-gradient", "∂‖w‖²/∂w = 2w", "met"),
    ("vision-05/size-formula", "2p = k - 1", "met"),
    ("vision-05/size-formula", "k = 2p + 1", "met"),
    ("vision-05/size-formula", "p = (k+1)/2", "not_met"),
    ("vision-05/size-formula", "p = k//2", "met"),
    ("vision-05/size-formula", "p = k - 1 in total", ""),
    ("vision-05/size-formula", "p = k/2", ""),
    ("vision-09/counts", "k²CC' against k²C + CC'", "met"),
    ("vision-09/counts", "before: 9·C_in·C_out, after: 9·C_in + C_in·C_out", "partly_met"),
    ("vision-09/example", "before 73,728; depthwise 576, pointwise 8,192 (3x3, 64 to 128)", "partly_met"),
    ("advanced-05a/js", r"$V = -2\ln 2$", "met"),
    ("advanced-05a/js", "The value is log 4.", ""),
)  # fmt: skip


@pytest.mark.parametrize(("point", "answer", "verdict"), CASES)
def test_an_odd_shape_is_read_as_it_is_meant(bank: Bank, point: str, answer: str, verdict: str) -> None:
    question, _, criterion = point.partition("/")
    asked = bank[question]
    found = exact_verdicts((TreeForm(), *EXACT), asked, readable(answer), asked.criteria)
    assert (found[criterion].verdict if criterion in found else "") == verdict


def test_raised_digits_stay_raised_in_what_is_graded() -> None:
    assert readable("k²C and x₁ and ½ and ﬁt") == "k²C and x1 and ½ and ﬁt"
    assert readable("w = g·v⁻¹") == "w = g·v⁻¹"


def test_attacks_are_thirty_right_and_thirty_wrong_at_least_in_every_kind_of_words_and_in_code(bank: Bank) -> None:
    rows = rows_of("attacks")
    wrong = [row for row in rows if set(row.labels.values()) & {"not_met", "partly_met"}]
    right = [row for row in rows if set(row.labels.values()) == {"met"}]
    assert len(wrong) >= 100 and len(right) >= 200
    assert len({row.question_id for row in rows}) >= 14
    assert {"training-03a", "training-03b"} <= {row.question_id for row in rows}
