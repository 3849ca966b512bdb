"""Two processes of the page behind one address, on one PostgreSQL and one Chroma server: as one page to who uses it."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg
import pytest

from interviewer.conversation.state.stored import Record
from interviewer.storage import passwords
from interviewer.storage.passwords import hash_password
from interviewer.storage.store import Store
from knowledge.schema import Bank
from knowledge.search.entries import passage_entries, question_entries
from knowledge.search.vector_store import COLLECTION_PREFIX, open_client
from tests.interviewer.web.page_process import Process
from tests.interviewer.web.proxy import COOKIE, proxy
from tests.interviewer.web.visitor import Visitor
from tests.servers import NEEDS_POSTGRES, chroma, free_port, postgres

pytestmark = [*NEEDS_POSTGRES, pytest.mark.slow, pytest.mark.timeout(900)]
PASSWORD = "correct horse battery"
PEOPLE = ("ada", "bob")
HELD_HERE = "The loss goes down when the first of two is held."
HELD_AND_KILLED = "The loss goes down when a process is killed."
"""Answers of tests in which a process is held while it reads. No other test says them: a process remembers what it has
read, and would grade the same answer to the same question without reading."""


@dataclass
class Site:
    """Both processes and the services that they share."""

    url: str
    processes: tuple[Process, Process]
    database: str
    chroma: str
    store: Store

    def visitor(self, name: str) -> Visitor:
        made = Visitor(self.url, name)
        made.sign_in(PASSWORD)
        return made.opened()

    def newest(self, name: str) -> Record:
        return self.store.of(name).interviews.all()[-1]

    def said(self, name: str, interview_id: str) -> list[str]:
        turns = self.store.of(name).interviews.transcript(interview_id)
        return [turn.text for turn in turns if turn.role == "candidate"]

    def events(self, interview_id: str) -> list[tuple[int, str]]:
        """Number and kind of every event of an interview, in order."""
        with psycopg.connect(self.database.replace("+psycopg", "")) as connection:
            rows = connection.execute(
                "select seq, kind from events where interview_id = %s order by seq", [interview_id]
            )
            return [(int(seq), str(kind)) for seq, kind in rows]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "chroma").mkdir()
    front, ports = free_port(), (free_port(), free_port())
    with (
        postgres() as database,
        chroma(folder / "chroma") as vectors,
        proxy(front, ports) as url,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(passwords, "_ROUNDS", 4)
        env = {
            "VIVA_DATABASE_URL": database,
            "VIVA_CHROMA_URL": vectors,
            "VIVA_PUBLIC_URL": url,
            "VIVA_LLM": "off",
            "VIVA_RUN_CODE": "off",
        }
        both = (Process(folder / "0", ports[0], env), Process(folder / "1", ports[1], env))
        for each in both:
            each.folder.mkdir()
        store = Store(database)
        for name in PEOPLE:
            store.accounts.add(name, hash_password(PASSWORD))
        store.close()
        try:
            for each in both:
                each.start()
            for each in both:
                each.wait()
            store = Store(database)
            yield Site(url, both, database, vectors, store)
            store.close()
            for each in both:
                assert "Traceback" not in each.log, each.log
        finally:
            for each in both:
                each.kill()


def test_two_first_starts_at_once_make_one_index(site: Site, bank: Bank, tmp_path: Path) -> None:
    for each in site.processes:
        assert httpx.get(f"{each.url}/healthz").json()["parts"]["index"] == "ready", each.log
    client = open_client(tmp_path, site.chroma)
    for name, entries in (("questions", question_entries(bank)), ("passages", passage_entries(bank))):
        assert client.get_collection(f"{COLLECTION_PREFIX}{name}").count() == len(entries)


def test_both_give_the_same_page(site: Site) -> None:
    """So that a browser whose process is gone can go on at the other with the page that it has."""
    first = site.visitor("ada")
    second = Visitor(site.url, "ada", {**first.cookies, COOKIE: str(1 - first.process)})
    pages = [visitor.ask("GET", "/config").json() for visitor in (first, second)]
    for part in ("dependencies", "layout"):
        assert pages[0][part] == pages[1][part]


def test_an_interview_begun_at_one_is_shown_and_goes_on_at_the_other(site: Site) -> None:
    first = site.visitor("ada")
    first.begins()
    record = site.newest("ada")
    question = site.store.of("ada").interviews.transcript(record.id)[-1].text
    second = first.at(1 - first.process)
    assert second.process != first.process
    second.opened(f"?interview={record.id}")
    assert json.dumps(question.split("\n")[0][:40], ensure_ascii=False)[1:-1] in second.seen
    second.says("The loss goes down when the step is small.")
    after = site.newest("ada")
    assert after.id == record.id and after.state.attempts[0].grade is not None
    assert site.said("ada", record.id) == ["The loss goes down when the step is small."]
    first.opened(f"?interview={record.id}")
    assert "The loss goes down when the step is small." in first.seen
    first.does("end", "", None)
    assert site.newest("ada").phase == "finished"
    second.opened(f"?report={record.id}")
    file, *_ = re.findall(r'"url": "[^"]*(/gradio_api/file=[^"]*\.json)"', second.seen)
    assert "The loss goes down when the step is small." in second.ask("GET", file).text


def test_two_people_at_both_do_not_mix(site: Site) -> None:
    people = [site.visitor(name) for name in PEOPLE]
    if people[0].process == people[1].process:
        people[1] = people[1].at(1 - people[0].process)

    def talk(visitor: Visitor) -> str:
        return visitor.begins(3) + "".join(
            visitor.says(f"{visitor.name} says {n}: the loss goes down") for n in range(3)
        )

    with ThreadPoolExecutor(2) as pool:
        shown = dict(zip(PEOPLE, pool.map(talk, people), strict=True))
    for visitor, other in (people, people[::-1]):
        mine = site.newest(visitor.name)
        assert site.said(visitor.name, mine.id) == [f"{visitor.name} says {n}: the loss goes down" for n in range(3)]
        assert f"{other.name} says" not in shown[visitor.name]
        for process in (0, 1):
            stranger = other.at(process).opened(f"?interview={mine.id}")
            assert f"{visitor.name} says" not in stranger.seen


def test_answers_at_the_same_moment_to_both_are_neither_lost_nor_doubled(site: Site) -> None:
    owner = site.visitor("ada")
    owner.begins(3)
    record = site.newest("ada")
    for number in range(6):
        windows = [owner.at(process).opened(f"?interview={record.id}") for process in (0, 1)]
        texts = [f"round {number} window {process}: the loss goes down" for process in (0, 1)]
        told = _at_once(windows, texts)
        kept = site.said("ada", record.id)
        assert any(text in kept for text in texts)
        for process in (0, 1):
            assert kept.count(texts[process]) <= 1
            # a message that was not accepted stays in its sender's box, with a note
            assert texts[process] in kept or "continued in another window" in told[process], told[process]
        events = site.events(record.id)
        assert [seq for seq, _ in events] == list(range(1, len(events) + 1))
        assert site.store.of("ada").interviews.load(record.id).version == len(events)
        if site.newest("ada").phase == "finished":
            break


def test_what_one_is_grading_is_left_to_it_by_the_other(site: Site) -> None:
    first = site.visitor("ada")
    first.begins()
    record = site.newest("ada")
    second = first.at(1 - first.process).opened(f"?interview={record.id}")
    here = site.processes[first.process]
    here.hold.touch()
    try:
        got = first.join("say", HELD_HERE, None, "", "", "", None)
        assert got.status_code == 200
        _until(lambda: site.newest("ada").phase == "working")
        for _ in range(3):
            second.ticks()
        assert site.newest("ada").phase == "working"
    finally:
        here.hold.unlink()
    assert "continued in another window" not in first.told()
    kinds = [kind for _, kind in site.events(record.id)]
    assert kinds.count("graded") == 1 and kinds.count("said") == 1
    assert kinds[kinds.index("said") + 1] == "graded", kinds


def test_a_tab_has_to_stay_at_one_process(site: Site) -> None:
    """What the page in docs says of the proxy: a tab's stream is where its question was asked, and nowhere else."""
    owner = site.visitor("ada")
    assert owner.join("load", "", "").status_code == 200
    other = Visitor(owner.url, owner.name, {**owner.cookies, COOKIE: str(1 - owner.process)}, owner.tab)
    got = other.ask("GET", "/gradio_api/queue/data", params={"session_hash": owner.tab})
    assert "process_completed" not in got.text
    assert "process_completed" in owner.told()


def test_a_process_that_is_killed_leaves_the_other_and_the_interview(site: Site) -> None:
    """The last of this file, as one process is gone after it."""
    owner = site.visitor("bob")
    owner.begins(2)
    record = site.newest("bob")
    dead = site.processes[owner.process]
    left = site.processes[1 - owner.process]
    dead.hold.touch()
    try:
        assert owner.join("say", HELD_AND_KILLED, None, "", "", "", None).status_code == 200
        _until(lambda: site.newest("bob").phase == "working")
        dead.kill()
    finally:
        dead.hold.unlink()
    assert httpx.get(f"{left.url}/healthz").status_code == 200
    owner.opened(f"?interview={record.id}")  # the browser's cookie still names the process that is gone
    assert site.processes[owner.process] is left
    assert HELD_AND_KILLED in owner.seen
    assert site.said("bob", record.id) == [HELD_AND_KILLED]
    kinds = [kind for _, kind in site.events(record.id)]
    assert kinds.count("graded") == 1 and site.newest("bob").state.attempts[0].grade is not None
    owner.says("And the gradient has no noise, so the loss is smooth.")
    assert len(site.said("bob", record.id)) == 2


def _at_once(windows: Sequence[Visitor], texts: Sequence[str]) -> list[str]:
    """Send each text from its window at the same moment; what each is told."""
    ready = threading.Barrier(len(windows))

    def send(window: Visitor, text: str) -> str:
        ready.wait()
        return window.says(text)

    with ThreadPoolExecutor(len(windows)) as pool:
        return list(pool.map(send, windows, texts))


def _until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)
