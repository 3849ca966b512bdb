"""What the tab for drafts shows, without Gradio."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.errors import UsageError
from interviewer.web.bank.shown import ASKED, COMPLETE, EMPTY, ShownDraft, chosen_draft, shown_draft
from knowledge.authoring.approval.approval import DraftFile
from knowledge.schema import Bank

TEXT = "---\nid: dough-01\nsection: dough\nstatus: draft\n---\n\n## Question\n\nWhy <b>?</b> ![rise](rise.svg)\n"


@pytest.fixture
def draft(bank: Bank, tmp_path: Path) -> DraftFile:
    (tmp_path / "dough").mkdir()
    (tmp_path / "dough" / "rise.svg").write_text("<svg/>")
    path = tmp_path / "dough" / "dough-01.md"
    return DraftFile("dough-01", path, replace(bank["training-01"], id="dough-01", path=path, status="draft"))


def test_a_draft_shows_what_it_lacks_and_how_it_will_read(draft: DraftFile, tmp_path: Path) -> None:
    now = shown_draft(draft, [draft], TEXT, ["'criteria' is <missing>"], tmp_path)
    assert now.missing == "**Still missing**\n\n- 'criteria' is &lt;missing>"
    assert "Why &lt;b>?&lt;/b> ![rise](data:image/svg+xml;base64," in now.preview and "id: dough-01" not in now.preview
    assert (now.chosen, now.text) == ("dough-01", TEXT)
    assert now.choices == ((f"dough-01: {draft.question.short_title if draft.question else None}", "dough-01"),)
    assert shown_draft(draft, [draft], TEXT, [], tmp_path).missing == COMPLETE


def test_an_approved_question_is_marked_and_says_that_it_stays_complete(draft: DraftFile, tmp_path: Path) -> None:
    assert draft.question is not None
    asked = replace(draft, question=replace(draft.question, status="approved"))
    now = shown_draft(asked, [draft, asked], TEXT, [], tmp_path)
    assert now.approved and now.missing == ASKED
    assert [label.endswith("(approved)") for label, _ in now.choices] == [False, True]


def test_without_drafts_it_says_so() -> None:
    assert ShownDraft().missing == EMPTY and ShownDraft().chosen is None


@pytest.mark.parametrize("which", [None, "", "training-01", "../../etc/passwd"])
def test_only_a_draft_of_the_list_is_opened(draft: DraftFile, which: str | None) -> None:
    assert chosen_draft("dough-01", [draft]) is draft
    with pytest.raises(UsageError, match="choose a question from the list"):
        chosen_draft(which, [draft])
