from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cli.main import run_with
from tests.interviewer.cli.terminal import stdin


def test_a_list_is_imported_reviewed_and_interviewed_from(
    light: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = tmp_path / "list.md", tmp_path / "own"
    source.write_text("A stray line.\n\n## Dough\n\n1. Why does dough rise?\n2. Compare batch norm and layer norm.\n")
    assert run_with(["bank", "import", str(source), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "2 parts: 2 written" in said and "line 1 belongs to no question: A stray line." in said
    assert "2 drafts wait for a person" in said
    assert run_with(["bank", "import", str(source), "--out", str(out), "--no-duplicates"]) == 0
    assert "0 written" in capsys.readouterr().out
    monkeypatch.setenv("VIVA_BANK", str(out))
    assert run_with(["bank", "import", str(source), "--out", str(tmp_path / "other")]) == 0
    assert "the built-in bank is asked" in capsys.readouterr().err
    assert run_with(["bank", "stats"]) == 2
    assert "holds only drafts" in capsys.readouterr().err
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


@pytest.mark.parametrize("arguments", [["import", "no.md", "--out", "x"], ["review", "nowhere"], ["import", "no.md"]])
def test_imports_that_cannot_be_are_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_with(["bank", *arguments]) == 2
    err = capsys.readouterr().err
    assert err.strip() and "Traceback" not in err
