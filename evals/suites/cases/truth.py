"""``python -m evals truth``: edits whose effect on every label is known, and how the judge grades them.

A denied statement earns nothing, and the same answer in another manner earns the same. This needs no labels, because the right
grade follows from the change. If a rule is not sure of its effect, the text is not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evals.labelled.gold import gold_answers, gold_split, prose
from evals.metrics.resampling import interval
from evals.suites.cases.answers import ANSWER_KINDS
from evals.suites.cases.cases import Case, ChangeKind, Drawn, Material, draw
from evals.suites.cases.statements import STATEMENT_KINDS
from interviewer.bars import item_bar
from interviewer.errors import UsageError
from interviewer.grading.grade import CREDIT, Grade
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonValue
from knowledge.schema import Bank, Question

KINDS: dict[str, ChangeKind] = {kind.name: kind for kind in (*STATEMENT_KINDS, *ANSWER_KINDS)}
LONGEST_SHOWN = 1000
"""How many characters of a bad case to show."""


@dataclass(frozen=True)
class CaseOutcome:
    """One case and how it was graded.

    Attributes:
        before: What the original text earned, 0..1; 0 if nothing is compared.
        after: What the changed text earns, 0..1; for a misconception, 1 if it was found.
        contradicted: Whether the judge called the point contradicted.
        verdict, quote: What the judge said about the point, or about the answer.
    """

    case: Case
    before: float
    after: float
    contradicted: bool = False
    verdict: str = ""
    quote: str = ""


def measure_truth(
    bank: Bank,
    grader: Grader,
    split: str,
    wordings: str,
    count: int | None = None,
    kinds: Sequence[str] = (),
    show: int = 0,
    computed: bool = False,
) -> dict[str, JsonValue]:
    """One figure per kind of change, with a 95 % interval by bootstrap over questions.

    Args:
        count: At most this many cases of each kind, spread over questions and wordings; all by default.
        kinds: Names in ``KINDS``; all by default.
        computed: Whether single statements are only about points that are computed.
        show: How many of the worst cases of each kind to return under ``worst``.

    Raises:
        UsageError: There is no such kind.
    """
    chosen = [kind_of(name) for name in kinds] or list(KINDS.values())
    material = replace(material_of(bank, split, wordings), computed=computed)
    drawn = {kind.name: draw(kind, material, count) for kind in chosen}
    grades = _graded(grader, [case for item in drawn.values() for case in item.cases])
    figures, ways, worst = {}, {}, {}
    for kind in chosen:
        rows = [row for case in drawn[kind.name].cases if (row := outcome(case, grades))]
        figures[kind.name] = figure(kind, rows)
        ways[kind.name] = _by_way(kind, drawn[kind.name], rows)
        worst[kind.name] = [_shown(row) for row in worst_of(kind, rows, show)]
    return {
        "wordings": wordings,
        "cases": sum(len(item.cases) for item in drawn.values()),
        "kinds": figures,
        "ways": ways,
        **({"worst": worst} if show else {}),
    }


def kind_of(name: str) -> ChangeKind:
    """The kind with this name.

    Raises:
        UsageError: There is no such kind.
    """
    if name not in KINDS:
        raise UsageError(f"no kind of change {name!r}; there are: {', '.join(KINDS)}")
    return KINDS[name]


def material_of(bank: Bank, split: str, wordings: str) -> Material:
    """The questions and strong answers of a split, and the prose that comes with the gold."""
    stems = frozenset(gold_split()[split])
    return Material(
        bank=bank,
        questions=tuple(question for question in bank.values() if question.stem in stems),
        answers=tuple(answer for answer in gold_answers(bank, split) if answer.category == "strong"),
        wordings=wordings,
        prose=tuple(item.text for item in prose(wordings)),
    )


def outcome(case: Case, grades: dict[tuple[str, str], Grade]) -> CaseOutcome | None:
    """The outcome of a case; None if the judge left it ungraded."""
    grade = grades[case.question.id, case.text]
    if case.misconception:
        found = [item for item in grade.misconceptions if item.id == case.misconception]
        quote = found[0].evidence[0].quote if found and found[0].evidence else ""
        return CaseOutcome(case, 0.0, float(bool(found)), verdict="found" if found else "not found", quote=quote)
    first = grades[case.question.id, case.before] if case.before else None
    if not case.criterion:
        if not grade.judged or (first is not None and not first.judged):
            return None
        heard = [item for item in grade.criteria if CREDIT[item.verdict]]
        quote = heard[0].evidence[0].quote if heard and heard[0].evidence else ""
        named = any(item.contradicted for item in grade.criteria)
        return CaseOutcome(
            case,
            before=first.score if first else 0.0,
            after=grade.score,
            contradicted=named,
            verdict=f"score {grade.score:.2f}",
            quote=quote,
        )
    item = grade.criterion(case.criterion)
    if item.verdict == "ungraded" or (first is not None and first.criterion(case.criterion).verdict == "ungraded"):
        return None
    return CaseOutcome(
        case,
        before=CREDIT[first.criterion(case.criterion).verdict] if first else 0.0,
        after=CREDIT[item.verdict],
        contradicted=item.contradicted,
        verdict=item.verdict,
        quote=item.evidence[0].quote if item.evidence else "",
    )


def figure(kind: ChangeKind, rows: Sequence[CaseOutcome]) -> dict[str, JsonValue]:
    """The figure for one kind. ``says`` tells what it measures, and ``right`` what a perfect judge gets."""
    used = counted(kind, rows)
    meaning: dict[str, JsonValue] = {"says": SAYS[kind.effect], "right": RIGHT[kind.effect]}
    if not used:
        return {"n": 0, **meaning}
    stems = [row.case.question.stem for row in used]
    out: dict[str, JsonValue] = {
        "n": len(used),
        **interval(stems, lambda chosen: value(kind, [used[n] for n in chosen])),
    }
    if kind.effect == "unchanged":
        moves = [row.after - row.before for row in used]
        out["mean_change"] = round(sum(moves) / len(moves), 4)
        out["mean_absolute_change"] = round(sum(map(abs, moves)) / len(moves), 4)
    if kind.effect in ("nothing left", "earns nothing"):
        out["contradicted"] = round(sum(row.contradicted for row in used) / len(used), 3)
    return out | meaning


def counted(kind: ChangeKind, rows: Sequence[CaseOutcome]) -> list[CaseOutcome]:
    """The cases that are informative: if the original text earned nothing, nothing can be lost."""
    return [row for row in rows if row.before > 0] if kind.effect == "nothing left" else list(rows)


def value(kind: ChangeKind, rows: Sequence[CaseOutcome]) -> float:
    """The figure for some cases of a kind, 0..1; there must be at least one."""
    if kind.effect == "nothing left":
        return sum(row.after for row in rows) / sum(row.before for row in rows)
    if kind.effect == "unchanged":
        return sum(abs(row.after - row.before) <= kind.tolerance + 1e-9 for row in rows) / len(rows)
    return sum(row.after for row in rows) / len(rows)


SAYS = {
    "nothing left": "share of the credit that is left",
    "earns nothing": "mean credit",
    "unchanged": "share of answers whose score stays",
    "found": "share found",
    "not charged": "share charged",
}
RIGHT = {"nothing left": 0.0, "earns nothing": 0.0, "unchanged": 1.0, "found": 1.0, "not charged": 0.0}


def worst_of(kind: ChangeKind, rows: Sequence[CaseOutcome], count: int) -> list[CaseOutcome]:
    """At most ``count`` of the wrongly graded cases, furthest from right first."""

    def fault(row: CaseOutcome) -> float:
        if kind.effect == "unchanged":
            return abs(row.after - row.before)
        if kind.effect == "found":
            return 1.0 - row.after
        return row.after if kind.effect != "nothing left" or row.before > 0 else 0.0

    wrong = [row for row in rows if fault(row) > kind.tolerance + 1e-9]
    return sorted(wrong, key=fault, reverse=True)[:count]


def _graded(grader: Grader, cases: Sequence[Case]) -> dict[tuple[str, str], Grade]:
    """Every text that is needed, graded once, in order of length, so that a batch has texts of similar length."""
    wanted: dict[tuple[str, str], Question] = {}
    for case in cases:
        for text in (case.text, case.before):
            if text:
                wanted[case.question.id, text] = case.question
    keys = sorted(wanted, key=lambda key: (len(key[1]), key))
    with item_bar("truth", len(keys)) as step:
        grades = {}
        for key, grade in zip(keys, grader.grade_many((wanted[key], key[1]) for key in keys), strict=True):
            grades[key] = grade
            step()
    return grades


def _by_way(kind: ChangeKind, drawn: Drawn, rows: Sequence[CaseOutcome]) -> dict[str, dict[str, JsonValue]]:
    """How many cases each wording or rule made, how many were graded, and the figure for them, without an interval."""
    out: dict[str, dict[str, JsonValue]] = {}
    for way, made in drawn.made.items():
        used = counted(kind, [row for row in rows if row.case.way == way])
        out[way] = {"made": made, "graded": len(used), "value": round(value(kind, used), 3) if used else None}
    return out


def _shown(row: CaseOutcome) -> dict[str, JsonValue]:
    case = row.case
    claims = {item.id: item.claim for item in case.question.criteria}
    claims |= {item.id: item.claim for item in case.question.misconceptions}
    return {
        "question": case.question.id,
        "way": case.way,
        "text": case.text[:LONGEST_SHOWN],
        "claim": claims.get(case.criterion or case.misconception, ""),
        "before": round(row.before, 3),
        "after": round(row.after, 3),
        "verdict": row.verdict,
        "quote": row.quote[:LONGEST_SHOWN],
    }
