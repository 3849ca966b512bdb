"""``--record``: puts a result's headline numbers into the table of results by commit, ``docs/results.md``."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evals.results.against import at
from interviewer.errors import UsageError

TABLE = Path(__file__).parents[2] / "docs" / "results.md"
COLUMNS = {
    "QWK": "qwk",
    "pairs in order": "pair_order",
    "F1 met or not": "criteria.macro_f1_met_or_not",
    "F1 three verdicts": "criteria.macro_f1",
    "macro-F1": "macro_f1",
    "ECE": "calibration.ece",
    "flips": "flipped_to_met",
    "recall at 5": "both.recall_at_5",
    "leaks": "leaks",
    "aim": "aim.value",
}
HEAD = (
    "# Results by commit\n\nA line is added by `python -m evals SUITE --record`; intervals are 95 %, by bootstrap over questions.\n\n"
    f"| commit | date | suite | {' | '.join(COLUMNS)} |\n|{'---|' * (3 + len(COLUMNS))}\n"
)


def record(result: Mapping[str, Any], note: str = "", table: Path = TABLE) -> str:
    """Add a line to the table and return it.

    Args:
        note: What the suite was run on or with, such as ``test, --no-witness``.

    Raises:
        UsageError: The result holds none of the numbers of the table.
    """
    cells = [_cell(at(result, path)) for path in COLUMNS.values()]
    if not any(cells):
        raise UsageError(f"{result.get('suite')} has no headline numbers to record")
    suite = f"{result.get('suite')} ({note})" if note else str(result.get("suite"))
    line = f"| {commit()} | {date.today():%Y-%m-%d} | {suite} | {' | '.join(cells)} |\n"
    if not table.exists():
        table.write_text(HEAD, encoding="utf-8")
    with table.open("a", encoding="utf-8") as file:
        file.write(line)
    return line


def commit() -> str:
    """The commit of the working tree, with a ``+`` where files differ from it; ``?`` outside a repository."""
    try:
        head = _git("rev-parse", "--short", "HEAD")
        return head + ("+" if _git("status", "--porcelain", "--untracked-files=no", "--", ":!/docs/results.md") else "")
    except (OSError, subprocess.CalledProcessError):
        return "?"


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=Path(__file__).parent, check=True, capture_output=True, text=True, timeout=20
    ).stdout.strip()


def _cell(value: Any) -> str:
    if isinstance(value, Mapping) and "value" in value:
        return (
            f"{value['value']:.3f} [{value['low']:.3f}, {value['high']:.3f}]"
            if "low" in value
            else _cell(value["value"])
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}"
