"""``python -m evals SUITE [--json OUT]``: gold, grading, retrieval, external, fit, bench."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interviewer.errors import UsageError, VivaError
from interviewer.offline import go_offline
from interviewer.services import Services
from interviewer.settings import load_settings
from knowledge.errors import KnowledgeError
from knowledge.loader import load_bank


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a suite and return the exit code."""
    go_offline()
    parser = argparse.ArgumentParser(prog="evals", description="Measure the grader, offline.")
    parser.add_argument("suite", choices=("gold", "grading", "retrieval", "external", "fit", "bench"))
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the result to a file")
    parser.add_argument("--answers", type=Path, help="external: labelled answers, a JSON object a line")
    parser.add_argument("--bank", type=Path, help="external: the bank they belong to")
    parser.add_argument(
        "--split", choices=("train", "dev", "test"), help="grading: this part of the gold, judge as shipped"
    )
    parser.add_argument("--sheet", type=Path, metavar="OUT", help="gold: write the answers for a blind second reader")
    parser.add_argument("--second", type=Path, metavar="IN", help="gold: take a filled-in sheet as the second reading")
    parser.add_argument("--no-witness", action="store_true", help="leave the language model out")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        result = _run(options)
        text = json.dumps({"suite": options.suite, "machine": _machine(), **result}, indent=1)
        print(text)
        if options.json:
            options.json.write_text(text + "\n", encoding="utf-8")
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
    if options.suite == "bench":
        from evals.bench import bench

        return bench()
    if options.suite == "gold":
        return _gold(options)
    from evals import fit, gold, grading, retrieval
    from interviewer.grading.grader import Grader

    settings = load_settings(llm="off" if options.no_witness or options.suite in ("fit", "retrieval") else None)
    settings.prepare_home()
    bank = load_bank(options.bank)
    services = Services(settings, bank)
    services.load()
    embedder = services.embedder()
    if embedder is None:
        raise VivaError(services.part("embeddings").detail)
    if options.suite == "fit":
        import interviewer.grading

        return fit.fit(bank, embedder, Path(interviewer.grading.__path__[0]) / "local_judge.json")
    if options.suite == "retrieval":
        return retrieval.measure(bank, services.require_retriever())
    if options.suite == "external":
        if options.answers is None:
            raise UsageError("external needs --answers FILE.jsonl (and --bank DIR unless they are the built-in bank's)")
        answers = gold.read_answers(options.answers, bank)
        graded, seconds = grading.timed(lambda: grading.grade_all(bank, Grader(services.judge()), answers))
    elif options.split:
        answers = list(gold.gold_answers(bank, options.split))
        graded, seconds = grading.timed(lambda: grading.grade_all(bank, Grader(services.judge()), answers))
    else:
        graded, seconds = grading.timed(
            lambda: grading.grade_gold_held_out(bank, embedder, services.chat, settings.witness_budget)
        )
    return {"judge": services.judge().name, "seconds": round(seconds, 1), **grading.measure(bank, graded)}


def _gold(options: argparse.Namespace) -> dict[str, Any]:
    from evals.gold import gold_answers
    from evals.readers import blind_sheet, describe, keep_second, read_sheet

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
