"""What pip-audit says, and what is made of it; pip-audit itself is not run, since it needs a network."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from checks.split_lock import GPU, REST, TORCH
from checks.vulnerabilities import check, main, pins

LOCK = """alpha==1.0 \\
    --hash=sha256:00
beta==2.0 ; python_full_version < '3.12' \\
    --hash=sha256:11
beta==3.0 ; python_full_version >= '3.12' \\
    --hash=sha256:22
"""
TORCH_LOCK = "# builds\ntorch==2.13.0 \\\n    --hash=sha256:33\n"


def said(code: int, stdout: str = "", stderr: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, stdout, stderr)


def audited(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


def clean(name: str) -> dict[str, object]:
    return {"name": name, "version": "1.0", "vulns": []}


def bad(name: str, *fixed: str) -> dict[str, object]:
    return {"name": name, "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": list(fixed)}]}


class Audit:
    """pip-audit with answers in a queue; what it was asked is kept."""

    def __init__(self, *answers: subprocess.CompletedProcess[str]) -> None:
        self.answers = list(answers)
        self.asked: list[list[str]] = []

    def __call__(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
        self.asked.append(Path(arguments[arguments.index("-r") + 1]).read_text().split())
        return self.answers.pop(0)


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    (tmp_path / TORCH).write_text(TORCH_LOCK)
    (tmp_path / "requirements.lock").write_text(LOCK)
    return tmp_path / "requirements.lock"


def outcome(lock: Path, *answers: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    made = check([lock, lock.with_name(TORCH)], Audit(*answers))
    return made.code, "\n".join(made.lines)


def test_all_that_is_installed_is_asked_about_for_every_platform(lock: Path) -> None:
    assert pins(LOCK + TORCH_LOCK) == ["alpha==1.0", "beta==2.0", "beta==3.0", "torch==2.13.0"]
    audit = Audit(*[said(0, audited(clean("alpha")))] * 2)
    assert check([lock, lock.with_name(TORCH)], audit).code == 0
    assert audit.asked == [["alpha==1.0", "beta==2.0", "torch==2.13.0"], ["beta==3.0"]]


def test_the_lock_of_this_tree_is_read_whole() -> None:
    root = Path(__file__).parents[2]
    locks = "\n".join((root / name).read_text() for name in (REST, TORCH, GPU))
    starts = [line for line in locks.splitlines() if line and not line.startswith((" ", "#"))]
    found = pins(locks)
    assert len(found) == len({line.split(" ")[0].lower() for line in starts})
    assert any(pin.startswith("torch==") for pin in found)


def test_none_known_passes(lock: Path) -> None:
    code, line = outcome(
        lock, said(0, audited(*map(clean, ("alpha", "beta", "torch")))), said(0, audited(clean("beta")))
    )
    assert code == 0 and "none known in 3 packages" in line


@pytest.mark.parametrize(
    ("fixed", "words"), [(("1.1",), "fixed in 1.1; run 'make lock'"), ((), "not fixed yet")], ids=["fixed", "open"]
)
def test_a_known_one_fails_and_is_named(lock: Path, fixed: tuple[str, ...], words: str) -> None:
    answer = said(1, audited(bad("alpha", *fixed), clean("beta")), "Found 1 known vulnerability in 1 package")
    code, line = outcome(lock, answer, said(0, audited(clean("beta"))))
    assert code == 1 and line == f"vulnerabilities: alpha 1.0: PYSEC-1, {words}"


def test_a_known_one_in_the_second_list_fails_too(lock: Path) -> None:
    code, line = outcome(lock, said(0, audited(clean("alpha"))), said(1, audited(bad("beta"))))
    assert code == 1 and "beta" in line


@pytest.mark.parametrize(
    "traceback",
    [
        "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='pypi.org'): Name or service not known",
        "requests.exceptions.ProxyError: HTTPSConnectionPool(host='pypi.org', port=443): Max retries exceeded",
        "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='pypi.org', port=443): Read timed out.",
        "ERROR:pip_audit._cli:Could not connect to PyPI's vulnerability feed\nTip: your network may be blocking this",
        "requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: https://pypi.org/pypi/a/1/json",
    ],
    ids=["no network", "proxy", "slow", "blocked", "out of order"],
)
def test_without_a_network_it_says_so_and_passes(lock: Path, traceback: str) -> None:
    code, line = outcome(lock, *[said(1, "", f"Traceback ...\n{traceback}")] * 2)
    assert code == 0 and "not checked, no network" in line


AWAY = said(1, "", "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='pypi.org')")


def test_a_list_that_was_not_checked_is_not_hidden_by_one_that_was(lock: Path) -> None:
    code, line = outcome(lock, said(0, audited(*map(clean, ("alpha", "beta", "torch")))), AWAY)
    assert code == 0 and line.splitlines() == [
        "vulnerabilities: 1 package not checked, no network (PyPI did not answer)",
        "vulnerabilities: none known in 3 packages",
    ]


def test_a_known_one_does_not_hide_that_the_other_list_was_not_checked(lock: Path) -> None:
    code, line = outcome(lock, AWAY, said(1, audited(bad("beta"))))
    assert code == 1
    first, second = line.splitlines()
    assert "PYSEC-1" in first and "3 packages not checked" in second


def test_an_audit_that_takes_too_long_is_one_line_and_no_pass(lock: Path) -> None:
    def slow(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
        raise subprocess.TimeoutExpired(list(arguments), 900)

    made = check([lock, lock.with_name(TORCH)], slow)
    assert made.code == 2 and made.lines == ("vulnerabilities: pip-audit did not finish within 900 s; try again",)


def test_an_index_that_knows_no_package_has_checked_nothing(lock: Path) -> None:
    skipped = audited({"name": "alpha", "skip_reason": "not found on PyPI"})
    code, line = outcome(lock, said(0, skipped), said(0, skipped))
    assert code == 0 and "not checked" in line and "none known" not in line


@pytest.mark.parametrize(
    "answer",
    [
        said(1, "", "ERROR: requirement x= is malformed"),
        said(1, "[]"),
        said(0, ""),
        said(1, "{}", "No module named pip_audit"),
    ],
)
def test_a_check_that_failed_is_no_pass(lock: Path, answer: subprocess.CompletedProcess[str]) -> None:
    code, line = outcome(lock, answer, answer)
    assert code == 2 and "pip-audit failed" in line


def test_an_empty_lock_is_no_pass(lock: Path) -> None:
    lock.write_text("")
    lock.with_name(TORCH).write_text("")
    assert outcome(lock)[0] == 2


def test_a_fault_goes_to_stderr(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("checks.vulnerabilities.run_pip_audit", lambda arguments: said(1, audited(bad("alpha"))))
    assert main() == 1
    assert "alpha 1.0: PYSEC-1" in capsys.readouterr().err
