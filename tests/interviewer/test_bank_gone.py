"""The folder of a user's own bank disappears during an interview: the interview continues, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from interviewer.bootstrap import App, bank_to_ask, conductor_of
from interviewer.cli.main import run_with
from interviewer.loading.services import Services
from interviewer.report.build import build_report
from interviewer.report.markdown import to_markdown
from interviewer.report.pdf import write_pdf
from interviewer.settings import load_settings
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.interview.shown import shown
from knowledge.loader import load_bank
from knowledge.search.embeddings import CachedEmbedder
from tests.stand_ins import RuleReader

FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
QUESTION = """---
id: maths-0{n}
section: maths
criteria:
  - id: sum
    claim: Says that it is four
    probe: What do you get when you add them?
---

## Question

What is two and two, number {n}? ![a drawing of two](two.svg)

## Reference answer

Four, since two and two are four.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    (made / "two.svg").write_text(FIGURE)
    for n in (1, 2):
        (made / f"q{n}.md").write_text(QUESTION.format(n=n))
    return made


@pytest.fixture
def desk(folder: Path, words: CachedEmbedder, store: Store) -> Iterator[Desk]:
    settings = load_settings(bank=folder)
    settings.prepare_home()
    services = Services(settings, load_bank(folder))
    services.__dict__["reader"] = RuleReader()
    services._load_embedder = lambda: setattr(services, "_embedder", words) or "words"  # type: ignore[method-assign]
    services.load()
    made = Desk(App(settings, services, store, conductor_of(services, store)))
    yield made
    made.close()


@pytest.mark.slow
def test_the_interview_goes_on_to_its_report(desk: Desk, folder: Path, tmp_path: Path) -> None:
    interview_id = desk.start("coach", ["maths"], 30, 2).interview_id
    shutil.rmtree(folder)
    for _ in range(2):
        list(desk.say(interview_id, "What do you mean by that?"))
        list(desk.press(interview_id, "repeat"))
        list(desk.say(interview_id, "Two and two are four."))
        while desk.view(interview_id).state.phase == "answering":
            list(desk.press(interview_id, "skip"))
        view = desk.view(interview_id)
        assert shown(view, desk.bank_of(interview_id)).panel is not None
        assert desk.tick(interview_id) is not None
        list(desk.press(interview_id, "next"))
    record = desk.conductor.record(interview_id)
    assert record.phase == "finished"
    assert {a.question_id for a in record.state.attempts if a.grade} == {"maths-01", "maths-02"}
    report = desk.report(interview_id)
    assert "a drawing of two" in to_markdown(report) and report.questions[0].answer == "Two and two are four."
    write_pdf(report, tmp_path / "r.pdf")
    assert desk.answers() and desk.plan().days_left is None


@pytest.mark.slow
def test_where_the_bank_is_read_anew_the_interview_keeps_its_own(desk: Desk, folder: Path) -> None:
    interview_id = desk.start("coach", ["maths"], 30, 2).interview_id
    shutil.rmtree(folder)
    desk.app.renew_bank()
    assert "maths-01" in desk.bank_of(interview_id)
    list(desk.say(interview_id, "Two and two are four."))
    assert desk.view(interview_id).state.attempts[0].grade is not None


def test_after_a_restart_the_interview_ends_with_what_it_has(desk: Desk, folder: Path, store: Store) -> None:
    interview_id = desk.start("coach", ["maths"], 30, 2).interview_id
    list(desk.say(interview_id, "Two and two are four."))
    settings = load_settings()  # the folder is not named any more, so the built-in bank is asked
    services = Services(settings, bank_to_ask(settings))
    conductor = conductor_of(services, store)
    list(conductor.resume(interview_id))
    list(conductor.press(interview_id, "end"))
    record = conductor.record(interview_id)
    assert record.phase == "finished" and record.state.attempts[0].answer == "Two and two are four."
    turns = store.interviews.transcript(interview_id)
    assert any("Two and two are four." in turn.text for turn in turns)
    assert "Two and two are four." in to_markdown(build_report(record, turns, conductor.bank))


@pytest.mark.parametrize("command", [["plan"], ["bank", "stats"], ["interview"], ["regrade"], ["search", "x"]])
def test_a_command_over_a_folder_that_is_gone_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.setenv("VIVA_BANK", str(folder))
    shutil.rmtree(folder)
    assert run_with(command) == 2
    said = capsys.readouterr().err
    assert said.startswith("viva: ") and str(folder) in said and "Traceback" not in said
