"""``python -m checks.vulnerabilities``: asks pip-audit for known vulnerabilities in the locked packages.

Without a network it cannot ask. It says so, and that does not count as a failure.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.split_lock import GPU, REST, TORCH
from knowledge.children import PYTHON

ROOT = Path(__file__).parents[1]
_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)(?:\s*;\s*([^\\]+))?", re.MULTILINE)
_AWAY = re.compile(
    r"(ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|ChunkedEncodingError|HTTPError: 5\d\d)\b|Could not connect to"
)
"""What pip-audit's traceback contains if the service could not be reached, or answered with a server error."""


@dataclass(frozen=True)
class Outcome:
    """What to print, and the exit code: 0 if none are known or nothing was checked, 1 if some are known, 2 if the check failed.

    Attributes:
        checked: Whether an index answered.
    """

    lines: tuple[str, ...]
    code: int
    checked: bool = True


Run = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


def pins(locks: str) -> list[str]:
    """``name==version`` of every package that the locks name."""
    return sorted({f"{name.lower()}=={version}" for name, version, _ in _PIN.findall(locks)})


def read(result: subprocess.CompletedProcess[str], asked: int) -> Outcome:
    """Interprets pip-audit's output.

    Args:
        asked: The number of packages it was asked about.
    """
    try:
        packages = json.loads(result.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (result.stderr.strip().splitlines() or ["it said nothing"])[-1]
        if _AWAY.search(result.stderr):
            return Outcome(
                (f"vulnerabilities: {_packages(asked)} not checked, no network (PyPI did not answer)",), 0, False
            )
        hint = "; run 'make install'" if "No module named" in last else ""
        return Outcome((f"vulnerabilities: pip-audit failed: {last[:300]}{hint}",), 2)
    known = [package for package in packages if "vulns" in package]
    if not known:
        line = f"vulnerabilities: not checked, the index that answered has none of {_packages(asked)}"
        return Outcome((line,), 0, False)
    bad = [
        f"vulnerabilities: {package['name']} {package['version']}: {each['id']}, {_mended(each.get('fix_versions', []))}"
        for package in known
        for each in package["vulns"]
    ]
    if bad:
        return Outcome(tuple(bad), 1)
    left = f"; {asked - len(known)} are not on PyPI" if len(known) < asked else ""
    return Outcome((f"vulnerabilities: none known in {_packages(len(known))}{left}",), 0)


def check(locks: Sequence[Path], run: Run) -> Outcome:
    """Ask about every package of some lock files.

    Args:
        run: Runs pip-audit with these arguments.
    """
    asked = pins("\n".join(lock.read_text(encoding="utf-8") for lock in locks))
    if not asked:
        return Outcome((f"vulnerabilities: {', '.join(map(str, locks))}: no packages there; run 'make lock'",), 2)
    with tempfile.TemporaryDirectory() as folder:
        # no markers and no hashes: this also asks about packages for other platforms, and nothing has to be resolved
        groups = _one_version_each(asked)
        results = []
        for number, group in enumerate(groups):
            listed = Path(folder) / f"{number}.txt"
            listed.write_text("\n".join(group) + "\n", encoding="utf-8")
            arguments = ["-r", str(listed), "--no-deps", "--disable-pip", "-f", "json", "--progress-spinner", "off"]
            try:
                results.append(read(run(arguments), len(group)))
            except subprocess.TimeoutExpired as error:
                line = f"vulnerabilities: pip-audit did not finish within {error.timeout:.0f} s; try again"
                results.append(Outcome((line,), 2, False))
    return _together(results)


def _together(results: Sequence[Outcome]) -> Outcome:
    """Several outcomes as one: failures first, then what was not checked. Clean lists are reported only if nothing failed."""
    code = max(each.code for each in results)
    ordered = sorted(results, key=lambda each: (-each.code, each.checked))
    told = [line for each in ordered if each.code or not each.checked or not code for line in each.lines]
    return Outcome(tuple(dict.fromkeys(told)), code, all(each.checked for each in results))


def run_pip_audit(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run the installed pip-audit.

    Raises:
        subprocess.TimeoutExpired: It took more than 15 minutes.
    """
    command = [*PYTHON, "-m", "pip_audit", "--timeout", "10", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)


def _one_version_each(asked: Sequence[str]) -> list[list[str]]:
    """The pins, split into lists that name no package twice: the lock may have another version for another platform."""
    groups: list[dict[str, str]] = []
    for pin in asked:
        name = pin.split("==")[0]
        for group in groups:
            if name not in group:
                group[name] = pin
                break
        else:
            groups.append({name: pin})
    return [list(group.values()) for group in groups]


def _packages(count: int) -> str:
    return f"{count} package{'' if count == 1 else 's'}"


def _mended(versions: Sequence[str]) -> str:
    return f"fixed in {' and '.join(versions)}; run 'make lock'" if versions else "not fixed yet"


def main() -> int:
    """Print what is known; returns the exit code."""
    outcome = check([ROOT / name for name in (TORCH, REST, GPU)], run_pip_audit)
    print(*outcome.lines, sep="\n", file=sys.stderr if outcome.code else sys.stdout)
    return outcome.code


if __name__ == "__main__":
    sys.exit(main())
