"""``viva bank import`` and ``viva bank review``: from a list to questions that can be asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from interviewer.errors import UnavailableError
from interviewer.json_data import JsonObject
from interviewer.loading.services import Services
from interviewer.settings import load_settings
from knowledge.authoring.approval.approval import drafts
from tests.interviewer.cli.terminal import stdin
from tests.stand_ins import FakeChat

KEY: JsonObject = {"reference_answer": "Yeast makes gas.", "criteria": [{"claim": "Says that yeast makes gas"}]}


@pytest.mark.slow
def test_a_list_is_imported_reviewed_and_interviewed_from(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "list.md", tmp_path / "own"
    source.write_text("A stray line.\n\n## Dough\n\n1. Why does dough rise?\n2. Compare batch norm and layer norm.\n")
    assert run_with(["bank", "import", str(source), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "2 parts: 2 written" in said and "line 1 doesn't belong to any question: A stray line." in said
    assert "2 drafts are waiting for approval" in said
    assert run_with(["bank", "import", str(source), "--out", str(out), "--no-duplicates"]) == 0
    assert "0 written" in capsys.readouterr().out
    monkeypatch.setenv("VIVA_BANK", str(out))
    assert run_with(["bank", "import", str(source), "--out", str(tmp_path / "other")]) == 0
    assert "the built-in bank is asked" in capsys.readouterr().err
    assert run_with(["bank", "stats"]) == 2
    assert "has only drafts" in capsys.readouterr().err
    assert run_with(["bank", "review", str(out), "--approve", "dough-01"]) == 1
    assert "'criteria' is missing" in capsys.readouterr().err
    path = out / "dough" / "dough-01.md"
    front = "status: draft\ncriteria:\n  - id: gas\n    claim: Says that yeast makes gas\n"
    path.write_text(path.read_text().replace("status: draft\n", front) + "\n## Reference answer\n\nYeast makes gas.\n")
    assert run_with(["bank", "review", str(out), "--approve", "dough-01", "--approve", "dough-99"]) == 2
    assert "no draft dough-99" in capsys.readouterr().err
    stdin(monkeypatch, b"x\na\ns\n")  # an unknown letter asks again, then approve the first and skip the second
    assert run_with(["bank", "review", str(out)]) == 0
    assert "dough-01 is approved" in capsys.readouterr().out
    assert run_with(["bank", "list"]) == 0
    assert "dough-01" in capsys.readouterr().out
    assert run_with(["bank", "validate", str(out), "--quick"]) == 0


def test_what_could_have_been_a_question_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "list.md"
    below = "### Why does it matter?\n\nIt does.\n"
    asked = "".join(f"## Why is salt {n} in it?\n\nTaste.\n\n{below}\n" for n in range(20))
    source.write_text(asked + "".join(f"## Malt house {n}\n\n" for n in range(10)) + "## What is rye?\n\nA grain.\n")
    assert run_with(["bank", "import", str(source), "--out", str(tmp_path / "own"), "--no-duplicates"]) == 0
    said = capsys.readouterr().out
    assert "line 161 (## Malt house 0): taken for a title, not for a question\n" in said
    assert "… and 2 more that are the same\n" in said
    assert "line 5 (Why does it matter?): looks like a question, but is part of an answer\n" in said


def test_the_help_names_every_kind_of_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["bank", "import", "--help"]) == 0
    said = capsys.readouterr().out
    assert all(kind in said for kind in (".md", ".txt", ".csv")) and "FILE.md" not in said


@pytest.mark.parametrize("arguments", [["import", "no.md", "--out", "x"], ["review", "nowhere"], ["import", "no.md"]])
def test_imports_that_cannot_be_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["bank", *arguments]) == 2
    err = capsys.readouterr().err
    assert err.strip() and "Traceback" not in err


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    source = tmp_path / "list.md"
    source.write_text("## Dough\n\n1. Why does dough rise?\n2. What is gluten?\n3. Why salt?\n")
    return source


def drafting_with(chat: FakeChat, monkeypatch: pytest.MonkeyPatch) -> None:
    def load_chat(self: Services) -> str:
        self._chat, self._chat_ready = chat, True
        return "fake"

    monkeypatch.setattr(Services, "_load_chat", load_chat)


def test_drafts_are_written_and_what_does_not_fit_is_named(
    light: None,
    questions: Path,
    tmp_path: Path,
    fake_chat: Callable[..., FakeChat],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chat = fake_chat(KEY, {"reference_answer": "x", "criteria": "none"}, {"reference_answer": " ", "criteria": []})
    drafting_with(chat, monkeypatch)
    out = tmp_path / "bank"
    assert run_with(["bank", "import", str(questions), "--out", str(out), "--draft", "--no-duplicates"]) == 0
    said = capsys.readouterr()
    assert "not drafted: dough-02: fake replied with JSON of the wrong shape" in said.err
    assert "not drafted: dough-03: the reply has no reference answer" in said.err
    assert "3 drafts are waiting for approval" in said.out
    first, second, third = drafts(out)
    assert first.reference == "Yeast makes gas." and first.criteria[0].id == "that-yeast-makes-1"
    assert not second.reference and not third.criteria
    assert "Why does dough rise?" in chat.asked[0][1]


def test_a_model_that_cannot_be_reached_ends_drafting_with_code_3(
    light: None,
    questions: Path,
    tmp_path: Path,
    fake_chat: Callable[..., FakeChat],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drafting_with(fake_chat(UnavailableError("the endpoint is away")), monkeypatch)
    out = tmp_path / "bank"
    assert run_with(["bank", "import", str(questions), "--out", str(out), "--draft", "--no-duplicates"]) == 3
    assert "the endpoint is away" in capsys.readouterr().err
    assert len(drafts(out)) == 3


def test_drafting_without_a_model_says_so(
    light: None, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "bank"
    assert run_with(["bank", "import", str(questions), "--out", str(out), "--draft", "--no-duplicates"]) == 3
    assert "set to off" in capsys.readouterr().err


def test_an_import_says_its_shape_and_first_questions(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "list.md", tmp_path / "own"
    text = (
        "# Bread\n\n### 1. Why does yest rise?\n\nGas.\n\n### 2. Why salt?\n\n### 3. Why water?\n\n### 4. Why salt?\n"
    )
    source.write_text(text)
    assert run_with(["bank", "import", str(source), "--out", str(out), "--no-duplicates"]) == 0
    said = capsys.readouterr().out
    assert "read as headings of level 3: 4 questions, 1 with an answer" in said
    assert "  3: Why does yest rise\n  7: Why salt\n  9: Why water\n4 parts" in said
    assert "bread-04: says the same as bread-02" in said
    source.write_text(text.replace("yest", "yeast"))
    assert run_with(["bank", "import", str(source), "--out", str(out), "--no-duplicates"]) == 0
    assert (
        "bread-01: reworded in the list; it keeps its id, and its file has the new wording" in capsys.readouterr().out
    )
    source.write_text("1. Thanks to all our readers.\n2. Fork the repository first.\n")
    assert run_with(["bank", "import", str(source), "--out", str(out)]) == 2
    assert "line 1 is numbered but asks nothing" in capsys.readouterr().err


def test_review_goes_through_the_bank_that_the_page_has_unless_told_otherwise(
    light: None, questions: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run_with(["bank", "review"]) == 2
    assert "you have no bank of your own yet" in capsys.readouterr().err
    own = load_settings().own_bank
    assert run_with(["bank", "import", str(questions), "--out", str(own), "--no-duplicates"]) == 0
    stdin(monkeypatch, b"q\n")
    assert run_with(["bank", "review"]) == 0
    assert "dough-01" in capsys.readouterr().out
    assert run_with(["bank", "review", "--approve", "dough-01"]) == 1
    assert "'criteria' is missing" in capsys.readouterr().err
    monkeypatch.setenv("VIVA_BANK", str(tmp_path / "named"))
    assert run_with(["bank", "review"]) == 2
    assert "named" in capsys.readouterr().err


HOSTILE = "\x1b]0;pwned\x07\x1b[31m\x1b[2J\u202e\u200b"


def test_a_hostile_list_controls_no_terminal_and_leaves_nothing_in_the_files(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "list.md", tmp_path / "own"
    text = (
        f"Stray{HOSTILE} words.\n\n## Do{HOSTILE}ugh\n\n1. Why does{HOSTILE} dough rise? ![x{HOSTILE}](a{HOSTILE}.png)\n"
        f"   **Answer:** Ga{HOSTILE}s.\n2. Wh{HOSTILE}y salt?\n3. Why salt?\n"
    )
    source.write_text(text, encoding="utf-8")
    assert run_with(["bank", "import", str(source), "--out", str(out), "--no-duplicates"]) == 0
    stdin(monkeypatch, b"s\nq\n")
    assert run_with(["bank", "review", str(out)]) == 0
    table = tmp_path / "list.csv"
    table.write_text(f"question,answer\nWhat{HOSTILE} is rye?,A gra{HOSTILE}in.\n", encoding="utf-8")
    assert run_with(["bank", "import", str(table), "--out", str(tmp_path / "csv"), "--no-duplicates"]) == 0
    said = capsys.readouterr()
    assert "line 1 doesn't belong to any question: Stray words." in said.out and "dough-03: says the same" in said.out
    written = [
        path.read_text(encoding="utf-8") for path in (*out.rglob("*"), *(tmp_path / "csv").rglob("*")) if path.is_file()
    ]
    for shown in (said.out, said.err, *written):
        assert not set(shown) & set("\x1b\x07\u202e\u200b")
    assert any("Gas." in text for text in written) and any("What is rye?" in text for text in written)


def test_a_hostile_bank_controls_no_terminal(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        f'---\nid: dough-01\nsection: dough\ntitle: "Why\\e[2J\\u202e [/b] salt"\nstatus: draft\n---\n\n'
        f"## Question\n\nWhy{HOSTILE} salt&#x202e;?\n\n## Reference answer\n\nTas{HOSTILE}te.\n"
    )
    (tmp_path / "dough-01.md").write_text(text, encoding="utf-8")
    stdin(monkeypatch, b"a\nq\n")
    assert run_with(["bank", "review", str(tmp_path)]) == 0
    criteria = "criteria:\n  - id: taste\n    claim: Says\x1b[2J that it tastes\n"
    (tmp_path / "dough-01.md").write_text(text.replace("status: draft\n", criteria), encoding="utf-8")
    monkeypatch.setenv("VIVA_BANK", str(tmp_path))
    assert run_with(["bank", "list"]) == 0
    assert run_with(["bank", "show", "dough-01"]) == 0
    said = capsys.readouterr()
    assert "Taste." in said.out and "[/b] salt" in said.out
    assert not set(said.out + said.err) & set("\x1b\x07\u202e\u200b")


def test_a_corrected_answer_is_taken_or_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], light: None) -> None:
    source, out = tmp_path / "list.md", tmp_path / "own"
    source.write_text("## Dough\n\n### 1. Why salt?\n\nTast.\n\n### 2. Why rye?\n\nDens.\n")
    assert run_with(["bank", "import", str(source), "--out", str(out), "--no-duplicates"]) == 0
    mine = out / "dough" / "dough-02.md"
    mine.write_text(mine.read_text().replace("Dens.", "Mine."))
    source.write_text(source.read_text().replace("Tast.", "Taste.").replace("Dens.", "Dense."))
    assert run_with(["bank", "import", str(source), "--out", str(out), "--no-duplicates"]) == 0
    said = capsys.readouterr().out
    assert "dough-01: its answer changed in the list; its file has the new one" in said
    assert "dough-02: its answer changed in the list; its file keeps the old one" in said
