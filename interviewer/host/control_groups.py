"""The control groups of this process, by which Linux limits what containers and services can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

CGROUP = Path("/sys/fs/cgroup")
PROCESS = Path("/proc/self")


def group_folders(controller: str, cgroup: Path = CGROUP, process: Path = PROCESS) -> Iterator[tuple[int, Path]]:
    """The version and the folder of the process's group, and of every group around it: a limit on any of them holds.

    Args:
        controller: What is limited, such as ``cpu``.
        cgroup: Where control groups are mounted: of version 2, or of version 1 with a folder for each controller.
        process: The process's folder in ``/proc``, which says what groups it is in.
    """
    mounted = _mounted(process)
    for names, group in _groups(controller, process):
        if not names:  # version 2; if mounted next to version 1, it has its own folder and limits nothing
            yield from ((2, folder) for folder in _around(cgroup, group, mounted))
        elif controller in names.split(","):
            place = next((cgroup / name for name in (controller, names) if (cgroup / name).is_dir()), cgroup)
            yield from ((1, folder) for folder in _around(place, group, mounted))


def _groups(controller: str, process: Path) -> list[tuple[str, str]]:
    """The process's groups: the controllers ("" in version 2) and the path of each. The roots are always among them."""
    lines = [line.split(":", 2) for line in text_of(process / "cgroup").splitlines()]
    return [*((line[1], line[2]) for line in lines if len(line) == 3), ("", "/"), (controller, "/")]


def _mounted(process: Path) -> dict[str, str]:
    """Which group each place of control groups shows as its root: in a container often not the machine's."""
    fields = [line.split(" ") for line in text_of(process / "mountinfo").splitlines() if " - cgroup" in line]
    return {field[4]: field[3] for field in fields if len(field) > 4}


def _around(place: Path, group: str, mounted: Mapping[str, str]) -> Iterator[Path]:
    """The folder of a group below a place of groups, and the folders of the groups around it, up to that place."""
    inside, root = PurePosixPath(group), PurePosixPath(mounted.get(str(place), "/"))
    named = (inside.relative_to(root) if inside.is_relative_to(root) else inside).parts
    steps = [step for step in named if step not in {"/", ".."}]
    for count in range(len(steps), -1, -1):
        yield place.joinpath(*steps[:count])


def text_of(file: Path) -> str:
    """What such a file says; "" if it is not there or cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
