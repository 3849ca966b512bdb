"""``python -m checks.commit_message FILE``: a commit has a short subject and a body that says why. A pre-commit hook.

``--last N`` in place of the file checks the subjects of the last N commits, for clones in which the hook is not installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

MOST = 71
"""The longest subject, in characters: ``git log`` and commit lists cut a subject off at 72."""
MOST_COMMITTED = 72
"""The same for a commit that is already made: commit lists still show this much, and a new message would mean a new commit."""
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


def long_subjects(count: int, root: Path) -> list[str]:
    """The subjects that are too long among the last commits that are no merges; none where there is no history.

    Args:
        root: Of the clone.
    """
    command = ["git", "log", f"-{count}", "--no-merges", "--format=%h %s"]
    log = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=20).stdout
    commits = [line.partition(" ") for line in log.splitlines()]
    return [
        f"the subject of {name} has {len(subject)} characters, at most {MOST_COMMITTED} are shown: {subject!r}"
        for name, _, subject in commits
        if len(subject) > MOST_COMMITTED and not _MADE.match(subject)
    ]


def main() -> int:
    """Print what is wrong with the message in a file, or with the last commits; returns the exit code."""
    if sys.argv[1] == "--last":
        found = long_subjects(int(sys.argv[2]), Path.cwd())
    else:
        found = faults(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if found:
        print(*found, sep="\n", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
