"""``python -m checks.commit_message FILE``: a commit has a short subject and a body that says why. A pre-commit hook.

``--last N`` in place of the file checks the last N commits, for clones in which the hook is not installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

MOST = 71
"""The longest subject, in characters: ``git log`` and commit lists cut a subject off at 72."""
BODIES_SINCE = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
"""Commits made before this time are not asked for a body, and merges not for a short subject: a new message is a new commit."""
_MADE = re.compile(r"Revert \"|(?:fixup|squash|amend)! ")
"""Subjects that git writes by itself, at any length."""
_MERGE = "Merge "
"""How git begins the subject of a merge; it needs no body."""
_SCISSORS = "# ------------------------ >8 ------------------------"
_END, _FIELD = "\x1e", "\x1f"


def faults(message: str, needs_body: bool = True) -> list[str]:
    """What is wrong with a message; comment lines and everything below git's scissors line are ignored.

    Args:
        needs_body: Unless it is a merge, which needs none.
    """
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
    if needs_body and not subject.startswith(_MERGE) and not any(rest):
        found.append("the body is missing: say why the change is made; the diff says what")
    return found


def faults_of_last(count: int, root: Path) -> list[str]:
    """What is wrong with the messages of the last commits; nothing where there is no history.

    Args:
        root: Of the clone.
    """
    command = ["git", "log", f"-{count}", f"--format=%h %ct %p{_FIELD}%B{_END}"]
    log = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=20).stdout
    found = []
    for commit in log.split(_END):
        if not commit.strip():
            continue
        about, message = commit.strip().split(_FIELD, 1)
        name, made, *parents = about.split()
        merge, strict = len(parents) > 1, datetime.fromtimestamp(int(made), UTC) >= BODIES_SINCE
        if strict or not merge:
            found += [f"{name}: {fault}" for fault in faults(message, strict and not merge)]
    return found


def main() -> int:
    """Print what is wrong with the message in a file, or with the last commits; returns the exit code."""
    if sys.argv[1] == "--last":
        found = faults_of_last(int(sys.argv[2]), Path.cwd())
    else:
        found = faults(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if found:
        print(*found, sep="\n", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
