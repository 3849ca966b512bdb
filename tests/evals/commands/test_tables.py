"""``evals render``: tables are brought up to date, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.__main__ import main


def test_tables_are_checked_and_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "results.json").write_text("{}")
    page = tmp_path / "docs" / "page.md"
    page.write_text("# Page\n<!-- results: bench -->\n<!-- end of results -->\n")
    monkeypatch.chdir(tmp_path)
    before = page.read_text()
    assert main(["render", "--check"]) == 1
    assert "docs/page.md differ" in capsys.readouterr().err and page.read_text() == before
    assert main(["render"]) == 0
    assert "Not recorded yet: `python -m evals bench --record`." in page.read_text()
    assert main(["render", "--check"]) == 0
    assert main(["render", "docs/none.md"]) == 2
    assert "docs/none.md cannot be read" in capsys.readouterr().err
