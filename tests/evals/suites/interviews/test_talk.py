"""Talk that is understood, and answers mistaken for talk."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import get_args

import pytest

from evals.labelled.talk import INTENTS, TalkLine
from evals.suites.interviews.talk import SAME, UNWRITTEN, measure
from evals.training.talk import fit_talk
from interviewer.conversation.state.intents import Intent
from interviewer.conversation.understanding.talk_model import TalkModel, read_talk_model
from interviewer.json_data import object_of
from tests.evals.training.test_talk import lines
from tests.stand_ins import WordEmbedder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> TalkModel:
    path = tmp_path_factory.mktemp("talk") / "talk.json"
    path.write_text(json.dumps(fit_talk(lines(), WordEmbedder(64))), encoding="utf-8")
    return read_talk_model(path)


@pytest.mark.slow
def test_shares_are_told_by_intent_and_by_writer(model: TalkModel) -> None:
    told = [
        TalkLine("nudge me someplace", "hint", "a", "1"),
        TalkLine("can I have a hint?", "hint", "b", "2"),  # a listed phrase
        TalkLine("gradients vanish 3", "end", "b", "3"),  # as answers do
        TalkLine("gradients vanish here", "answer", "a", "4"),
        TalkLine("nudge me = 3", "answer", "gold", "5"),  # a formula
        TalkLine("yes", "answer", "b", "6"),  # a listed phrase, wrongly
    ]
    result = measure(told, model, WordEmbedder(64), [TalkLine("let us stop", "answer", "gold", "7")])
    assert (result["talk"], result["answers"], result["passed"]) == (3, 3, False)
    assert object_of(result["understood"])["value"] == 0.667
    assert object_of(result["listed_phrases_alone"])["value"] == 0.333
    intents = object_of(result["by_intent"])
    assert {name: object_of(object_of(row)["understood"])["value"] for name, row in intents.items()} == {
        "end": 0.0,
        "hint": 1.0,
    }
    taken = {name: object_of(row)["value"] for name, row in object_of(result["taken_by_writer"]).items()}
    assert taken == {"a": 0.0, "b": 1.0, "gold": 0.0}
    assert object_of(result["adversarial_taken"])["value"] == 1.0
    assert result["worst"] == ["small_talk: yes"]


@pytest.mark.slow
def test_the_bars_are_met_where_all_is_understood(model: TalkModel) -> None:
    told = [TalkLine("nudge me someplace", "hint", "a", "1"), TalkLine("gradients vanish here", "answer", "a", "4")]
    assert measure(told, model, WordEmbedder(64))["passed"] is True


@pytest.mark.slow
def test_saying_that_one_does_not_know_is_left_to_the_grader(model: TalkModel) -> None:
    told = [TalkLine("no idea", "answer", "a", "1"), TalkLine("let us stop", "end", "a", "2")]
    assert object_of(measure(told, model, WordEmbedder(64))["taken_for_talk"])["value"] == 0.0


@pytest.mark.slow
def test_answers_that_open_a_thought_or_a_change_are_not_lost(model: TalkModel) -> None:
    told = [
        TalkLine("scratch that, gradients vanish", "answer", "a", "1"),
        TalkLine("scratch that", "answer", "a", "2"),
        TalkLine("let us stop", "end", "a", "3"),
    ]
    result = measure(told, model, WordEmbedder(64))
    assert object_of(result["taken_for_talk"])["value"] == 0.5 and result["worst"] == ["change: scratch that"]


@pytest.mark.slow
def test_what_the_candidate_is_asked_about_is_told_apart(model: TalkModel) -> None:
    asking = replace(model, asks_from=0.0, threshold=2.0)
    told = [TalkLine("let us stop it", "end", "a", "1"), TalkLine("gradients vanish here", "answer", "b", "2")]
    result = measure(told, asking, WordEmbedder(64))
    assert object_of(result["understood"])["value"] == 0.0 and object_of(result["understood_or_asked"])["value"] == 1.0
    assert object_of(object_of(result["answers_asked_about"])["b"])["value"] == 1.0
    assert object_of(object_of(result["asked_by_writer"])["a"])["value"] == 1.0


def test_each_intent_of_the_interviewer_is_right_for_some_line_of_the_writers() -> None:
    """An intent that is added later would otherwise count as misunderstood, whoever writes it."""
    reached = {name for written in INTENTS.values() for name in SAME.get(written, {written})}
    assert reached | UNWRITTEN == set(get_args(Intent)) and not reached & UNWRITTEN
    assert set(SAME) <= set(INTENTS.values())


@pytest.mark.slow
def test_going_back_and_a_break_are_controls(model: TalkModel) -> None:
    told = [
        TalkLine("can we go back one question", "control", "a", "1"),
        TalkLine("can we pause the interview?", "control", "a", "2"),
        TalkLine("give me a minute to think", "control", "a", "3"),
    ]
    assert object_of(measure(told, model, WordEmbedder(64))["right_intent"])["value"] == 0.667
