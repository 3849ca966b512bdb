"""Interviews meant for reading, in which the interviewer never says a sentence twice."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from evals.suites.interviews import scripted_model
from evals.suites.interviews.scripted_model import ScriptedModel
from evals.suites.interviews.transcripts import Talker, said_twice
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Setup, Turn
from interviewer.errors import ModelReplyError
from knowledge.schema import Bank
from prompts import Prompt, load_prompt


def test_a_sentence_that_is_said_twice_is_found() -> None:
    again = Turn("interviewer", "note", "Thanks. That was the very last question. And so.")
    candidate = Turn("candidate", "answer", "That was the very last question.")
    assert said_twice([again, candidate]) == []
    assert said_twice([again, candidate, again]) == ["That was the very last question."]
    assert said_twice([again, Turn("interviewer", "repeat", again.text)]) == []


def test_a_talker_asks_about_a_closed_question_and_then_goes_on(bank: Bank) -> None:
    talker = Talker("strong", bank, {}, random.Random(1))
    state = InterviewState(
        Setup("coach", 8.0, tuple(bank), 1), phase="reviewing", attempts=(QuestionAttempt("training-01", closed=True),)
    )
    said = [talker.reply(state) for _ in range(4)]
    assert said[0] == "Why did I get this grade?" and said[2:] == ["next", "next"]


def test_the_scripted_model_says_what_its_prompt_holds(bank: Bank) -> None:
    def reply(name: str, **values: str) -> str:
        return "".join(ScriptedModel().stream(*load_prompt(name).fill(**values))).strip()

    assert reply("probe", heard="the loss jumps", probe="What then?").endswith(" What then?")
    assert reply("probe_contrary", said="it falls", probe="What then?") == "You said “it falls”. What then?"
    told = reply(
        "explain",
        question="Why?",
        reference="The norm of a gradient grows fast. Clipping bounds the step that is taken. It is cheap to do so.",
        points="- made: it",
        background="- none",
        request="explain clipping of the step",
    )
    assert "Clipping bounds the step that is taken." in told
    asked = reply(
        "clarify", question="Q?", asked="How is it done?", settled="- nothing", background="- none", request="?"
    )
    assert asked == "What I'm after is this: How is it done?"


@pytest.mark.parametrize(
    ("prompt", "values", "reply"),
    [
        ("probe_contrary", {"said": "it falls", "probe": "What then?"}, "You said “it falls”. What then?"),
        ("probe", {"heard": "it falls", "probe": "What then?"}, "Let me ask it like this. What then?"),
        ("probe_ahead", {"probe": "What then?"}, "Let me ask it like this. What then?"),
    ],
)
def test_the_scripted_model_knows_a_prompt_in_whatever_words_it_is_put(
    prompt: str, values: dict[str, str], reply: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reworded(name: str) -> Prompt:
        return replace(load_prompt(name), system=f"Other words for {name}.")

    monkeypatch.setattr(scripted_model, "load_prompt", reworded)
    assert "".join(ScriptedModel().stream(*reworded(prompt).fill(**values))).strip() == reply


def test_the_scripted_model_has_no_reply_to_another_prompt() -> None:
    with pytest.raises(ModelReplyError, match="no reply"):
        "".join(ScriptedModel().stream("Reply with one word.", "Say ready."))
