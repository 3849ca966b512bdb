"""Interviews that are there to be read, in which the interviewer says no sentence twice."""

from __future__ import annotations

import random

from evals.suites.scripted_model import ScriptedModel
from evals.suites.transcripts import Talker, said_twice
from interviewer.conversation.state.state import InterviewState, QuestionAttempt, Setup, Turn
from knowledge.schema import Bank
from prompts import load_prompt


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
