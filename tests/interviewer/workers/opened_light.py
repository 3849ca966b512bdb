"""What a Ray worker opens in tests instead of the judge's models; each worker imports this in its own process."""

from __future__ import annotations

import os
from collections.abc import Sequence

from interviewer.errors import UnavailableError
from interviewer.grading.grade import Evidence
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from knowledge.schema import Bank, Criterion, Question

KILLER = "kills its grader"
OPENED = "VIVA_TEST_OPENED"
"""Names a file to which each worker adds a line when it opens its judge."""


class WordJudge:
    """Finds a point met if an answer has one of its long words, and gives the answer's length as the reason."""

    name = "words"

    def judge(self, question: Question, text: str, criteria: Sequence[Criterion], since: int = 0) -> Judgements:
        if KILLER in text:
            os._exit(1)
        return Judgements(tuple(self._judgement(criterion, text) for criterion in criteria))

    def _judgement(self, criterion: Criterion, text: str) -> Judgement:
        word = next((word for word in criterion.claim.split() if len(word) > 5 and word in text), "")
        if not word:
            return Judgement(criterion.id, "not_met", 0.1)
        start = text.index(word)
        return Judgement(criterion.id, "met", 0.9, (Evidence(word, start, start + len(word)),), f"of {len(text)}")


def open_light(bank: Bank) -> tuple[Grader, str]:
    """A grader that uses ``WordJudge``."""
    if path := os.environ.get(OPENED):
        with open(path, "a", encoding="utf-8") as stream:  # noqa: PTH123
            stream.write(f"{os.getpid()}\n")
    return Grader(WordJudge()), WordJudge.name


def open_nothing(bank: Bank) -> tuple[Grader, str]:
    """Fails as if the models were missing."""
    raise UnavailableError("the judge's model is not on this machine; run 'viva model fetch'")


def open_for_suite(bank: Bank, page: bool, model: bool, one_by_one: bool) -> tuple[Grader, str]:
    """The same for an eval, instead of ``evals.suites.agreement.on_ray.open_grader``: with computed forms if it grades like the
    page."""
    from evals.suites.agreement.on_ray import OneByOne
    from interviewer.bootstrap import forms_of
    from interviewer.settings import load_settings

    light, name = open_light(bank)
    grader = Grader(WordJudge(), None, forms_of(load_settings(llm="off"))) if page else light
    return OneByOne(grader) if one_by_one else grader, name
