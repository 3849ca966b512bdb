"""Answers by the five writers, and texts about other things, have the shapes that were asked for, as far as they do."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from evals.labelled import gold
from evals.labelled.gold import LabelledAnswer, OffTopicText, prose, voice_answers
from evals.labelled.shapes import prose_shapes, voice_shapes
from interviewer.json_data import JsonObject
from knowledge.schema import Bank

WITH_CREDIT = {"advanced-01-graduate-wrong-1"}
"""Answers that were to be wrong on every point, but make one or half of one. The list may only shrink."""


@pytest.fixture(scope="module")
def told(bank: Bank) -> JsonObject:
    return voice_shapes(bank, voice_answers(bank))


def test_each_part_has_each_kind_and_a_third_is_read_twice(bank: Bank, told: JsonObject) -> None:
    shapes: dict[str, Any] = dict(told)
    kinds = ("bullets", "formal", "half-turned", "long", "right-1", "right-2", "wrong-1", "wrong-2")
    found = Counter((answer.question_id, answer.category) for answer in voice_answers(bank))
    assert found == dict.fromkeys(((part, kind) for part in bank for kind in kinds), 1)
    assert 3 * shapes["read_twice"] >= shapes["answers"]
    assert shapes["answers"] + sum(len(prose(part)) for part in ("dev", "test")) >= 900


def test_what_is_to_be_wrong_is_wrong_and_what_is_to_be_right_is_right(told: JsonObject) -> None:
    shapes: dict[str, Any] = dict(told)
    assert set(shapes["wrong"]["with_credit"]) <= WITH_CREDIT
    assert shapes["wrong"]["answers"] == 200 and shapes["wrong"]["contradicted_on_every_point"] >= 199
    labels = {kind: Counter(found) for kind, found in shapes["labels"].items()}
    for kind in ("wrong-1", "wrong-2"):
        assert labels[kind]["contradicted"] > 0.99 * labels[kind].total()
    for kind in ("right-1", "right-2", "long", "formal", "bullets"):
        assert labels[kind]["met"] > 0.9 * labels[kind].total() and not labels[kind]["contradicted"], kind
    assert (
        min(labels["half-turned"]["met"], labels["half-turned"]["contradicted"]) > 0.4 * labels["half-turned"].total()
    )


def test_long_answers_are_long_and_bullets_are_bullets(told: JsonObject) -> None:
    shapes: dict[str, Any] = dict(told)
    assert shapes["words_of_long"][0] >= 300 and shapes["words_of_long"][1] <= 600
    assert shapes["bullets"]["answers"] == 100 and shapes["bullets"]["with_bullets"] >= 90


def test_prose_is_as_long_as_is_said() -> None:
    found: dict[str, Any] = dict(prose_shapes({part: prose(part) for part in ("dev", "test")}))
    assert found == {
        "dev": {"texts": 50, "characters": [61, 2988]},
        "test": {"texts": 58, "characters": [81, 9819]},
    }
    source = (gold.GOLD.parent / "gold.py").read_text(encoding="utf-8")
    said = re.search(r"of (\d+) to ([\d,]+) characters.*?up to\n?\s*([\d,]+) characters", source, re.DOTALL)
    assert said and said.groups() == ("61", "9,819", "2,988")


def test_shapes_of_a_few_answers(bank: Bank) -> None:
    points = [c.id for c in bank["rl-01"].criteria if not c.bonus]

    def answer(kind: str, text: str, wrong: list[str], second: dict[str, str] | None = None) -> LabelledAnswer:
        labels = {name: "not_met" if name in wrong else "met" for name in points}
        return LabelledAnswer(
            f"{kind}-{len(wrong)}",
            question_id="rl-01",
            answer=text,
            score=None,
            labels=labels,
            category=kind,
            second=second or {},
            contradicted=frozenset(wrong),
            writer="a",
        )

    told: dict[str, Any] = dict(
        voice_shapes(
            bank,
            [
                answer("wrong-1", "x", points, {points[0]: "contradicted"}),
                answer("wrong-2", "x", points[:1]),
                answer("bullets", "- one\n- two", []),
                answer("bullets", "1) one", []),
                answer("bullets", "one and - two", []),
                answer("long", "three words here", []),
            ],
        )
    )
    assert told["wrong"] == {"answers": 2, "contradicted_on_every_point": 1, "with_credit": ["wrong-2-1"]}
    assert told["bullets"] == {"answers": 3, "with_bullets": 2} and told["words_of_long"] == [3, 3]
    assert told["read_twice"] == 1 and told["writers_of_a_part"] == {"1": 1}
    assert told["labels"]["wrong-2"] == {"contradicted": 1, "met": len(points) - 1}
    assert prose_shapes({"dev": [OffTopicText("1", "x", "four")], "test": []}) == {
        "dev": {"texts": 1, "characters": [4, 4]},
        "test": {"texts": 0, "characters": []},
    }
