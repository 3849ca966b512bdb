"""The hooks of pre-commit are the checks of ``make check``, but for what they say they leave out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LEFT_TO_MAKE = {"python -m checks.vulnerabilities", "python -m checks.commit_message --last 20"}
HERE_ALONE = {"python -m checks.weights", "python -m checks.commit_message"}


class Hook(TypedDict, total=False):
    """A hook, as far as it is looked at."""

    id: str
    entry: str
    stages: list[str]


class HooksOfOne(TypedDict):
    hooks: list[Hook]


class HookConfig(TypedDict):
    default_install_hook_types: list[str]
    repos: list[HooksOfOne]


@pytest.fixture
def config() -> HookConfig:
    read: HookConfig = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return read


def commands_of_make() -> set[str]:
    """What the target ``check`` runs, without the folder of the environment."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    target = makefile.partition("\ncheck:")[2].partition("\n\n")[0]
    return {re.sub(r"^@\$\(BIN\)/", "", line.strip()) for line in target.splitlines()[1:]}


def plain(command: str) -> str:
    """A command without the options in which the two may differ."""
    return re.sub(r"^\.venv/bin/| --(?:check|fix|quick)\b| -q\b| \.$", "", re.sub(r" \.$", "", command)).strip()


def test_every_check_is_a_hook_or_said_to_be_none(config: HookConfig) -> None:
    hooks = {plain(hook["entry"]) for repo in config["repos"] for hook in repo["hooks"]}
    checks = {plain(command) for command in commands_of_make()}
    assert "mypy" in checks and checks - LEFT_TO_MAKE == hooks - HERE_ALONE


def test_a_commit_s_message_is_checked_too(config: HookConfig) -> None:
    assert "commit-msg" in config["default_install_hook_types"]
    stages = {hook["id"]: hook.get("stages") for repo in config["repos"] for hook in repo["hooks"]}
    assert stages["commit-message"] == ["commit-msg"]
