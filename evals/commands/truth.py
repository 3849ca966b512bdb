"""``python -m evals truth``: changes whose effect on every label is known."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from evals.commands.judged import measured
from evals.commands.options import BankDir, GoldSplit, NoModel, OnRay, Split, Wordings
from evals.commands.output import Output, finish
from evals.commands.suite import add_suite
from interviewer.json_data import JsonObject, number_of, object_of, objects_of

COUNT = 200
"""Cases of each kind: enough for an interval of about five points either way, few enough for a coffee break."""


def register(app: typer.Typer) -> None:
    """Add this suite."""
    add_suite(app, truth, against=True)


def truth(
    output: Output,
    split: GoldSplit = Split.test,
    wordings: Annotated[Wordings, typer.Option(help="The set of wordings; tune on dev, report test.")] = Wordings.test,
    count: Annotated[int, typer.Option(min=0, help="At most this many cases of each kind; 0 for all.")] = COUNT,
    kinds: Annotated[str, typer.Option(metavar="A,B", help="Only these kinds of change.")] = "",
    computed: Annotated[bool, typer.Option("--computed", help="Single statements about computed points only.")] = False,
    show: Annotated[int, typer.Option(min=0, help="Show this many of the worst cases of each kind.")] = 0,
    no_model: NoModel = False,
    on_ray: OnRay = False,
    bank_dir: BankDir = None,
) -> None:
    """Changes with a known effect, graded by the judge alone: denied points earn nothing, reworded ones earn the same."""
    from evals.metrics.resampling import SEED
    from evals.suites.cases.truth import kind_of, measure_truth
    from knowledge.loader import load_bank

    chosen = [kind_of(name.strip()).name for name in kinds.split(",") if name.strip()]
    bank = load_bank(bank_dir)
    data = {"name": f"changed answers, {split} split, {wordings} wordings", "bank": bank.content_hash[:12]}
    with measured(bank, page=False, model=not no_model, on_ray=on_ray) as one:
        found = measure_truth(
            bank,
            grader=one.grader,
            split=split,
            wordings=wordings,
            count=count or None,
            kinds=chosen,
            show=show,
            computed=computed,
        )
    print("\n".join([*ways_in_words(found), *worst_in_words(found)]), file=sys.stderr)
    finish(replace(output, data=data, seed=SEED), {**one.which, "split": str(split), **found})


def ways_in_words(result: JsonObject) -> list[str]:
    """How many cases each wording and rule made, how many were graded, and the mean outcome; one line each."""
    lines = []
    for kind, ways in object_of(result["ways"]).items():
        lines.append(f"{kind}:" if ways else f"{kind}: no cases")
        for way, figures in object_of(ways).items():
            row = object_of(figures)
            value = "     " if row["value"] is None else f"{number_of(row['value']):.3f}"
            lines.append(f"  {row['made']:>6} made {row['graded']:>5} graded  {value}  {way}")
    return lines


def worst_in_words(result: JsonObject) -> list[str]:
    """The worst cases in full; empty if none were asked for."""
    lines = []
    for kind, rows in object_of(result.get("worst")).items():
        for row in objects_of(rows):
            before, after = number_of(row["before"]), number_of(row["after"])
            lines += [
                "",
                f"{kind}, {row['question']}, {row['way']}: {before:.2f} before, {after:.2f} now",
                f"  text:    {row['text']}",
                f"  claim:   {row['claim'] or '(the whole answer)'}",
                f"  verdict: {row['verdict']}",
                f"  quote:   {row['quote']}",
            ]
    return lines
