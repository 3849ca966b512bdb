"""Drafts reference answer, criteria and paraphrases of an imported question with the configured model."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from interviewer.errors import ModelReplyError
from interviewer.llm.chat import ChatModel
from knowledge.loader import parse_question
from knowledge.pictures import described
from knowledge.schema import Question
from prompts import load_prompt

_TEXTS = {"type": "array", "items": {"type": "string"}}
_SCHEMA: dict[str, Any] = {
    "title": "answer_key",
    "type": "object",
    "additionalProperties": False,
    "required": ["reference_answer", "criteria"],
    "properties": {
        "reference_answer": {"type": "string"},
        "criteria": {
            "type": "array",
            "minItems": 1,
            "maxItems": 5,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["claim", "weight", "satisfied_by", "not_satisfied_by", "probe"],
                "properties": {
                    "claim": {"type": "string"},
                    "weight": {"type": "integer", "minimum": 1, "maximum": 3},
                    "satisfied_by": _TEXTS,
                    "not_satisfied_by": _TEXTS,
                    "probe": {"type": "string"},
                },
            },
        },
    },
}


def draft(question: Question, chat: ChatModel) -> str:
    """The text of a draft's file with the model's reference answer and criteria added; it stays a draft.

    Raises:
        ModelReplyError: The reply cannot be made into a bank file.
        UnavailableError: The model cannot be reached.
    """
    system, user = load_prompt("draft").fill(question=described(question.question).replace("</question>", ""))
    data = chat.structured(system, user, _SCHEMA, max_tokens=1800)
    text = question.path.read_text(encoding="utf-8-sig")
    made = _completed(text, data, chat.name)
    _, problems = parse_question(made, question.path)
    if problems:
        raise ModelReplyError(f"{chat.name} drafted something that does not fit: {problems[0].message}")
    return made


def needs_draft(question: Question) -> bool:
    """Whether a draft has neither a reference answer nor criteria yet, so that nothing of a person's is at stake."""
    return question.status == "draft" and not question.reference and not question.criteria


def write_draft(question: Question, chat: ChatModel) -> Path:
    """Draft a question and keep it; its file.

    Raises:
        ModelReplyError, UnavailableError: As for ``draft``; the file is then as it was.
    """
    question.path.write_text(draft(question, chat), encoding="utf-8")
    return question.path


def _completed(text: str, data: dict[str, Any], model: str) -> str:
    try:
        criteria = [_criterion(item, number) for number, item in enumerate(data["criteria"], start=1)]
        reference = str(data["reference_answer"]).strip()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelReplyError(f"{model} left out a field of the draft") from error
    if not reference or not criteria:
        raise ModelReplyError(f"{model} sent an empty draft")
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    front = yaml.safe_load(head) or {}
    front["criteria"] = criteria
    reference = re.sub(r"^#{1,2}(?=\s)", "###", reference, flags=re.M)
    yaml_text = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\n{yaml_text}---\n{body.rstrip()}\n\n## Reference answer\n\n{reference}\n"


def _criterion(item: dict[str, Any], number: int) -> dict[str, Any]:
    claim = " ".join(str(item["claim"]).split())
    slug = "-".join(re.findall(r"[a-z0-9]+", claim.lower())[1:4]) or "point"
    good = _distinct(item.get("satisfied_by", ()))
    return {
        "id": f"{slug}-{number}",
        "weight": min(3, max(1, int(item.get("weight", 1)))),
        "claim": claim,
        "satisfied_by": good,
        "not_satisfied_by": [
            t for t in _distinct(item.get("not_satisfied_by", ())) if t.lower() not in {g.lower() for g in good}
        ],
        "probe": " ".join(str(item.get("probe", "")).split()),
    }


def _distinct(texts: Any) -> list[str]:
    return list(dict.fromkeys(" ".join(str(text).split()) for text in texts if str(text).strip()))
