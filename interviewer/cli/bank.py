"""``viva bank``: look at a question bank and check it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from interviewer.bootstrap import opened_settings
from interviewer.cli.import_bank import approve_drafts, import_
from interviewer.errors import UsageError, VivaError
from interviewer.llm.embedder import build_embedder
from interviewer.settings import load_settings
from knowledge.authoring.approval.labels import near_labels
from knowledge.authoring.approval.leaks import find_leaks
from knowledge.curriculum import faults_of_coverage
from knowledge.loader import BUILT_IN, load_bank
from knowledge.schema import Bank, section_title
from knowledge.search.embeddings import BankEmbedder
from knowledge.text.pictures import described
from knowledge.text.plurals import counted
from knowledge.text.visible import visible
from knowledge.validator import validate_bank

app = typer.Typer(no_args_is_help=True, help="The question bank.")
app.command("import")(import_)
app.command("review")(approve_drafts)
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _bank() -> Bank:
    return load_bank(load_settings().bank)


@app.command()
def stats(as_json: JsonFlag = False) -> None:
    """Count questions and parts by section; the built-in bank must have at least one part for each number in its list."""
    bank = _bank()
    rows = {
        section: {
            "parts": len(bank.in_section(section)),
            "questions": len({q.stem for q in bank.in_section(section)}),
            "criteria": sum(len(q.criteria) for q in bank.in_section(section)),
        }
        for section in bank.sections
    }
    total = {key: sum(row[key] for row in rows.values()) for key in ("parts", "questions", "criteria")}
    faults = faults_of_coverage(bank) if bank.root == BUILT_IN else []
    if as_json:
        print(json.dumps({"sections": rows, "total": total, "faults": faults}, indent=1))
    else:
        _print_table(rows, total)
    if faults:
        raise _Invalid("\n".join(faults))


def _print_table(rows: dict[str, dict[str, int]], total: dict[str, int]) -> None:
    print(f"{'section':<34}{'questions':>10}{'parts':>8}{'criteria':>10}")
    for section, row in rows.items():
        print(f"{section_title(section):<34}{row['questions']:>10}{row['parts']:>8}{row['criteria']:>10}")
    print(f"{'total':<34}{total['questions']:>10}{total['parts']:>8}{total['criteria']:>10}")


@app.command("list")
def list_(
    section: Annotated[str | None, typer.Option(help="Only this section.")] = None, as_json: JsonFlag = False
) -> None:
    """List the questions."""
    bank = _bank()
    questions = bank.in_section(section) if section else tuple(bank.values())
    if as_json:
        fields = [
            {
                "id": q.id,
                "section": q.section,
                "title": q.title,
                "difficulty": q.difficulty,
                "minutes": q.minutes,
                "topics": list(q.topics),
                "answer_kind": q.answer_kind,
            }
            for q in questions
        ]
        print(json.dumps(fields, indent=1))
        return
    for question in questions:
        print(f"{question.id:<14} {'●' * question.difficulty:<5} {question.minutes:>3g} min  {question.short_title}")


@app.command()
def show(question_id: Annotated[str, typer.Argument(metavar="ID")], as_json: JsonFlag = False) -> None:
    """Show one question with its reference answer and rubric."""
    question = _bank()[question_id]
    if as_json:
        data = asdict(question)
        data["path"] = str(question.path)
        print(json.dumps(data, indent=1, ensure_ascii=False))
        return
    print(
        described(
            f"{question.id}: {question.title}\n\n{question.question}\n\nReference answer\n{question.reference}\n\nCriteria"
        )
    )
    for criterion in question.criteria:
        print(f"  [{criterion.weight:g}] {criterion.id}: {criterion.claim}")
    if question.deeper:
        print(f"\nGoing deeper\n{question.deeper}")


@app.command()
def validate(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]")] = None,
    quick: Annotated[bool, typer.Option(help="Skip the checks that need the embedding model.")] = False,
    labels: Annotated[
        bool,
        typer.Option("--labels", help="Also check for similar phrases that have different labels and are undecided."),
    ] = False,
) -> None:
    """Check a bank, the built-in one more strictly. Exit code 1 if anything is wrong.

    Sentence embeddings are used to find probes and hints that give an answer away, and with --labels; the other checks need no
    model.
    """
    if quick and labels:
        raise UsageError("--labels needs the embedding model, which --quick does without: leave one of them out")
    bank = load_bank(folder)
    problems = validate_bank(bank, strict=folder is None)
    if not quick:
        embedder = _embedder()
        problems += find_leaks(bank, embedder)
        if labels:
            problems += near_labels(bank, embedder)
    for problem in sorted(problems):
        print(visible(str(problem)))
    if problems:
        raise _Invalid(f"{counted(len(problems), 'fault')} in {bank.root}")
    kinds = Counter(q.section for q in bank.values())
    print(f"{len(bank)} parts are valid ({', '.join(f'{s} {n}' for s, n in kinds.items())})")


def _embedder() -> BankEmbedder:
    return build_embedder(opened_settings())


class _Invalid(VivaError):
    """A bank did not pass the checks."""
