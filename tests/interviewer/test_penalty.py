"""What a bank says that a misconception costs is what an answer loses, from its file to the store and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.bootstrap import open_app
from interviewer.grading.grade import Evidence, Grade, MisconceptionFinding
from interviewer.grading.llm_judge import LLMJudge
from interviewer.loading.services import Services
from interviewer.settings import Settings, load_settings
from interviewer.storage.store import Store
from knowledge.loader import load_bank
from knowledge.schema import Bank
from knowledge.search.embeddings import CachedEmbedder
from tests.interviewer.conversation.coached import coach
from tests.knowledge.files import GOOD, write
from tests.stand_ins import FakeChat

ANSWER = "It is four, and two and two is always even bigger than five."
MISCONCEPTION = """misconceptions:
  - id: bigger
    claim: Says that the sum is bigger than five
    correction: Four is smaller than five.
{penalty}---
"""


@pytest.mark.parametrize(("penalty", "costs"), [("    penalty: 0.4\n", 0.4), ("    penalty: 0\n", 0.0), ("", 0.1)])
def test_a_penalty_in_a_file_of_the_bank_is_taken_off_and_kept(
    settings: Settings,
    tmp_path: Path,
    words: CachedEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    penalty: str,
    costs: float,
) -> None:
    front, rest = GOOD.removeprefix("---\n").split("---\n", maxsplit=1)
    folder = tmp_path / "own"
    write(folder, f"---\n{front}{MISCONCEPTION.format(penalty=penalty)}{rest}")
    chat = FakeChat(
        {
            "criteria": [{"id": "sum", "verdict": "met", "quotes": ["It is four"], "reason": "said"}],
            "misconceptions": [{"id": "bigger", "quotes": ["bigger than five"]}],
        }
    )
    app = open_app(load_settings(bank=folder), load_bank(folder))
    monkeypatch.setattr(app.services, "judge", lambda: LLMJudge(chat))
    interview_id, _ = app.conductor.start("interview", 10, pool=["maths-01"], questions=1)
    list(app.conductor.say(interview_id, ANSWER))
    app.close()
    assert len(chat.asked) == 1
    store = Store(load_settings().database)
    grade = store.interviews.load(interview_id).state.attempts[0].grade
    store.close()
    assert grade is not None and grade.score == pytest.approx(1 - costs)
    (heard,) = grade.misconceptions
    assert (heard.penalty, heard.id, heard.correction) == (costs, "bigger", "Four is smaller than five.")


def test_a_penalty_of_the_bank_survives_the_store(light_services: Services, store: Store, bank: Bank) -> None:
    conductor, interview_id = coach(light_services, store)
    record = conductor.record(interview_id)
    heard = MisconceptionFinding("wrong", (Evidence("said", 0, 4),), "in fact", penalty=0.4)
    question_id = record.state.attempts[-1].question_id
    grade = Grade(question_id, 0.6, (), (heard,))
    attempts = (*record.state.attempts[:-1], replace(record.state.attempts[-1], grade=grade))
    store.interviews.touch(interview_id, record.version, replace(record.state, attempts=attempts))
    kept = conductor.record(interview_id).state.attempts[-1].grade
    assert kept == grade and kept.misconceptions[0].penalty == 0.4
