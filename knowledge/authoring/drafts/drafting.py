"""Has a model draft the reference answer, criteria and paraphrases of an imported question. The result stays a draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from knowledge.errors import KnowledgeError
from knowledge.loader import parse_question
from knowledge.schema import Question
from knowledge.text.pictures import described
from prompts import closed, load_prompt


class DraftError(KnowledgeError):
    """A reply can't be turned into a bank file; the file is unchanged."""


def _closed(schema: JsonDict) -> None:
    """Makes a schema ask for every field and no other, as strict structured output requires."""
    fields = schema["properties"]
    assert isinstance(fields, dict)  # the schema of a model
    schema["required"] = list(fields)
    schema["additionalProperties"] = False
    for field in fields.values():
        if isinstance(field, dict):
            field.pop("default", None)


class DraftCriterion(BaseModel):
    """One thing a good answer must say. Only the claim is required; the schema asks for everything."""

    model_config = ConfigDict(json_schema_extra=_closed, coerce_numbers_to_str=True)

    claim: str
    weight: int = Field(default=1, json_schema_extra={"minimum": 1, "maximum": 3})
    satisfied_by: list[str] = []
    not_satisfied_by: list[str] = []
    probe: str = ""


class AnswerKey(BaseModel):
    """The reply that a model is asked for: a reference answer and its criteria."""

    model_config = ConfigDict(json_schema_extra=_closed)

    reference_answer: str
    criteria: list[DraftCriterion] = Field(json_schema_extra={"minItems": 1, "maxItems": 5})


Ask = Callable[[str, str, type[AnswerKey]], AnswerKey]
"""Asks a model for a record: system prompt, user prompt, the record's class. Exceptions pass through."""


def draft(question: Question, ask: Ask) -> str:
    """The text of a draft's file with the model's reference answer and criteria added; it stays a draft.

    An existing reference answer is kept: the model gets to see it, and only the model's criteria are used.

    Raises:
        DraftError: The reply cannot be turned into a bank file.
    """
    asked = described(question.question)
    if question.reference:
        asked += (
            f"\n\nThe reference answer is fixed; repeat it and write criteria for it:\n{described(question.reference)}"
        )
    system, user = load_prompt("draft").fill(question=closed(asked, "question"))
    key = ask(system, user, AnswerKey)
    made = _completed(question.path.read_text(encoding="utf-8-sig"), key, bool(question.reference))
    _, problems = parse_question(made, question.path)
    if problems:
        raise DraftError(
            f"the reply does not fit a bank file: {problems[0].message}; draft it again or write it yourself"
        )
    return made


def needs_draft(question: Question) -> bool:
    """Whether a draft has neither a reference answer nor criteria yet, so that nothing written by a person is at risk."""
    return question.status == "draft" and not question.reference and not question.criteria


def write_draft(question: Question, ask: Ask) -> Path:
    """Draft a question into its file, and return the file.

    Raises:
        DraftError: As for ``draft``. The file is then unchanged, and also if ``ask`` raises.
    """
    question.path.write_text(draft(question, ask), encoding="utf-8")
    return question.path


def _completed(text: str, key: AnswerKey, answered: bool) -> str:
    criteria = [_front_matter_of(item, number) for number, item in enumerate(key.criteria, start=1)]
    reference = key.reference_answer.strip()
    if not (reference or answered) or not criteria:
        raise DraftError("the reply has no reference answer or no criteria; draft it again or write it yourself")
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    front = yaml.safe_load(head) or {}
    front["criteria"] = criteria
    # a first- or second-level heading would end the part it is in
    reference = re.sub(r"^#{1,2}(?=\s)", "###", reference, flags=re.M)
    yaml_text = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)
    if answered:
        return f"---\n{yaml_text}---\n{body.rstrip()}\n"
    return f"---\n{yaml_text}---\n{body.rstrip()}\n\n## Reference answer\n\n{reference}\n"


def _front_matter_of(item: DraftCriterion, number: int) -> dict[str, str | int | list[str]]:
    claim = " ".join(item.claim.split())
    slug = "-".join(re.findall(r"[a-z0-9]+", claim.lower())[1:4]) or "point"
    good = _distinct(item.satisfied_by)
    taken = {text.lower() for text in good}
    probe = " ".join(item.probe.split())
    return {
        "id": f"{slug}-{number}",
        "weight": min(3, max(1, item.weight)),
        "claim": claim,
        "satisfied_by": good,
        "not_satisfied_by": [text for text in _distinct(item.not_satisfied_by) if text.lower() not in taken],
        **({"probe": probe} if probe else {}),
    }


def _distinct(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
