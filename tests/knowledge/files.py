"""The smallest file that is a bank, for tests to change."""

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
    """Write a file of a bank; its path."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
