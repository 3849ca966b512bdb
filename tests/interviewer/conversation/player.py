"""Plays the machine with scripted verdicts, for tests."""

from __future__ import annotations

from dataclasses import replace

from interviewer.conversation.debrief.contest import appealed
from interviewer.conversation.machine.machine import advance
from interviewer.conversation.state.state import (
    Appealed,
    Event,
    GradeAnswer,
    Graded,
    InterviewState,
    LookAgain,
    Said,
    Setup,
    Started,
    Turn,
    Worded,
)
from interviewer.grading.appeals.appeal import hear
from interviewer.grading.appeals.given_back import deny
from interviewer.grading.grade import Evidence, Grade
from interviewer.grading.grader import Grader
from interviewer.grading.judge import Judgement, Judgements
from knowledge.schema import Bank


class Player:
    """Plays the machine with scripted verdicts; every answer takes ten seconds."""

    def __init__(self, bank: Bank, **setup: object) -> None:
        given: dict[str, object] = {"mode": "coach", "minutes": 30.0, "pool": tuple(bank), "seed": 1} | setup
        self.bank = bank
        self.state = InterviewState(Setup(**given))  # type: ignore[arg-type]
        self.now = 1000.0
        self.turns: list[Turn] = []
        self.send(Started(self.now))

    def send(self, event: Event) -> list[Turn]:
        self.state, turns = advance(self.state, event, self.bank)
        self.turns += turns
        return turns

    def say(self, text: str, **verdicts: str) -> list[Turn]:
        self.now += 10
        new = self.send(Said(self.now, text))
        return new + self.settle(verdicts)

    def settle(self, verdicts: dict[str, str]) -> list[Turn]:
        new: list[Turn] = []
        while (pending := self.state.pending) is not None:
            if isinstance(pending, GradeAnswer):
                new += self.send(Graded(self.now, self.grade(pending, verdicts)))
            elif isinstance(pending, LookAgain):
                new += self.send(self.look(pending, verdicts))
            else:
                new += self.send(Worded(self.now, f"worded {pending.kind}"))
        return new

    def look(self, pending: LookAgain, verdicts: dict[str, str]) -> Appealed:
        question, attempt = self.bank[pending.question_id], self.state.attempts[-1]
        assert attempt.grade is not None
        if pending.denies:
            outcome = deny(question, attempt.grade, pending.criterion_id)
        else:
            outcome = hear(
                scripted(verdicts), question, attempt.answer, attempt.grade, pending.criterion_id, pending.argument
            )
        return appealed(self.now, question.id, pending.criterion_id, pending.argument, outcome)

    def grade(self, pending: GradeAnswer, verdicts: dict[str, str]) -> Grade:
        question, attempt, grader = self.bank[pending.question_id], self.state.attempts[-1], scripted(verdicts)
        if attempt.grade is None:
            return grader.grade(question, attempt.answer, pending.only or None)
        return grader.grade_again(question, attempt.answer, attempt.grade, pending.only or None, attempt.graded_to)


def scripted(verdicts: dict[str, str]) -> Grader:
    """A grader whose judge gives these verdicts, each with the last word it reads as evidence.

    Besides those of a grade there is "questioned", a contradiction that the judge is not sure of, and
    "unsure_met", a point of which it is not.
    """

    def verdict_on(criterion_id: str) -> str:
        return verdicts.get(criterion_id.replace("-", "_"), "not_met")

    class Scripted:
        name = "scripted"

        def judge(self, question: object, text: str, criteria: object, since: int = 0) -> Judgements:
            last = text.split()[-1]
            start = text.rindex(last)
            return Judgements(
                tuple(
                    Judgement(
                        c.id,
                        {"contradicted": "not_met", "questioned": "not_met", "unsure_met": "met"}.get(
                            verdict := verdict_on(c.id), verdict
                        ),
                        {"met": 0.9, "contradicted": 0.1, "questioned": 0.2}.get(verdict, 0.5),
                        (Evidence(last, start, start + len(last)),),
                        unsure=True if verdict in {"questioned", "unsure_met"} else None,
                        contradicted=verdict in {"contradicted", "questioned"},
                    )  # type: ignore[arg-type, attr-defined]
                    for c in criteria  # type: ignore[attr-defined]
                )
            )

    return Grader(Scripted())


def without_further_probes(bank: Bank) -> Bank:
    """The bank with only one probe for each point."""
    return Bank(replace(q, criteria=tuple(replace(c, further_probes=()) for c in q.criteria)) for q in bank.values())


def all_met(bank: Bank, question_id: str) -> dict[str, str]:
    return {c.id.replace("-", "_"): "met" for c in bank[question_id].criteria}


def texts(turns: list[Turn]) -> str:
    return "\n".join(turn.text for turn in turns if turn.role == "interviewer")
