"""``python -m checks.commit_message FILE``: a commit has a short subject and a body that says why. A pre-commit hook."""

from __future__ import annotations

import re
import sys
from pathlib import Path

MOST = 71
"""The longest subject, in characters: ``git log`` and commit lists cut a subject off at 72."""
_MADE = re.compile(r"Merge |Revert \"|(?:fixup|squash|amend)! ")
"""Subjects that git writes by itself."""
_SCISSORS = "# ------------------------ >8 ------------------------"


def faults(message: str) -> list[str]:
    """What is wrong with a message; comment lines and everything below git's scissors line are ignored."""
    lines = [line.rstrip() for line in message.split(_SCISSORS)[0].splitlines() if not line.startswith("#")]
    subject, *rest = "\n".join(lines).strip().splitlines() or [""]
    if not subject:
        return ["the commit has no subject"]
    if _MADE.match(subject):
        return []
    found = []
    if len(subject) > MOST:
        found.append(f"the subject has {len(subject)} characters, and at most {MOST} are shown: {subject!r}")
    if rest and rest[0]:
        found.append("leave an empty line between the subject and the body")
    if not any(rest):
        found.append("the body is missing: say why the change is made; the diff says what")
    return found


def main() -> int:
    """Print what is wrong with the message in a file; returns the exit code."""
    found = faults(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if found:
        print(*found, sep="\n", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
