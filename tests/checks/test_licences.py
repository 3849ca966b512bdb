"""Licences are read from old and new metadata, and an unknown or copyleft one is reported."""

from __future__ import annotations

from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

from checks.licences import Rules, fault_of, licence_of, load_rules, main, requirements_of, run_time

ROOT = Path(__file__).parents[2]
RULES = load_rules()


class Package(Distribution):
    """A package that says only what a test has it say."""

    def __init__(self, name: str, *requires: str, **fields: str | list[str]) -> None:
        self._about = Message()
        self._about["Name"], self._about["Version"] = name, "1.0"
        for field, value in fields.items():
            for each in [value] if isinstance(value, str) else value:
                self._about[field.replace("_", "-")] = each
        for line in requires:
            self._about["Requires-Dist"] = line

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        return self._about

    @property
    def requires(self) -> list[str] | None:
        return self._about.get_all("Requires-Dist")

    def read_text(self, filename: str) -> str | None:
        return None

    def locate_file(self, path: object) -> Path:
        raise FileNotFoundError(path)


def osi(name: str) -> str:
    return f"License :: OSI Approved :: {name}"


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License_Expression": "MIT AND PSF-2.0"}, "MIT AND PSF-2.0"),
        ({"License_Expression": "MIT", "License": "GPL"}, "MIT"),
        ({"License": "Apache 2.0 License"}, "Apache-2.0"),
        ({"License": "UNKNOWN", "Classifier": osi("MIT License")}, "MIT"),
        (
            {"License": "Copyright (c) 2001 Somebody, Inc.\nAll rights ...", "Classifier": osi("BSD License")},
            "BSD-3-Clause",
        ),
        ({"License": "MIT License\n\nPermission is hereby granted"}, "MIT"),
        ({"Classifier": ["License :: OSI Approved", osi("MIT License"), "Typing :: Typed"]}, "MIT"),
        ({"License": "MIT", "Classifier": osi("GNU General Public License v3 (GPLv3)")}, ""),
        ({"License": "A licence of my own, ask me"}, ""),
        ({"Classifier": "License :: Other/Proprietary License"}, ""),
        ({}, ""),
    ],
)
def test_a_licence_is_read_from_metadata_of_any_age(fields: dict[str, str | list[str]], licence: str) -> None:
    assert licence_of(Package("alpha", **fields), RULES) == licence


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-only",
        "AGPL-3.0-or-later",
        "LGPL-2.1-only",
        "MPL-2.0",
        "SSPL-1.0",
        "Proprietary",
        "MIT AND GPL-2.0-only",
    ],
)
def test_copyleft_and_unknown_licences_fail_with_the_package_named(licence: str) -> None:
    fault = fault_of(Package("alpha", License_Expression=licence), RULES)
    assert fault.startswith(f"licences: alpha 1.0: {licence} is not allowed")


def test_a_package_without_a_licence_fails_with_its_name() -> None:
    assert fault_of(Package("alpha"), RULES).startswith("licences: alpha 1.0: its metadata names no known licence")


def test_what_is_read_from_its_files_holds_only_where_the_metadata_says_nothing() -> None:
    rules = Rules(frozenset({"MIT"}), {}, {}, {"alpha-beta": "MIT"})
    assert fault_of(Package("alpha_beta"), rules) == ""
    assert fault_of(Package("alpha_beta", License_Expression="GPL-3.0-only"), rules) != ""
    assert fault_of(Package("gamma"), rules) != ""


def test_a_malformed_expression_is_a_fault_and_no_crash() -> None:
    assert "alpha" in fault_of(Package("alpha", License_Expression="MIT AND ("), RULES)


def test_a_choice_is_allowed_where_one_side_is() -> None:
    assert fault_of(Package("alpha", License_Expression="GPL-2.0-only OR MIT"), RULES) == ""


def test_a_package_that_is_let_in_is_so_with_the_licence_that_was_read_alone() -> None:
    rules = Rules(frozenset({"MIT"}), {"alpha-beta": "MPL-2.0"}, {})
    assert fault_of(Package("alpha_beta", License_Expression="MPL-2.0"), rules) == ""
    assert fault_of(Package("alpha_beta", License_Expression="GPL-3.0-only"), rules) != ""
    assert fault_of(Package("gamma", License_Expression="MPL-2.0"), rules) != ""


def test_dependencies_of_dependencies_are_found_and_what_is_not_for_this_machine_is_not() -> None:
    installed = {
        "alpha": Package("alpha", "beta[fast]>=1", "delta; sys_platform == 'nowhere'", "absent"),
        "beta": Package("beta", "gamma; extra == 'fast'", "delta; extra == 'slow'", "alpha"),
        "gamma": Package("gamma"),
        "delta": Package("delta"),
    }

    def find(name: str) -> Distribution:
        if name not in installed:
            raise PackageNotFoundError(name)
        return installed[name]

    assert [package.metadata["Name"] for package in run_time(["alpha"], find)] == ["alpha", "beta", "gamma"]


@pytest.mark.slow
def test_every_package_that_is_let_in_is_still_one_of_the_dependencies() -> None:
    names = {p.metadata["Name"].lower().replace("_", "-") for p in run_time(requirements_of(ROOT / "pyproject.toml"))}
    assert set(RULES.packages) <= names | {"psycopg", "psycopg-binary"}


@pytest.mark.slow
def test_the_installed_dependencies_are_all_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().err
    assert "gradio" in {package.metadata["Name"] for package in run_time(["gradio"])}
    assert distribution("gradio").version


def test_an_environment_without_the_packages_is_no_pass(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("checks.licences.run_time", lambda requirements: iter(()))
    assert main() == 1
    assert "make install" in capsys.readouterr().err
