"""``python -m checks.weights FILE …``: weights are small and committed once per piece of work. A pre-commit hook.

They do not compress, and every version stays in the history: ten versions once made up most of the repository.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

MOST_BYTES = 12_500_000
"""The largest file of weights; the shipped adapter has 11.8 million bytes."""
MAIN = "main"


def faults(files: Sequence[Path], root: Path) -> Iterator[str]:
    """What is wrong with files of weights that are about to be committed.

    Args:
        root: The root of the clone.
    """
    for file in files:
        size = (root / file).stat().st_size if (root / file).is_file() else 0
        if size > MOST_BYTES:
            yield f"{file} has {size:,} bytes, and the limit is {MOST_BYTES:,}; store larger files elsewhere"
        if size and (earlier := _on_this_branch(file, root)):
            yield (
                f"{file} was already committed on this branch ({earlier}); weights are committed once per piece of work, "
                "so amend that commit, or commit them at the end"
            )


def _on_this_branch(file: Path, root: Path) -> str:
    """The last commit on this branch that changed a file; "" if none did, or if there is no main branch to compare with."""
    command = ["git", "log", "-1", "--format=%h", f"{MAIN}..HEAD", "--", str(file)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=20).stdout.strip()


def main() -> int:
    """Print what is wrong with the given files; returns the exit code."""
    found = list(faults([Path(name) for name in sys.argv[1:]], Path.cwd()))
    if found:
        print(*found, sep="\n", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
