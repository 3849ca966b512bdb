"""Whether answers by the five writers, and texts about other things, have the shapes that their writers were asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from evals.labelled.gold import CONTRADICTED, LabelledAnswer, OffTopicText
from interviewer.json_data import JsonObject
from knowledge.schema import Bank

_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])", re.MULTILINE)


def voice_shapes(bank: Bank, answers: Sequence[LabelledAnswer]) -> JsonObject:
    """Shapes of the voices' answers; only points that count are looked at, not bonuses.

    Returns:
        ``read_twice``: answers that a second reader has labelled. ``writers_of_a_part``: parts by how many writers answered them.
        ``labels``: for each kind, how many points have each label. ``wrong``: answers that were to be wrong on every point, how
        many are, and the ids of those that make a point or half of one. ``bullets``: answers in bullet points, and how many have
        bullets or numbers. ``words_of_long``: the fewest and most words of a long answer.
    """
    kinds: dict[str, Counter[str]] = {}
    for answer in answers:
        kinds.setdefault(answer.category, Counter()).update(_counted(bank, answer).values())
    wrong = [answer for answer in answers if answer.category.startswith("wrong")]
    bullets = [answer for answer in answers if answer.category == "bullets"]
    writers = {part: {a.writer for a in answers if a.question_id == part} for part in {a.question_id for a in answers}}
    credited = [a.id for a in wrong if {"met", "partly_met"} & set(_counted(bank, a).values())]
    return {
        "answers": len(answers),
        "read_twice": sum(bool(answer.second) for answer in answers),
        "writers_of_a_part": {str(n): count for n, count in Counter(map(len, writers.values())).items()},
        "labels": {kind: dict(labels) for kind, labels in sorted(kinds.items())},
        "wrong": {
            "answers": len(wrong),
            "contradicted_on_every_point": sum(set(_counted(bank, a).values()) == {CONTRADICTED} for a in wrong),
            "with_credit": credited,
        },
        "bullets": {
            "answers": len(bullets),
            "with_bullets": sum(bool(_BULLET.search(answer.answer)) for answer in bullets),
        },
        "words_of_long": _range(len(answer.answer.split()) for answer in answers if answer.category == "long"),
    }


def prose_shapes(parts: dict[str, Sequence[OffTopicText]]) -> JsonObject:
    """How many texts about other things each part holds, and the fewest and most characters of one."""
    return {
        name: {"texts": len(texts), "characters": _range(len(text.text) for text in texts)}
        for name, texts in parts.items()
    }


def _counted(bank: Bank, answer: LabelledAnswer) -> dict[str, str]:
    """The labels of the points that count."""
    return {
        c.id: CONTRADICTED if c.id in answer.contradicted else answer.labels[c.id]
        for c in bank[answer.question_id].criteria
        if not c.bonus and c.id in answer.labels
    }


def _range(lengths: Iterable[int]) -> list[int]:
    """The smallest and the largest; nothing if there are none."""
    found = sorted(lengths)
    return [found[0], found[-1]] if found else []
