"""Other ways to grade an answer with a language model, for comparison on the same endpoint.

Each returns a score and its cost. Autorubric is used through its public interface and has to be installed.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from evals.labelled.gold import score_of
from interviewer.errors import ModelReplyError, UsageError
from interviewer.grading.grader import Grader
from interviewer.grading.text.evidence import readable
from interviewer.json_data import JsonObject
from interviewer.llm.endpoint.chat import ChatModel
from knowledge.schema import Question
from prompts import load_prompt


@dataclass(frozen=True)
class RivalGrade:
    """A score 0..1 and verdicts by criterion id, with their cost. A criterion without a readable verdict earns nothing."""

    score: float
    met: dict[str, bool]
    calls: int
    input_tokens: int
    output_tokens: int
    seconds: float

    def to_dict(self) -> JsonObject:
        """This mark as a JSON object."""
        return asdict(self)


Rival = Callable[[Question, str], RivalGrade]


def _all_required(schema: JsonDict) -> None:
    """Makes a schema ask for every field, though a reply without its reasons is read."""
    schema["required"] = list(schema["properties"])  # type: ignore[arg-type]  # the schema of a model


class ExplainedMark(BaseModel):
    """Whether an answer meets a criterion, after the reasons for it."""

    model_config = ConfigDict(title="criterion", json_schema_extra=_all_required)

    explanation: str = ""
    criteria_met: bool


class ScaleMark(BaseModel):
    """A score after the reasons for it."""

    model_config = ConfigDict(title="scale", json_schema_extra=_all_required)

    reasoning: str = ""
    score: Annotated[float, Field(json_schema_extra={"type": "integer", "minimum": 1, "maximum": 5})]


def viva(grader: Grader) -> Rival:
    """Our grader, as in production."""

    def mark(question: Question, answer: str) -> RivalGrade:
        grade = grader.grade(question, answer)
        met = {item.id: item.verdict == "met" for item in grade.criteria}
        usage = grade.usage
        return RivalGrade(
            grade.score,
            met=met,
            calls=usage.calls,
            input_tokens=usage.input_tokens,
            output_tokens=usage.output_tokens,
            seconds=usage.seconds,
        )

    return mark


def call_per_criterion(chat: ChatModel) -> Rival:
    """Rubric grading as usually published: one call per criterion, which explains and then says true or false."""

    def mark(question: Question, answer: str) -> RivalGrade:
        start = time.monotonic()
        chat.take_usage()
        met = {}
        for criterion in question.criteria:
            system, user = load_prompt("compare_criterion").fill(
                question=question.question, criterion=criterion.claim, answer=readable(answer)
            )
            try:
                met[criterion.id] = chat.structured(system, user, ExplainedMark, 200).criteria_met
            except ModelReplyError:
                met[criterion.id] = False
        return _with_usage(score_of(question, met), met, chat, start)

    return mark


def one_scale(chat: ChatModel) -> Rival:
    """One call that reasons and gives a score from 1 to 5, after G-Eval (Liu et al. 2023)."""

    def mark(question: Question, answer: str) -> RivalGrade:
        start = time.monotonic()
        chat.take_usage()
        system, user = load_prompt("compare_scale").fill(
            question=question.question,
            reference=question.reference,
            criteria="\n".join(f"- {c.claim}" for c in question.criteria),
            answer=readable(answer),
        )
        try:
            score = (chat.structured(system, user, ScaleMark, 300).score - 1) / 4
        except ModelReplyError:
            score = 0.0
        return _with_usage(min(max(score, 0.0), 1.0), {}, chat, start)

    return mark


def autorubric(base_url: str, model: str, key: str, llm_calls: str) -> Rival:
    """Autorubric, with ``llm_calls`` ``per_criterion`` or ``per_item``.

    Raises:
        UsageError: It is not installed.
    """
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")  # otherwise its client asks a server for prices
    try:
        from autorubric import LLMConfig, Rubric
        from autorubric.graders import CriterionGrader
    except ImportError as error:
        raise UsageError("autorubric is not installed; pip install autorubric, or leave it out of --graders") from error
    config = LLMConfig(
        model=f"openai/{model}", api_base=base_url, api_key=key, temperature=0.0, max_parallel_requests=1, timeout=600
    )
    grader = CriterionGrader(judge_model_config=config, llm_calls=llm_calls)

    def mark(question: Question, answer: str) -> RivalGrade:
        start = time.monotonic()
        rubric = Rubric.from_dict([{"weight": c.weight, "requirement": c.claim} for c in question.criteria])
        report = asyncio.run(rubric.grade(to_grade=readable(answer), grader=grader, query=question.question))
        verdicts = [str(getattr(item.final_verdict, "value", item.final_verdict)).upper() for item in report.report]
        met = {c.id: verdict == "MET" for c, verdict in zip(question.criteria, verdicts, strict=True)}
        used = report.token_usage
        return RivalGrade(
            float(report.score or 0.0),
            met=met,
            calls=len(met) if llm_calls == "per_criterion" else 1,
            input_tokens=used.prompt_tokens if used else 0,
            output_tokens=used.completion_tokens if used else 0,
            seconds=time.monotonic() - start,
        )

    return mark


def _with_usage(score: float, met: dict[str, bool], chat: ChatModel, start: float) -> RivalGrade:
    usage = chat.take_usage()
    return RivalGrade(
        score,
        met=met,
        calls=usage.calls,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        seconds=time.monotonic() - start,
    )
