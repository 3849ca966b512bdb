"""``python -m evals SUITE [--json OUT]``: see ``SUITES``."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.labelled.gold import LabelledAnswer
from evals.labelled.graded import brings_questions, has_seen, read_graded, require_unseen
from evals.results.against import compare
from evals.results.html import to_html
from evals.results.table import record
from interviewer.errors import UsageError, VivaError
from interviewer.grading.local.reader import WEIGHTS, CrossEncoder
from interviewer.offline import go_offline
from interviewer.services import Services
from interviewer.settings import load_settings
from knowledge.errors import KnowledgeError
from knowledge.loader import load_bank
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder

SUITES = (
    "gold",
    "grading",
    "robustness",
    "retrieval",
    "dialogue",
    "external",
    "folds",
    "compare",
    "fit",
    "train",
    "ability",
    "bench",
    "appeals",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a suite and return the exit code."""
    go_offline()
    parser = argparse.ArgumentParser(prog="evals", description="Measure the grader, offline.")
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the result to a file")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the result as a page that opens offline")
    parser.add_argument(
        "--against", type=Path, metavar="RESULT", help="exit with 1 where it is worse than a kept result"
    )
    parser.add_argument("--record", action="store_true", help="add a line to docs/results.md, the results by commit")
    parser.add_argument("--answers", type=Path, help="external: labelled answers, a JSON object a line")
    parser.add_argument("--bank", type=Path, help="external: the bank they belong to")
    parser.add_argument(
        "--split",
        choices=("train", "dev", "test"),
        default="test",
        help="grading, robustness: this part of the gold (the judge was fitted on train, joined on dev; default test)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        help="train: the folder for the weights; appeals: a file for the cases; compare: where marks are kept; folds, fit: a folder where readings are kept; dialogue: a folder for the transcripts",
    )
    parser.add_argument(
        "--rounds",
        type=int,
        help="dialogue: how often each candidate plays (default 1); folds, fit: passes of training over the other folds (default 0, half an hour each)",
    )
    parser.add_argument("--minutes", type=float, help="dialogue: of each interview (default 20)")
    parser.add_argument("--candidates", nargs="+", metavar="KIND", help="dialogue: only these (default all nine)")
    parser.add_argument(
        "--count", type=int, help="compare: how many answers (default 24); robustness: at most so many (default all)"
    )
    parser.add_argument("--graders", nargs="+", default=(), metavar="NAME", help="compare: which (default all)")
    parser.add_argument("--graded", type=Path, nargs="+", default=(), help="train, fit: files of public graded answers")
    parser.add_argument(
        "--start",
        type=Path,
        help="train: weights of the second stage to go on from; fit, folds: a reader that saw none of the answers",
    )
    parser.add_argument("--sheet", type=Path, metavar="OUT", help="gold: write the answers for a blind second reader")
    parser.add_argument("--second", type=Path, metavar="IN", help="gold: take a filled-in sheet as the second reading")
    parser.add_argument("--no-witness", action="store_true", help="leave the language model out")
    parser.add_argument("--whole", action="store_true", help="robustness: grade by the whole reference answer alone")
    parser.add_argument("--bare", action="store_true", help="grading: hide the bank's paraphrases")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        result = {"suite": options.suite, "machine": _machine(), **_run(options)}
        print(json.dumps({name: value for name, value in result.items() if name != "disagreements"}, indent=1))
        if options.json:
            options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        if options.html:
            options.html.write_text(to_html(result), encoding="utf-8")
        if options.record:
            print(record(result, _note(options)), end="", file=sys.stderr)
        if options.against:
            compared = compare(result, options.against)
            for row in compared["rows"]:
                mark = "worse" if row["worse"] else "ok"
                print(f"{mark:>5}  {row['name']}: {row['before']:.3f} before, {row['now']:.3f} now", file=sys.stderr)
            if compared["worse"]:
                return 1
        if result.get("passed") is False:
            return 1
    except (VivaError, KnowledgeError) as error:
        if options.debug:
            raise
        print(f"evals: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"evals: {error}", file=sys.stderr)
        return 2
    return 0


def _run(options: argparse.Namespace) -> dict[str, Any]:
    if options.count is not None and options.count < 1:
        raise UsageError(f"--count must be 1 or more, not {options.count}")
    if options.suite == "bench":
        from evals.suites.bench import bench

        return bench()
    if options.suite == "gold":
        return _gold(options)
    if options.suite == "ability":
        from evals.suites.ability import measure_ability

        return measure_ability(load_bank(options.bank))
    if options.suite == "appeals":
        from evals.suites.appeals import cases

        return cases(options.out)
    from evals.labelled import gold
    from evals.suites import agreement, grading, retrieval
    from interviewer.grading.grader import Grader

    fitting = options.suite in ("fit", "train", "retrieval", "folds")
    settings = load_settings(llm="off" if options.no_witness or fitting else None)
    settings.prepare_home()
    answers: list[LabelledAnswer] = []
    if options.suite == "external" and options.bank is None and options.answers and brings_questions(options.answers):
        bank, answers = read_graded(options.answers)
    else:
        bank = load_bank(options.bank)
    services = Services(settings, bank)
    services.load()
    embedder = services.require_embedder()
    if options.suite == "fit":
        return _fit(options, bank, embedder)
    if options.suite == "train":
        from evals.training.train import train

        return train(bank, embedder, options.out or WEIGHTS, options.graded, options.start)
    if options.suite == "retrieval":
        return retrieval.measure(bank, services.require_retriever())
    if options.suite == "compare":
        from evals.suites.compare import GRADERS, compare_graders

        return compare_graders(services, options.graders or GRADERS, options.split, options.count or 24, options.out)
    if options.suite == "dialogue":
        return _dialogue(options, services)
    if options.suite == "folds":
        return _folds(options, bank, embedder)
    grader = Grader(services.judge())
    if options.suite == "robustness":
        from evals.suites.robustness import measure_robustness

        return {
            "judge": services.judge().name,
            **measure_robustness(bank, grader, options.split, options.count, options.whole),
        }
    if options.suite == "external":
        if options.answers is None:
            raise UsageError("external needs --answers FILE.jsonl (and --bank DIR unless they are the built-in bank's)")
        answers = answers or gold.read_answers(options.answers, bank)
    else:
        answers = list(gold.gold_answers(bank, options.split))
    seen = options.suite == "external" and has_seen(WEIGHTS, options.answers)
    if seen:
        print("the judge was trained on these answers: this says nothing of new ones, 'folds' does", file=sys.stderr)
    graded, seconds = grading.timed(lambda: grading.grade_all(bank, grader, answers, options.bare))
    return {
        "judge": services.judge().name,
        **({"trained_on_these_answers": True} if seen else {}),
        "seconds": round(seconds, 1),
        **agreement.measure(bank, graded, embedder),
        "disagreements": agreement.disagreements(bank, graded),
    }


def _note(options: argparse.Namespace) -> str:
    """What sets a run apart from others of its suite."""
    words = [options.split] if options.suite in ("grading", "robustness", "compare") else []
    flags = {"--no-witness": options.no_witness, "--bare": options.bare, "--whole": options.whole}
    words += [flag for flag, given in flags.items() if given]
    words += [path.name for path in (options.answers, options.bank) if path]
    return ", ".join(words)


def _dialogue(options: argparse.Namespace, services: Services) -> dict[str, Any]:
    import tempfile

    from evals.suites.candidates import KINDS
    from evals.suites.dialogue import MINUTES, measure_dialogue
    from interviewer.storage.store import Store

    with tempfile.TemporaryDirectory() as scratch:
        store = Store(f"sqlite:///{scratch}/sessions.db")
        try:
            minutes = MINUTES if options.minutes is None else options.minutes
            kinds = options.candidates or KINDS
            return measure_dialogue(services, store, options.out, options.rounds or 1, kinds, minutes)
        finally:
            store.close()


def _folds(options: argparse.Namespace, bank: Bank, embedder: CachedEmbedder) -> dict[str, Any]:
    from evals.training.cross_validate import cross_validate

    if options.answers is None:
        raise UsageError("folds needs --answers FILE.jsonl, public graded answers with their questions and references")
    start = options.start or WEIGHTS
    return cross_validate(options.answers, embedder, start, passes=options.rounds or 0, gold=bank, kept=options.out)


def _fit(options: argparse.Namespace, bank: Bank, embedder: CachedEmbedder) -> dict[str, Any]:
    from evals.training import cross_validate as folds
    from evals.training import fit
    from evals.training import join as stack
    from interviewer.grading.local import calibration

    path = Path(calibration.__file__).parent / "calibration.json"
    start = options.start or WEIGHTS
    for file in options.graded:
        require_unseen(start, file)
    fitted = fit.fit(bank, embedder, path)
    graded = {
        file.name: folds.left_out_rows(file, embedder, start, options.rounds, bank, options.out)
        if options.rounds
        else stack.rows_to_join(*read_graded(file), embedder, CrossEncoder(start))
        for file in options.graded
    }
    return {**fitted, "joined_on": "dev", **stack.fit_stacks(bank, embedder, path, graded)}


def _gold(options: argparse.Namespace) -> dict[str, Any]:
    from evals.labelled.gold import gold_answers
    from evals.labelled.readers import blind_sheet, describe, keep_second, read_sheet

    bank = load_bank()
    answers = list(gold_answers(bank))
    if options.sheet:
        options.sheet.write_text(blind_sheet(bank, answers), encoding="utf-8")
    if options.second:
        sheet = read_sheet(bank, options.second.read_text(encoding="utf-8"), (a.id for a in answers))
        print(f"{keep_second(sheet)} verdicts differ", file=sys.stderr)
    return describe(bank)


def _machine() -> str:
    import os

    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
