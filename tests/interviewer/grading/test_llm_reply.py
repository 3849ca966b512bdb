"""The form of a reply: made once for a question, since its classes are what grading under load would spend its time on."""

from __future__ import annotations

from interviewer.grading.llm_reply import reply_form


def test_the_form_of_a_question_is_made_once_and_is_its_own() -> None:
    form = reply_form(["a", "b"], ["m"])
    assert reply_form(("a", "b"), ("m",)) is form and reply_form(["b", "a"], ["m"]) is not form
    schema = str(form.model_json_schema())
    assert "'enum': ['a', 'b']" in schema and "'enum': ['m']" in schema
    assert "'enum': ['none']" in str(reply_form(["a"], []).model_json_schema())
