"""Prints each failure as soon as it happens where the tests run unattended: a run that is cut off has no summary."""

from __future__ import annotations

import os

import pytest


class AtOnce:
    """Writes what failed, and where, below the progress of the run."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.failed:
            return
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        if terminal is not None:
            terminal.ensure_newline()
            terminal.write_line(f"FAILED {report.nodeid} ({report.when}, {report.duration:.0f} s)")
            for line in report.longreprtext.splitlines()[-12:]:
                terminal.write_line(f"    {line}")


def pytest_configure(config: pytest.Config) -> None:
    if "CI" in os.environ and not hasattr(config, "workerinput"):
        config.pluginmanager.register(AtOnce(config), "at-once")
