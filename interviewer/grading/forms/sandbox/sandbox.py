"""Where a candidate's code runs: a child process with tight limits that bubblewrap isolates from the machine."""

from __future__ import annotations

import functools
import os
import shutil
import site
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

Walls = Literal["bubblewrap", "limits"]
"""``limits`` isolates neither the file system nor the network: it is only for people running their own code."""
INSIDE = Path(__file__).parent / "inside"
_PACKAGE = "interviewer/grading/forms/sandbox/inside"
_ROOT = INSIDE.parents[_PACKAGE.count("/")]
_START = (
    "import sys; sys.path[:0] = {paths!r}; from interviewer.grading.forms.sandbox.inside.runner import main; main()"
)
_PROBE_SECONDS = 10.0
"""How long a try of bubblewrap can take. By hand."""


@dataclass(frozen=True)
class SandboxLimits:
    """What one run can use. Such an answer needs a few milliseconds and megabytes.

    Attributes:
        cpu_seconds: Processor time of the process; ends endless loops on an idle machine.
        wall_seconds: Time from the start to the last result.
        call_seconds: Time for one call of the candidate's functions.
        memory_bytes: Address space; Python with NumPy takes about 300 MB of it.
        file_bytes: The largest file that can be written; all files are removed afterwards.
        output_bytes: How much can be printed before the run is ended.
    """

    cpu_seconds: int = 4
    wall_seconds: float = 20.0
    call_seconds: float = 4.0
    memory_bytes: int = 1 << 30
    file_bytes: int = 1 << 20
    output_bytes: int = 1 << 20


class NoSandboxError(Exception):
    """There is no sandbox on this machine, and its owner has not agreed to run code without one."""


@dataclass(frozen=True)
class Sandbox:
    """A way to run code on this machine.

    Attributes:
        walls: What isolates the code from the machine.
    """

    walls: Walls
    limits: SandboxLimits = SandboxLimits()

    def start(self) -> tuple[subprocess.Popen[bytes], tempfile.TemporaryDirectory[str] | None]:
        """A new process that waits for requests, and its own folder if bubblewrap does not make one.

        Raises:
            NoSandboxError: The process cannot be started.
        """
        folder = None if self.walls == "bubblewrap" else tempfile.TemporaryDirectory(prefix="viva-run-")
        command = self.command()
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(),
                cwd=folder.name if folder else "/",
                start_new_session=True,
                bufsize=0,
            )
        except OSError as error:
            raise NoSandboxError(f"the sandbox does not start: {command[0]}: {error.strerror}") from error
        return process, folder

    def command(self) -> list[str]:
        """The command line of the process."""
        limits = [str(n) for n in (self.limits.cpu_seconds, self.limits.memory_bytes, self.limits.file_bytes)]
        if self.walls == "limits":
            paths = [str(_ROOT), str(Path(np.__file__).parents[1])]
            return [_interpreter(), "-I", "-S", "-B", "-c", _START.format(paths=paths), *limits]
        inner = [_interpreter(), "-I", "-S", "-B", "-c", _START.format(paths=["/viva", "/viva/site"]), *limits]
        return [*walls_of_bubblewrap(), "--", *inner]


def environment() -> dict[str, str]:
    """The environment variables of the process: NumPy uses one thread, since no more can be created."""
    return {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}


def walls_of_bubblewrap() -> list[str]:
    """Bubblewrap's options: read access to Python and NumPy, write access to an empty folder, and nothing else."""
    program = shutil.which("bwrap") or "bwrap"
    options = [program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"]
    for name, value in environment().items():
        options += ["--setenv", name, value]
    bound = [p for p in (Path("/usr"), Path(sys.base_prefix)) if p.is_dir()]
    for path in bound:
        options += ["--ro-bind", str(path), str(path)]
    for name in ("/lib", "/lib64", "/lib32", "/bin"):
        path = Path(name)
        if path.is_symlink():
            options += ["--symlink", str(path.readlink()), name]
        elif path.is_dir():
            options += ["--ro-bind", name, name]
    options += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
    # system-wide packages may contain the bank and its reference answers
    hidden = [p for p in sorted(_packages()) if any(p.is_relative_to(root) for root in bound) and p.is_dir()]
    for path in hidden:
        options += ["--tmpfs", str(path)]
    numpy = Path(np.__file__).parent
    for path in (numpy, numpy.with_name("numpy.libs")):
        options += ["--ro-bind-try", str(path), f"/viva/site/{path.name}"]
    options += ["--ro-bind", str(INSIDE), f"/viva/{_PACKAGE}"]
    # no /proc: it names the paths of this machine, in the mounts and in the command line of the first process
    options += ["--dev", "/dev", "--size", str(16 << 20), "--tmpfs", "/tmp", "--chdir", "/tmp"]
    # a tmpfs has no size limit by default, and its contents do not count as memory of the process
    for name in ("/dev", *map(str, hidden), "/"):
        options += ["--remount-ro", name]
    return options


def find_sandbox(consent: bool, limits: SandboxLimits | None = None) -> Sandbox:
    """The best sandbox on this machine.

    Args:
        consent: Whether the owner of the machine allows code to run with limits only, if there is no bubblewrap.

    Raises:
        NoSandboxError: There is no working bubblewrap, and no consent; the message says what to do.
    """
    fault = bubblewrap_fault()
    if not fault:
        return Sandbox("bubblewrap", limits or SandboxLimits())
    if consent:
        return Sandbox("limits", limits or SandboxLimits())
    raise NoSandboxError(
        f"code is not run on this machine: {fault}; install bubblewrap, or set VIVA_RUN_CODE=unconfined if only you use"
        " this machine and you trust the code"
    )


@functools.cache
def bubblewrap_fault() -> str:
    """Why bubblewrap cannot be used here, "" if it can; checked only once."""
    program = shutil.which("bwrap")
    if sys.platform != "linux" or program is None:
        return "there is no bubblewrap"
    command = [*walls_of_bubblewrap(), "--", _interpreter(), "-I", "-S", "-c", "print('ready')"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PROBE_SECONDS, check=False, env=environment())
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap does not work ({error})"
    if done.stdout.strip() == b"ready":
        return ""
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return f"bubblewrap does not work ({said[-1] if said else 'it said nothing'})"


def _interpreter() -> str:
    return os.path.realpath(sys.executable)


def _packages() -> set[Path]:
    """Folders of installed packages, and the folder of this program itself."""
    names = {*sysconfig.get_paths().values(), *site.getsitepackages()}
    found = {Path(p) for p in names if Path(p).name in {"site-packages", "dist-packages"}}
    base = Path(sys.base_prefix) / "lib"
    found |= {p for n in ("site-packages", "dist-packages") for p in base.glob(f"python3*/{n}")}
    found |= {Path("/usr/lib/python3/dist-packages"), _ROOT}
    return found | set(Path("/usr/local/lib").glob("python3*/*-packages"))
