"""Documents are as the results render them, and a marker that is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.results.documents import documents_below, rendered
from evals.results.ledger import ResultsLedger, read_ledger
from interviewer.errors import UsageError

ROOT = Path(__file__).parents[3]
DOCUMENT = "before\n<!-- results: grading -->\n| old |\n<!-- end of results -->\nafter\n"


def test_what_is_between_the_markers_is_rendered_and_nothing_else() -> None:
    text = rendered(DOCUMENT, ResultsLedger(), "a.md")
    assert text.startswith("before\n<!-- results: grading -->\nNot recorded yet: ") and "| old |" not in text
    assert text.endswith("\n<!-- end of results -->\nafter\n")
    assert rendered(text, ResultsLedger(), "a.md") == text
    assert rendered("no markers\n", ResultsLedger(), "a.md") == "no markers\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x\n<!-- results: grades -->\n<!-- end of results -->\n", "a.md:2: no table 'grades'; there are grading"),
        ("<!-- results: grading -->\n| a |\n", "a.md:1: the table 'grading' has no end"),
        ("<!-- results: grading -->\n<!-- results: bench -->\n<!-- end of results -->\n", "a.md:1: the table"),
    ],
)
def test_a_wrong_marker_is_named(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        rendered(text, ResultsLedger(), "a.md")


def test_documents_are_readme_and_docs(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("README.md", "docs/b.md", "docs/a.md", "docs/a.txt"):
        (tmp_path / name).write_text("")
    assert [str(path.relative_to(tmp_path)) for path in documents_below(tmp_path)] == [
        "README.md",
        "docs/a.md",
        "docs/b.md",
    ]


@pytest.mark.parametrize("path", documents_below(ROOT), ids=lambda path: path.name)
def test_every_table_is_as_the_results_give_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert rendered(text, read_ledger(ROOT / "docs" / "results.json"), path.name) == text, (
        "run 'python -m evals render'"
    )
