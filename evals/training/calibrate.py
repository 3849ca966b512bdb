"""Fits the calibration on answers to questions of the development split, and on texts that earn nothing there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from evals.labelled.fluent import FITTED_ON, fluent_answers
from evals.labelled.gold import LabelledAnswer, gold_answers, gold_split, prose, spread, subject_answers, voice_answers
from evals.labelled.strangers import LEARNT_FROM, LEFT_OUT, labelled, stated_answers
from evals.labelled.views import bare_question
from evals.training.fit import HEAD, as_json, fit_biases, fit_likelihoods, fit_thresholds
from evals.training.points import LabelledPoint, labelled_points
from evals.training.worthless import nothing, said_back_answers, turned_answers
from interviewer.grading.local.judge import LocalJudge
from interviewer.grading.local.verdict import Thresholds
from interviewer.json_data import JsonValue
from knowledge.schema import Bank

WRITERS = ("graduate", "engineer")
"""Voices used for training; nothing is trained or fitted on the other three."""
BARE = ("gold", "prose")
"""Sets that are also read without the bank's phrases. Answers on other subjects, which have no phrases, are added to them."""
SEED = 17
MOST = 80
"""The most answers to read from each set, spread over questions and kinds. Every set has the same weight, so more from the large
ones would change little and take most of the time."""
ELSEWHERE = 80
"""How many answers to pair with a question that they do not answer."""


def calibrate(
    bank: Bank, judge: LocalJudge, belief: float, taken_back: float, also: Sequence[LabelledAnswer] = ()
) -> dict[str, JsonValue]:
    """The calibration of a judge's reader, in the form of its file.

    Args:
        belief, taken_back: Thresholds for misconceptions and retractions, which are chosen by judgement.
        also: More answers to fit on, as one additional set.
    """
    stems = frozenset(gold_split()["dev"])
    mine = [q for q in bank.values() if q.stem in stems]
    voices = [a for a in voice_answers(bank) if bank[a.question_id].stem in stems and a.writer in WRITERS]
    gold = list(gold_answers(bank, "dev"))
    given = [labelled(bank, a) for a in stated_answers(bank) if bank[a.question_id].stem in stems]
    strangers = {writer: [a for a in given if a.writer == writer] for writer in LEFT_OUT}
    sets: dict[str, list[LabelledAnswer]] = {
        "gold": gold,
        **{writer: [a for a in voices if a.writer == writer] for writer in WRITERS},
        "strangers": [a for a in given if a.writer in LEARNT_FROM],
        **strangers,
        **{writer: [labelled(bank, a) for a in fluent_answers(bank, writer)] for writer in FITTED_ON},
        "prose": list(_prose(bank, [q.id for q in mine])),
        "elsewhere": list(_elsewhere(bank, [*gold, *voices], [q.id for q in mine])),
        "turned": list(turned_answers(mine, SEED)),
        "said back": list(said_back_answers(bank, mine, SEED)),
    }
    sets = {name: spread(answers, MOST, SEED) for name, answers in sets.items()}
    chosen = labelled_points(bank, also, judge, "also") if also else []
    shown = [point for name, answers in sets.items() for point in labelled_points(bank, answers, judge, name)]
    plain = Bank([bare_question(question) for question in bank.values()], bank.root)
    subjects, subject = subject_answers("train")
    bare = [p for name in BARE for p in labelled_points(plain, sets[name], judge, name)]
    others = random.Random(SEED).sample(list(subject), MOST)
    bare += labelled_points(subjects, others, judge, "subjects")
    everything = [*shown, *chosen]
    by_hands = [point for point in everything if point.source not in WRITERS]
    likely = fit_biases(by_hands, fit_likelihoods(everything))
    likely_bare = fit_biases(bare, likely)
    points = fit_thresholds(everything, likely)
    return {
        **HEAD,
        "shown": as_json(likely),
        "bare": as_json(likely_bare),
        "points": vars(points),
        "whole": vars(_whole()),
        "belief": belief,
        "taken_back": taken_back,
        "fitted_on": {
            "reader": judge.name.rpartition("-")[2],
            "split": "dev",
            "points": _counts(everything),
            "points_without_the_banks_phrases": _counts(bare),
        },
    }


def _whole() -> Thresholds:
    """For a claim with several points: it is met if nearly all are made, and partly met if some are. Chosen by judgement."""
    return Thresholds(met=0.8, partly=0.15, contradicted=0.5)


def _counts(points: Sequence[LabelledPoint]) -> dict[str, int]:
    return {name: sum(p.source == name for p in points) for name in sorted({p.source for p in points})}


def _prose(bank: Bank, questions: Sequence[str]) -> Iterator[LabelledAnswer]:
    """Unrelated prose, single texts and several joined, each paired with a question."""
    rng = random.Random(SEED)
    texts = [item.text for item in prose("dev")]
    for n, text in enumerate(texts):
        joined = "\n\n".join([text, *rng.sample(texts, n % 8)])[:10_000]
        yield nothing(bank[rng.choice(questions)], f"prose-{n}", joined)


def _elsewhere(bank: Bank, answers: Sequence[LabelledAnswer], questions: Sequence[str]) -> Iterator[LabelledAnswer]:
    """Answers paired with a question from another section, about which they say nothing."""
    rng = random.Random(SEED)
    for answer in rng.sample(list(answers), min(ELSEWHERE, len(answers))):
        foreign = [q for q in questions if bank[q].section != bank[answer.question_id].section]
        yield nothing(bank[rng.choice(foreign)], f"elsewhere-{answer.id}", answer.answer)
