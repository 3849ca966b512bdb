"""``python -m checks.licences``: checks the licence of every installed run-time dependency against ``licences.toml``."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from checks.expression import allows, is_expression

ROOT = Path(__file__).parents[1]
RULES = Path(__file__).with_name("licences.toml")
_SAYS_NOTHING = frozenset({"OSI Approved", "DFSG approved"})
Find = Callable[[str], Distribution]


@dataclass(frozen=True)
class Rules:
    """Which licences are allowed.

    Attributes:
        allowed: SPDX names of licences that any package may have.
        packages: An extra licence that is allowed for one package, by the package's name.
        names: SPDX expressions by the names that older metadata uses.
        unnamed: The licence of a package whose metadata names none, as the files in it say.
    """

    allowed: frozenset[str]
    packages: Mapping[str, str]
    names: Mapping[str, str]
    unnamed: Mapping[str, str] = field(default_factory=dict)


def load_rules(path: Path = RULES) -> Rules:
    """The rules in a file."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    packages = {_plain(name): str(entry["licence"]) for name, entry in given["packages"].items()}
    unnamed = {_plain(name): str(licence) for name, licence in given["unnamed"].items()}
    return Rules(frozenset(given["allowed"]), packages, given["names"], unnamed)


def run_time(requirements: Sequence[str], find: Find = distribution) -> Iterator[Distribution]:
    """The installed packages that these requirements pull in, each once; packages that are not installed are left out."""
    waiting = [(Requirement(line), "") for line in requirements]
    seen: set[tuple[str, str]] = set()
    given: set[str] = set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        try:
            found = find(requirement.name)
        except PackageNotFoundError:
            continue
        name = _plain(requirement.name)
        if name not in given:
            given.add(name)
            yield found
        for wanted in {"", *requirement.extras} - {e for n, e in seen if n == name}:
            seen.add((name, wanted))
            waiting += [(Requirement(line), wanted) for line in found.requires or ()]


def licence_of(package: Distribution, rules: Rules) -> str:
    """A package's licence as an SPDX expression, read from its metadata; "" if the metadata is not clear."""
    about = package.metadata
    if expression := _field(package, "License-Expression"):
        return expression
    named = [
        line.removeprefix("License :: ") for line in about.get_all("Classifier") or () if line.startswith("License :: ")
    ]
    named = [line.removeprefix("OSI Approved :: ") for line in named if line not in _SAYS_NOTHING]
    # the field may hold the whole text of the licence; then only its classifiers name it
    own = _field(package, "License")
    said = [*([] if own in {"", "UNKNOWN"} or (named and "\n" in own) else [own.split("\n")[0].strip()]), *named]
    if not said:
        return rules.unnamed.get(_plain(about["Name"]), "")
    known = [rules.names.get(name, name) for name in said]
    # the field and the classifiers may differ; then all of them have to be allowed
    return " AND ".join(dict.fromkeys(_bracketed(name) for name in known)) if all(map(is_expression, known)) else ""


def fault_of(package: Distribution, rules: Rules) -> str:
    """Why a package is refused, in one line that names it; "" if it is allowed."""
    name, licence = package.metadata["Name"], licence_of(package, rules)
    let_in = rules.packages.get(_plain(name))
    if not is_expression(licence):
        return f"licences: {name} {package.version}: its metadata names no known licence; see {RULES.name}"
    if licence == let_in or allows(licence, rules.allowed):
        return ""
    return f"licences: {name} {package.version}: {licence} is not allowed; do without it, or allow it in {RULES.name}"


def requirements_of(project: Path) -> list[str]:
    """The run-time requirements of a project, with all its extras."""
    about = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    return [
        *about["dependencies"],
        *(line for extra in about.get("optional-dependencies", {}).values() for line in extra),
    ]


def main() -> int:
    """Print what is refused; returns the exit code."""
    rules = load_rules()
    packages = list(run_time(requirements_of(ROOT / "pyproject.toml")))
    if not packages:
        print("licences: none of the dependencies is installed; run 'make install'", file=sys.stderr)
        return 1
    faults = sorted(fault for package in packages if (fault := fault_of(package, rules)))
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    print(f"licences: {len(packages)} packages, all allowed")
    return 0


def _field(package: Distribution, name: str) -> str:
    return str((package.metadata.get_all(name) or [""])[0]).strip()


def _bracketed(expression: str) -> str:
    return f"({expression})" if " OR " in expression else expression


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
