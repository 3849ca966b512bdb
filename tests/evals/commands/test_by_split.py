"""Suites whose module is only imported when they run."""

from __future__ import annotations

from importlib import import_module

import pytest

from evals.commands.by_split import SUITES, SplitSuite


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_each_suite_has_its_module_and_can_measure(suite: SplitSuite) -> None:
    assert callable(import_module(f"evals.suites.{suite.module}").measure)
