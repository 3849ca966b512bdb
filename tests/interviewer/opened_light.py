"""What a Ray worker of a test opens in the place of the judge's models; a worker imports it in its own process."""

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
"""Names a file in which each worker that opened its judge leaves a line."""


class WordJudge:
    """Finds a point met where an answer has its first long word, and says how long the answer is."""

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
    """A grader on that judge."""
    if path := os.environ.get(OPENED):
        with open(path, "a", encoding="utf-8") as stream:  # noqa: PTH123
            stream.write(f"{os.getpid()}\n")
    return Grader(WordJudge()), WordJudge.name


def open_nothing(bank: Bank) -> tuple[Grader, str]:
    """What is opened where the models are missing."""
    raise UnavailableError("the judge's model is not on this machine; run 'viva model fetch'")


def open_for_suite(bank: Bank, page: bool, model: bool, one_by_one: bool) -> tuple[Grader, str]:
    """The same for an eval, as ``evals.suites.on_ray.open_grader`` opens it: computed forms where the page grades."""
    from evals.suites.on_ray import OneByOne
    from interviewer.bootstrap import forms_of
    from interviewer.settings import load_settings

    light, name = open_light(bank)
    grader = Grader(WordJudge(), None, forms_of(load_settings(llm="off"))) if page else light
    return OneByOne(grader) if one_by_one else grader, name
