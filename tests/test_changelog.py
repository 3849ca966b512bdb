"""The changelog's newest release is the version of the package."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
RELEASE = re.compile(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)$", re.MULTILINE)


def test_the_newest_release_is_the_version_of_the_package() -> None:
    releases = RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert releases[0][0] == project["version"]


def test_releases_are_in_order() -> None:
    releases = RELEASE.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    versions = [tuple(map(int, version.split("."))) for version, _ in releases]
    days = [date.fromisoformat(day) for _, day in releases]
    assert len(releases) > 1 and versions == sorted(versions, reverse=True) and days == sorted(days, reverse=True)
