"""``python -m checks.split_lock ALL``: splits a resolved lock of everything into the three that ``make install`` reads.

torch comes in builds with and without NVIDIA's packages, which are gigabytes. So it has a lock of its own, these packages have another,
and the second one is installed only if the build of torch asks for them. Every file that is installed is checked by its hash.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import requires
from pathlib import Path

TORCH, GPU, REST = "torch.lock", "gpu.lock", "requirements.lock"
HEADS = {
    TORCH: "# The builds of torch on PyPI; torch-cpu.lock is tried first.\n",
    GPU: "# What torch's builds for NVIDIA cards need on Linux. Installed only with such a build.\n",
    REST: "",
}
_GPU = re.compile(r"(?:cuda|nvidia|triton)\b")
_TORCH = re.compile(r"torch==")


def split(lock: str) -> dict[str, str]:
    """The texts of the three locks, by file name.

    Raises:
        ValueError: The lock has no torch.
    """
    out = dict(HEADS)
    for entry in re.split(r"(?m)^(?=\S)", lock):
        out[TORCH if _TORCH.match(entry) else GPU if _GPU.match(entry) else REST] += entry
    if out[TORCH] == HEADS[TORCH]:
        raise ValueError("the lock has no torch")
    return out


def needs_gpu_packages() -> bool:
    """Whether the build of torch that is installed asks for NVIDIA's packages."""
    return any(_GPU.match(line) for line in requires("torch") or ())


def main(arguments: list[str]) -> int:
    """Write the three locks into the current folder."""
    try:
        texts = split(Path(arguments[0]).read_text(encoding="utf-8"))
    except (OSError, ValueError, IndexError) as exc:
        print(f"could not split the lock: {exc}", file=sys.stderr)
        return 2
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
