"""Settings, prompts, feedback and drill."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from interviewer.errors import UsageError
from interviewer.grading.feedback import write_feedback
from interviewer.grading.grade import CriterionGrade, Evidence, Grade
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from interviewer.study.drill import drill_order
from interviewer.study.schedule import ratings_of
from knowledge.schema import Bank
from prompts import PromptError, load_prompt


def close(store: Store, question_id: str, grade: Grade, now: datetime) -> None:
    store.reviews.add(ratings_of(store, question_id, grade, now))


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_PORT", "99999")
    monkeypatch.setenv("VIVA_LLM_BASE_URL", "localhost:8000")
    monkeypatch.setenv("VIVA_LLM", "sometimes")
    with pytest.raises(UsageError) as caught:
        load_settings()
    for name in ("VIVA_PORT", "VIVA_LLM_BASE_URL", "VIVA_LLM"):
        assert name in str(caught.value)


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_LLM_API_KEY", "very-secret")
    assert "very-secret" not in repr(load_settings())


def test_an_endpoint_switches_to_the_llm_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIVA_LLM")
    assert (load_settings().llm_kind, load_settings().judge_kind) == ("embedded", "local")
    monkeypatch.setenv("VIVA_LLM_BASE_URL", "http://127.0.0.1:1/v1")
    assert (load_settings().llm_kind, load_settings().judge_kind) == ("api", "llm")


def test_a_home_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="set VIVA_HOME"):
        load_settings(home=tmp_path / "file" / "home").prepare_home()


@pytest.mark.parametrize("name", ["witness", "probe", "clarify", "grade"])
def test_prompts_hold_to_their_variables(name: str) -> None:
    prompt = load_prompt(name)
    values = {variable: f"<{variable}> {{{{claim}}}}" for variable in prompt.variables}
    _, user = prompt.fill(**values)
    for variable in prompt.variables:
        assert f"<{variable}> {{{{claim}}}}" in user  # a value that looks like a variable is not filled again
    with pytest.raises(PromptError, match="missing"):
        prompt.fill()
    with pytest.raises(PromptError, match="unknown"):
        prompt.fill(**values, other="x")


def test_a_prompt_that_does_not_exist() -> None:
    with pytest.raises(PromptError, match="no prompt"):
        load_prompt("nothing")


def item(bank: Bank, question_id: str, criterion_id: str, verdict: str, quote: str = "said it") -> CriterionGrade:
    c = bank[question_id].criterion(criterion_id)
    evidence = (Evidence(quote, 0, len(quote)),) if verdict in {"met", "partly_met"} else ()
    return CriterionGrade(c.id, c.claim, c.weight, verdict, 0.9, evidence)  # type: ignore[arg-type]


def test_feedback_names_what_was_right_what_was_missing_and_why(bank: Bank) -> None:
    question = bank["training-06a"]
    rows = [item(bank, question.id, "clipping", "met", "clip it"), item(bank, question.id, "loss-symptoms", "not_met")]
    text = write_feedback(question, rows, ())
    assert text.startswith("Your answer names gradient clipping, by norm or by value, as a remedy (“clip it”).")
    assert "What is missing most: a full answer names a symptom in the loss" in text
    assert "From the reference answer: " in text
    quoted = text.split("From the reference answer: ")[1].rstrip(".")
    assert quoted[:40].lower() in " ".join(question.reference.replace("*", "").split()).lower()


def test_drill_brings_back_what_was_missed_first(bank: Bank, store: Store) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)

    def graded(question_id: str, verdict: str) -> Grade:
        return Grade(
            question_id, 0.0, tuple(item(bank, question_id, c.id, verdict) for c in bank[question_id].criteria)
        )

    close(store, "training-01", graded("training-01", "met"), now)
    close(store, "training-02", graded("training-02", "not_met"), now)
    close(store, "training-05", graded("training-05", "ungraded"), now)
    cards = store.reviews.cards()
    assert not any(key[0] == "training-05" for key in cards)
    later = now + timedelta(days=1)
    pool = ["training-01", "training-02", "training-05"]
    assert drill_order(bank, pool, cards, later) == ["training-02", "training-05", "training-01"]
