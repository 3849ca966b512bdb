"""The smallest valid bank file, for tests to modify."""

from __future__ import annotations

from pathlib import Path

GOOD = """---
id: maths-01
section: maths
criteria:
  - id: sum
    claim: Says that it is four
---

## Question

What is two and two?

## Reference answer

Four.
"""


def write(folder: Path, text: str | bytes, name: str = "q.md") -> Path:
    """Write a bank file; returns its path."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
