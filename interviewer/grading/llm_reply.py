"""What a language model is asked to return when it grades: a record per criterion, evidence before the verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import GenericAlias
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError, create_model, field_validator, model_validator

KEPT_FORMS = 512
"""Size of the form cache: a few hundred questions. A form consists of new classes, which take longer to make than anything
else in grading, and hold half a megabyte until they are garbage-collected."""
_OTHER_WORDS = {
    # a stronger or a weaker word for the same verdict
    "fully_met": "met",
    "completely_met": "met",
    "satisfied": "met",
    "fully_satisfied": "met",
    "partially_met": "partly_met",
    "partly": "partly_met",
    "partially": "partly_met",
    "partial": "partly_met",
    "partly_satisfied": "partly_met",
    "partially_satisfied": "partly_met",
    "unmet": "not_met",
    "not_satisfied": "not_met",
    "unsatisfied": "not_met",
    # an answer to "is it met?"
    "yes": "met",
    "true": "met",
    "no": "not_met",
    "false": "not_met",
    # the prompt's own words for a verdict
    "missing": "not_met",
    "contradicts": "contradicted",
    # without a space, as identifiers are written
    "fullymet": "met",
    "partlymet": "partly_met",
    "partiallymet": "partly_met",
    "notmet": "not_met",
}
"""What models without a schema write for a verdict. Whatever could mean two is no verdict: "mostly met" may be met or partly
met, "incorrect" not met or contradicted, "correct" may be said of what an answer says besides the point."""
_OTHER_NAMES = {"quote": "quotes", "evidence": "quotes", "criterion": "id", "criterion_id": "id", "criteria_id": "id"}
"""What models without a schema call a row's fields."""
_NO_WORDS = {"quotes": [], "reason": ""}
"""What a row of a criterion has if the model leaves it out."""


class CriterionReply(BaseModel):
    """One criterion. Quotes and reason come before the verdict, so that it rests on them."""

    id: str
    quotes: list[str]
    reason: str
    verdict: Literal["met", "partly_met", "not_met", "contradicted"]

    @field_validator("verdict", mode="before")
    @classmethod
    def _spelled(cls, verdict: object) -> object:
        return spelled(str(verdict)) if isinstance(verdict, str | bool) else verdict

    @field_validator("quotes", mode="before")
    @classmethod
    def _listed(cls, quotes: object) -> object:
        return _as_list(quotes)

    @field_validator("reason", mode="before")
    @classmethod
    def _said(cls, reason: object) -> object:
        return "" if reason is None else reason


class MisconceptionReply(BaseModel):
    """A misconception that the answer states, with the words that state it."""

    id: str
    quotes: list[str]

    @field_validator("quotes", mode="before")
    @classmethod
    def _listed(cls, quotes: object) -> object:
        return _as_list(quotes)


class GradeReply(BaseModel):
    """The whole reply. A row that cannot be read is dropped, so that it does not cost the others."""

    criteria: list[CriterionReply]
    misconceptions: list[MisconceptionReply]

    @model_validator(mode="before")
    @classmethod
    def _with_misconceptions(cls, reply: object) -> object:
        # models that are given no schema leave an empty list out, or everything but the list of criteria
        if isinstance(reply, list):
            return {"criteria": reply, "misconceptions": None} if _readable(reply, CriterionReply, _NO_WORDS) else reply
        return {"misconceptions": None, **reply} if isinstance(reply, dict) else reply

    @field_validator("criteria", mode="before")
    @classmethod
    def _readable_criteria(cls, rows: object) -> object:
        return _readable(_as_rows(rows), CriterionReply, _NO_WORDS)

    @field_validator("misconceptions", mode="before")
    @classmethod
    def _readable_misconceptions(cls, rows: object) -> object:
        return _readable([] if _is_none(rows) else _as_rows(rows), MisconceptionReply, {"quotes": []})


def reply_form(criteria: Sequence[str], misconceptions: Sequence[str]) -> type[GradeReply]:
    """The reply's model for one question, whose schema offers no ids but those asked about."""
    return _form(tuple(criteria), tuple(misconceptions))


@lru_cache(maxsize=KEPT_FORMS)
def _form(criteria: tuple[str, ...], misconceptions: tuple[str, ...]) -> type[GradeReply]:
    def rows(base: type[BaseModel], ids: Sequence[str]) -> GenericAlias:
        one_of = Annotated[str, Field(json_schema_extra={"enum": list(ids)})]
        row = create_model(base.__name__, __base__=base, __doc__=base.__doc__, id=(one_of, ...))
        return GenericAlias(list, row)

    fields: dict[str, Any] = {
        "criteria": (rows(CriterionReply, criteria), ...),
        "misconceptions": (rows(MisconceptionReply, misconceptions or ("none",)), ...),
    }
    return create_model("Grade", __base__=GradeReply, __doc__=GradeReply.__doc__, **fields)


def spelled(verdict: str) -> str:
    """A verdict as the form spells it: without a schema, models write "Met", "NOT MET", "partly-met" and "partially met"."""
    plain = re.sub(r"[\s_-]+", "_", verdict.strip(" .*`'\"")).lower()
    return _OTHER_WORDS.get(plain, plain)


def id_meant(said: str, ids: Sequence[str]) -> str | None:
    """Which of the ids a model means, if it wrote one with other capitals, spaces, dashes or underscores; None for none.

    An id that is written exactly is meant. Where two are alike but for that, no other spelling means either.
    """
    if said in ids:
        return said
    alike = [each for each in ids if _plain_id(each) == _plain_id(said)]
    return alike[0] if len(alike) == 1 else None


def _plain_id(written: str) -> str:
    return re.sub(r"[\s_-]+", "-", written.strip(" \t\r\n.:*-`'\"")).lower()


def _as_list(quotes: object) -> object:
    """Quotes as a list: one quote is a list of one, and none is an empty list."""
    if quotes is None:
        return []
    return [quotes] if isinstance(quotes, str) else quotes


def _is_none(rows: object) -> bool:
    """Whether a model says that there are no rows, in any of the ways in which models say it."""
    return not rows or (isinstance(rows, str) and rows.strip(" .").lower() in {"none", "null", "n/a", "no", "[]", "{}"})


def _as_rows(rows: object) -> object:
    """Rows as a list: a single row is a list of one, and rows by their ids are a list of them with their ids."""
    if not isinstance(rows, dict) or not rows:
        return rows
    if isinstance(_named(rows).get("id"), str):
        return [rows]
    return [{"id": name, **row} for name, row in rows.items() if isinstance(row, dict)] or rows


def _readable(rows: object, form: type[BaseModel], defaults: Mapping[str, object]) -> object:
    if not isinstance(rows, list):
        return rows
    filled = [{**defaults, **_named(row)} for row in rows if isinstance(row, dict)]
    return [row for row in filled if _fits(row, form)]


def _named(row: Mapping[str, object]) -> dict[str, object]:
    """A row with its fields called as in the form; a field that is called so already stays."""
    plain = {re.sub(r"[\s_-]+", "_", name.strip()).lower(): value for name, value in row.items()}
    others = {_OTHER_NAMES[name]: value for name, value in plain.items() if name in _OTHER_NAMES}
    return {**others, **plain, **row}


def _fits(row: Mapping[str, object], form: type[BaseModel]) -> bool:
    try:
        form.model_validate(row)
    except ValidationError:
        return False
    return True
