"""Reads a grade back from the JSON that Viva writes; Viva itself never does this."""

from __future__ import annotations

from pydantic import TypeAdapter

from interviewer.grading.grade import Grade
from interviewer.json_data import JsonObject


def read_grade(data: JsonObject) -> Grade:
    """The grade that ``to_dict`` wrote, except for what the JSON contract omits, such as whether the judge was unsure."""
    return TypeAdapter(Grade).validate_python(data)
