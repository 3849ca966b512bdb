"""Reads a grade back from the JSON that the product writes; the product itself never does."""

from __future__ import annotations

from pydantic import TypeAdapter

from interviewer.grading.grade import Grade
from interviewer.json_data import JsonObject


def read_grade(data: JsonObject) -> Grade:
    """The grade that ``to_dict`` wrote, but for what the contract leaves out, such as whether the judge was unsure."""
    return TypeAdapter(Grade).validate_python(data)
