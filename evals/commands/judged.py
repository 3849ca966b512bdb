"""Which grader a suite measures: the one the page uses, or the judge alone. Results say which.

The page's grader computes what can be computed and asks the judge about the rest. A suite of single statements, or of
questions from elsewhere, measures only the judge: computed verdicts would hide how well the judge reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from evals.commands.output import Output, finish
from interviewer.bootstrap import App
from interviewer.grading.grader import Grader
from interviewer.json_data import JsonObject
from knowledge.schema import Bank
from knowledge.search.embeddings import BankEmbedder

BY_PAGE, BY_JUDGE = "as the page grades", "by the judge alone"
"""How a result names its grader."""


def grader_of_page(app: App) -> tuple[Grader, dict[str, str]]:
    """The grader that the page uses, and how a result names it.

    Raises:
        UnavailableError: The judge could not be loaded.
    """
    return app.grader, {"judge": app.services.judge().name, "graded": BY_PAGE}


def judge_alone(app: App) -> tuple[Grader, dict[str, str]]:
    """A grader that uses only the judge, and how a result names it.

    Raises:
        UnavailableError: The judge could not be loaded.
    """
    judge = app.services.judge()
    return Grader(judge), {"judge": judge.name, "graded": BY_JUDGE}


@dataclass(frozen=True)
class Measured:
    """The grader that a suite measures.

    Attributes:
        which: How a result names it.
        embedder: Returns the embedder that the floors use.
    """

    grader: Grader
    which: dict[str, str]
    embedder: Callable[[], BankEmbedder]


@contextmanager
def measured(bank: Bank, page: bool, model: bool, on_ray: bool, one_by_one: bool = False) -> Iterator[Measured]:
    """The grader of a suite, in this process or in the workers of a Ray cluster, with everything loaded.

    Args:
        page: Grade as the page does; otherwise with the judge alone.
        model: Use the language model from the settings; otherwise none.
        one_by_one: Whether the suite grades one answer at a time, so that the workers must too.

    Raises:
        UnavailableError: The judge could not be loaded, or Ray could not be reached.
        UsageError: A setting is wrong, or the workers have different judges.
    """
    from evals.commands.opened import opened

    if not on_ray:
        with opened(bank, model=model) as app:
            grader, which = grader_of_page(app) if page else judge_alone(app)
            yield Measured(grader, which, lambda: app.services.require_embedder())
        return
    from evals.suites.agreement import on_ray as spreading
    from interviewer.llm.embedder import build_embedder
    from interviewer.settings import load_settings
    from interviewer.workers.ray_workers import ray_workers

    opener = partial(spreading.open_grader, page=page, model=model, one_by_one=one_by_one)
    with ray_workers(bank, opener) as workers:
        which = {"judge": workers.judge, "graded": BY_PAGE if page else BY_JUDGE}
        yield Measured(spreading.SpreadGrader(workers, workers.judge), which, lambda: build_embedder(load_settings()))


def finish_judged(
    output: Output,
    bank_dir: Path | None,
    no_model: bool,
    name: str,
    measure: Callable[[Bank, Grader], JsonObject],
    on_ray: bool = False,
) -> None:
    """Open the application, measure its judge without the computed checks, and print or record the result.

    Args:
        name: Name of the data set.
        on_ray: Let the workers of a Ray cluster grade.
    """
    from evals.metrics.resampling import SEED
    from knowledge.loader import load_bank

    bank = load_bank(bank_dir)
    data = {"name": name, "bank": bank.content_hash[:12]}
    with measured(bank, page=False, model=not no_model, on_ray=on_ray) as one:
        result = {**one.which, **measure(bank, one.grader)}
    finish(replace(output, data=data, seed=SEED), result)
