"""Suites that measure the judge and the search: grading, external, robustness, contradictions, retrieval, compare."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.commands.judged import Measured, finish_judged, measured
from evals.commands.options import BankDir, GoldSplit, NoModel, OnRay, Split
from evals.commands.output import Output, finish
from evals.commands.suite import add_suite
from interviewer.errors import UsageError

if TYPE_CHECKING:
    from evals.labelled.gold import LabelledAnswer
    from interviewer.json_data import JsonObject
    from knowledge.schema import Bank


def register(app: typer.Typer) -> None:
    """Add these suites."""
    for suite in (grading, external, robustness):
        add_suite(app, suite, html=True, against=True)
    add_suite(app, contradictions, against=True)
    add_suite(app, retrieval, html=True, against=True)
    add_suite(app, compare, html=True, record=False)


def grading(
    output: Output,
    split: GoldSplit = Split.test,
    no_model: NoModel = False,
    bare: Annotated[bool, typer.Option("--bare", help="Hide the bank's paraphrases, and ask the judge alone.")] = False,
    on_ray: OnRay = False,
    bank_dir: BankDir = None,
) -> None:
    """The page's grader on the gold answers of one split."""
    from evals.labelled.gold import gold_answers
    from evals.metrics.resampling import SEED
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    data = {"name": f"gold, {split} split", "bank": bank.content_hash[:12]}
    with measured(bank, page=not bare, model=not no_model, on_ray=on_ray, one_by_one=True) as one:
        result = _agreement(one, bank, list(gold_answers(bank, split)), bare)
    finish(replace(output, data=data, seed=SEED), result)


def external(
    output: Output,
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Labelled answers, one JSON object per line.")
    ] = None,
    bank_dir: Annotated[
        Path | None,
        typer.Option("--bank", metavar="DIR", help="The bank they belong to, unless the file has its own questions."),
    ] = None,
    name: Annotated[str, typer.Option(help="What the answers are called in the table of results.")] = "",
    no_model: NoModel = False,
    bare: Annotated[bool, typer.Option("--bare", help="Hide the bank's paraphrases, and ask the judge alone.")] = False,
    on_ray: OnRay = False,
    split: Annotated[Split | None, typer.Option(help="Only questions of this part of the gold.")] = None,
    earlier: Annotated[
        bool, typer.Option("--earlier", help="The labels are from an earlier bank: skip points that are gone.")
    ] = False,
) -> None:
    """The page's grader on labelled answers of your own."""
    from evals.labelled.gold import gold_split, read_answers
    from evals.labelled.public_sets import brings_questions, fingerprint, has_seen, read_graded
    from evals.metrics.resampling import SEED
    from interviewer.grading.local.reader import WEIGHTS
    from knowledge.loader import load_bank

    if answers is None:
        raise UsageError("external needs --answers FILE.jsonl (and --bank DIR unless they are the built-in bank's)")
    if bank_dir is None and brings_questions(answers):
        bank, rows = read_graded(answers)
    else:
        bank = load_bank(bank_dir)
        rows = read_answers(answers, bank, earlier)
    if split is not None:
        stems = frozenset(gold_split()[split])
        rows = [row for row in rows if bank[row.question_id].stem in stems]
    data = {"name": name or answers.name, "answers": fingerprint(answers), "bank": bank.content_hash[:12]}
    seen = has_seen(WEIGHTS, answers)
    if seen:
        print(
            "the judge was trained on these answers, so this says nothing about new ones",
            file=sys.stderr,
        )
    # without its paraphrases a bank has no rules for computed answers either
    with measured(bank, page=not bare, model=not no_model, on_ray=on_ray, one_by_one=True) as one:
        result = _agreement(one, bank, rows, bare, **({"trained_on_these_answers": True} if seen else {}))
    finish(replace(output, data=data, seed=SEED), result)


def _agreement(one: Measured, bank: Bank, answers: list[LabelledAnswer], bare: bool, **notes: bool) -> JsonObject:
    from evals.suites.agreement import agreement
    from evals.suites.agreement.graded_sets import grade_all, timed

    graded, seconds = timed(lambda: grade_all(bank, one.grader, answers, bare))
    return {
        **one.which,
        **notes,
        "seconds": round(seconds, 1),
        **agreement.measure(bank, graded, one.embedder()),
        "disagreements": agreement.disagreements(bank, graded),
    }


def robustness(
    output: Output,
    split: GoldSplit = Split.test,
    no_model: NoModel = False,
    count: Annotated[int | None, typer.Option(min=1, help="The most answers of each kind.")] = None,
    on_ray: OnRay = False,
    whole: Annotated[bool, typer.Option("--whole", help="Grade by the whole reference answer alone.")] = False,
    bank_dir: BankDir = None,
) -> None:
    """Attacks on the grader, and changes to an answer that should change nothing."""
    from evals.suites.attacks.robustness import SEED, measure_robustness
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    with measured(bank, page=True, model=not no_model, on_ray=on_ray, one_by_one=True) as one:
        result = {**one.which, **measure_robustness(bank, one.grader, split, count, whole)}
    data = {"name": f"gold, {split} split", "bank": bank.content_hash[:12]}
    finish(replace(output, data=data, seed=SEED), result)


def contradictions(
    output: Output,
    split: GoldSplit = Split.test,
    count: Annotated[int, typer.Option(min=1, help="Statements of each kind per criterion.")] = 3,
    no_model: NoModel = False,
    bank_dir: BankDir = None,
) -> None:
    """Single right and wrong statements, by the judge alone: any credit for a wrong one is an error."""
    from evals.suites.cases.contradictions import measure

    finish_judged(
        output,
        bank_dir,
        no_model,
        f"statements of the bank, {split} split",
        lambda bank, grader: measure(bank, grader, split, count),
    )


def retrieval(
    output: Output,
    bank_dir: BankDir = None,
) -> None:
    """Whether search finds the right question for a paraphrased query."""
    from evals.commands.opened import opened
    from evals.metrics.resampling import SEED
    from evals.suites.bank.retrieval import measure
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    with opened(bank) as app:
        result = measure(bank, app.services.require_retriever())
    data = {"name": "paraphrased queries", "bank": bank.content_hash[:12]}
    finish(replace(output, data=data, seed=SEED), result)


def compare(
    output: Output,
    graders: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this grader; give it once for each (default all).")
    ] = None,
    split: GoldSplit = Split.test,
    count: Annotated[int, typer.Option(min=1, help="How many answers.")] = 24,
    no_model: NoModel = False,
    bank_dir: BankDir = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Store the marks here, and resume from those already in the file."),
    ] = None,
) -> None:
    """Compare our judge with other ways to grade, on the same endpoint and the same answers."""
    from evals.commands.opened import opened
    from evals.suites.agreement.compare import GRADERS, compare_graders
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    with opened(bank, model=not no_model) as app:
        result = compare_graders(app.services, graders or GRADERS, split, count, out)
    finish(output, result)
