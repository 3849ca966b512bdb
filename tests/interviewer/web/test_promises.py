"""What SECURITY.md promises about the whole page, checked on a process of it: it calls nobody, and never reveals the key."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from interviewer.cli.main import run_with
from tests.interviewer.web.page_process import Process
from tests.interviewer.web.visitor import Visitor
from tests.real_models import REAL_HOME, REAL_READER
from tests.servers import free_port

KEY = "sk-kept-secret-0123456789"
OTHER_KEY = "sk-kept-embedding-0123456789"
SECRET = "zebra-crossing-4711"
pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Process]:
    """A page whose language model is an endpoint that is away."""
    (tmp_path / "served").mkdir()
    env = {
        "VIVA_TEST_REACHED": str(tmp_path / "reached"),
        "VIVA_LLM_BASE_URL": f"http://127.0.0.1:{free_port()}/v1",
        "VIVA_LLM_MODEL": "away",
        "VIVA_LLM_API_KEY": KEY,
        "VIVA_EMBEDDING_API_KEY": OTHER_KEY,
        "VIVA_LLM": "api",
        "VIVA_LLM_RETRIES": "0",
        "VIVA_LOG": "json",
    }
    made = Process(tmp_path / "served", free_port(), env, program="tests.interviewer.web.watched_page")
    made.start()
    try:
        made.wait()
        yield made
    finally:
        made.kill()


def played(page: Process) -> str:
    """Everything that a tab was told over an interview whose model is away, and what can be asked of the page besides."""
    visitor = Visitor(page.url, "somebody").opened()
    told = [visitor.seen, visitor.begins(), visitor.says("The loss goes down when the step is small.")]
    told += [visitor.does("skip", "", None), visitor.ticks()]
    told += [
        httpx.get(f"{page.url}{path}", timeout=30).text for path in ("/", "/config", "/healthz", "/metrics", "/nowhere")
    ]
    return "\n".join(told)


def test_a_whole_interview_reaches_nothing_but_this_machine(page: Process, tmp_path: Path) -> None:
    told = played(page)
    assert "away cannot be reached" in told, "the endpoint on loopback was asked"
    reached = tmp_path / "reached"
    assert not reached.exists() or reached.read_text() == ""
    html = httpx.get(page.url, timeout=30).text
    assert [
        url for url in re.findall(r'<(?:script|link)[^>]+(?:src|href)="(https?:[^"]+)"', html) if "127.0.0.1" not in url
    ] == []


def test_the_key_is_in_nothing_that_the_page_says_logs_or_keeps(
    page: Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    told = played(page)
    assert all(key not in told + page.log for key in (KEY, OTHER_KEY))
    page.kill()
    kept = [path for path in (tmp_path / "served").rglob("*") if path.is_file()]
    for key in (KEY, OTHER_KEY):
        assert [path.name for path in kept if key.encode() in path.read_bytes()] == []
    monkeypatch.setenv("VIVA_HOME", str(tmp_path / "served/home"))
    for name in ("LLM", "LLM_BASE_URL", "LLM_MODEL", "LLM_API_KEY", "LLM_RETRIES"):
        monkeypatch.setenv(f"VIVA_{name}", page.env[f"VIVA_{name}"])
    assert run_with(["data", "export", str(tmp_path / "all.zip")]) == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.namelist()
        assert [name for name in archive.namelist() if KEY.encode() in archive.read(name)] == []
    for command in (["model", "check"], ["doctor"], ["regrade", "--dry-run"], ["--debug", "model", "check"]):
        run_with(command)
    said = capfd.readouterr()
    assert KEY not in said.out + said.err and "cannot be reached" in said.out + said.err


def test_a_log_of_json_holds_no_answer_whatever_fails(tmp_path: Path) -> None:
    page = Process(tmp_path, free_port(), {"VIVA_LOG": "json", "VIVA_LLM": "off"}, "tests.interviewer.web.faulty_page")
    page.start()
    try:
        page.wait()
        visitor = Visitor(page.url, "somebody").opened()
        visitor.begins()
        visitor.says(f"The loss goes down, {SECRET}.")
        assert "Something went wrong in Viva (RuntimeError)" in visitor.says(f"FAULT {SECRET}")
        visitor.does("resume", SECRET)  # which Gradio itself refuses, and says why
        visitor.does("drill", SECRET, SECRET, SECRET)
    finally:
        page.kill()
    lines = [line for line in page.log.splitlines() if not line.startswith("Viva is at")]
    told = [json.loads(line) for line in lines]
    assert SECRET not in page.log
    events = [line["event"] for line in told if line["level"] in ("warning", "error")]
    for event in ("the page failed", "a library's message", "cannot read %s", "a fault that nothing handled"):
        assert event in events, event


@pytest.mark.embedded
def test_loading_the_models_reaches_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.interviewer.web.watched_page import watch; watch(Path(sys.argv[1]))\n"
        "from interviewer.offline import go_offline; go_offline()\n"
        "from interviewer.grading.local.reader import WEIGHTS, Reader\n"
        "from interviewer.llm.embedded.reader_base import ReaderBase\n"
        "from knowledge.search.embeddings import LocalEmbedder\n"
        "LocalEmbedder().embed(['a text'])\n"
        "base = ReaderBase(Path(sys.argv[2]), Path(sys.argv[3]) if sys.argv[3] else None)\n"
        "Reader(base.require, WEIGHTS).log_probabilities([('a claim', 'a statement')])\n"
    )
    reached = tmp_path / "r"
    command = [sys.executable, "-c", code, str(reached), str(REAL_HOME), str(REAL_READER or "")]
    subprocess.run(command, check=True, timeout=200)
    assert not reached.exists() or reached.read_text() == ""


def test_an_attempt_to_reach_out_would_be_seen(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.interviewer.web.watched_page import watch; watch(Path(sys.argv[1]))\n"
        "import socket\n"
        "for call in (lambda: socket.getaddrinfo('huggingface.co', 443), lambda: socket.socket().connect(('192.0.2.1', 80))):\n"
        "    try:\n        call()\n    except OSError:\n        pass\n"
        "socket.getaddrinfo('localhost', 80)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "r")], check=True, timeout=60)
    assert (tmp_path / "r").read_text() == "look up huggingface.co\nconnect 192.0.2.1\n"
