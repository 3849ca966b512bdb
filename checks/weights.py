"""``python -m checks.weights FILE …``: weights are small and committed once per piece of work. A pre-commit hook.

They do not compress, and every version stays in the history: ten versions once made up most of the repository.

A piece of work is a branch. On main it is a release, and without tags the last one is the last commit that wrote or changed a
released heading of ``CHANGELOG.md``, such as ``## 0.2.0 (2026-11-27)``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

MOST_BYTES = 12_500_000
"""The largest file of weights; the shipped adapter has 11.8 million bytes."""
MAIN = "main"
CHANGELOG = "CHANGELOG.md"
RELEASED = r"^## [0-9]+\.[0-9]+\.[0-9]+ "
"""A heading of a released version in the changelog, as git reads patterns."""


def faults(files: Sequence[Path], root: Path) -> Iterator[str]:
    """What is wrong with files of weights that are about to be committed.

    Args:
        root: The root of the clone.
    """
    for file in files:
        size = (root / file).stat().st_size if (root / file).is_file() else 0
        if size > MOST_BYTES:
            yield f"{file} has {size:,} bytes, and the limit is {MOST_BYTES:,}; store larger files elsewhere"
        if size:
            yield from _again(file, root)


def _again(file: Path, root: Path) -> Iterator[str]:
    """Whether this piece of work has committed a file before; nothing if there is no main branch or no release to start from."""
    on_main = _git(root, "symbolic-ref", "--short", "HEAD") == MAIN
    start = _git(root, "log", "-1", "--format=%h", "-G", RELEASED, "--", CHANGELOG) if on_main else MAIN
    earlier = _git(root, "log", "-1", "--format=%h", f"{start}..HEAD", "--", str(file)) if start else ""
    if earlier and on_main:
        yield (
            f"{file} was already committed since the last release ({earlier}); weights are committed once per release, "
            f"so release that first, with a section of its own in {CHANGELOG}"
        )
    elif earlier:
        yield (
            f"{file} was already committed on this branch ({earlier}); weights are committed once per piece of work, "
            "so amend that commit, or commit them at the end"
        )


def _git(root: Path, *words: str) -> str:
    """What git prints; "" where it fails."""
    command = ["git", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=20).stdout.strip()


def main() -> int:
    """Print what is wrong with the given files; returns the exit code."""
    found = list(faults([Path(name) for name in sys.argv[1:]], Path.cwd()))
    if found:
        print(*found, sep="\n", file=sys.stderr)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
