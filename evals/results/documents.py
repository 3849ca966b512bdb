"""Documents with rendered tables, which are between ``<!-- results: NAME -->`` and ``<!-- end of results -->``."""

from __future__ import annotations

import re
from pathlib import Path

from evals.results.ledger import ResultsLedger
from evals.results.render import TABLES
from interviewer.errors import UsageError

END = "<!-- end of results -->"
_BEGIN = re.compile(r"^<!-- results: (.*?) -->$")


def documents_below(root: Path) -> list[Path]:
    """README.md and docs/*.md in a folder, if they exist."""
    return [path for path in (root / "README.md", *sorted((root / "docs").glob("*.md"))) if path.is_file()]


def rendered(text: str, ledger: ResultsLedger, name: str) -> str:
    """The text of a document with its tables rendered from the results; everything else is left alone.

    Args:
        name: Name of the document, for error messages.

    Raises:
        UsageError: A table is unknown or has no end; the message says where.
    """
    out: list[str] = []
    begun: tuple[int, str] | None = None
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        bare = line.strip()
        if begun is None:
            out.append(line)
            if match := _BEGIN.match(bare):
                begun = number, match[1]
                if match[1] not in TABLES:
                    raise UsageError(f"{name}:{number}: no table {match[1]!r}; there are {', '.join(TABLES)}")
        elif bare == END:
            out += [TABLES[begun[1]](ledger).rstrip() + "\n", line]
            begun = None
        elif _BEGIN.match(bare):
            break
    if begun is not None:
        raise UsageError(f"{name}:{begun[0]}: the table {begun[1]!r} has no end; put a line {END!r} after it")
    return "".join(out)
