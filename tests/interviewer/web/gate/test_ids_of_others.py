"""Another person's id at every endpoint of the page: nothing of theirs is returned, and nothing of theirs changes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from interviewer.json_data import JsonObject, JsonValue
from interviewer.storage.store import Store
from interviewer.web.desk import Desk
from interviewer.web.gate import gate
from tests.interviewer.web.gate.person import Person, started
from tests.interviewer.web.page_config import Dependency, Part

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]
SECRET = "zebra-crossing-4711"
NO_TEXT = {
    "state",
    "number",
    "slider",
    "checkbox",
    "checkboxgroup",
    "timer",
    "file",
    "uploadbutton",
    "image",
    "dataframe",
}
"""Components whose value is no text. A state's value is never taken from a request."""
MOST_ALONE = 6
"""With more texts than this (the form for a question of one's own) they are not tried one by one."""


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_REQUESTS", 1_000_000)


def endpoints(person: Person) -> list[Dependency]:
    """Everything of the page that runs on the server."""
    return [each for each in person.blocks.config["dependencies"] if each["backend_fn"]]


def events_of(endpoint: Dependency) -> set[str]:
    return {str(target[-1]) for target in endpoint["targets"]}


def requests_with(person: Person, endpoint: Dependency, value: str, alone: bool) -> Iterator[list[JsonValue]]:
    """The inputs of an endpoint, with a value in all texts at once, and then, if wanted, in each of them alone."""
    parts: dict[int, Part] = {part["id"]: part for part in person.blocks.config["components"]}
    inputs = [parts[number] for number in endpoint["inputs"]]
    usual = [None if part["type"] == "state" else part["props"].get("value") for part in inputs]
    texts = [at for at, part in enumerate(inputs) if part["type"] not in NO_TEXT]
    yield [value if at in texts else each for at, each in enumerate(usual)]
    if alone and 1 < len(texts) <= MOST_ALONE:
        for one in texts:
            yield [value if at == one else each for at, each in enumerate(usual)]


def asked_for(person: Person, places: list[str], ids: list[str], alone: bool = True) -> dict[str, str]:
    """What a person is told by each endpoint that is asked for these ids, by its name."""
    told: dict[str, str] = {}
    for endpoint in endpoints(person):
        name = f"{endpoint['id']} {endpoint['api_name']} {sorted(events_of(endpoint))}"
        for value in [*places, *ids] if "load" in events_of(endpoint) else ids:
            for act in ("rename", "delete") if "select" in events_of(endpoint) else ("",):
                for data in requests_with(person, endpoint, value, alone and value == ids[-1]):
                    body: JsonObject = {
                        "fn_index": endpoint["id"],
                        "data": data,
                        "session_hash": person.tab,
                        "event_data": {"act": act, "id": value, "value": value, "index": 0},
                    }
                    got = person.ask("POST", "/gradio_api/queue/join", json=body)
                    assert got.status_code in {200, 404}, (name, got.status_code, got.text)
                    heard = json.dumps(person.heard(), ensure_ascii=False) if got.status_code == 200 else ""
                    told[name] = told.get(name, "") + heard
    return told


def interviews_of(person: Person, store: Store) -> tuple[str, str]:
    """An interview that is going on and one that is finished, with the person's words in both, and in their titles."""
    own = store.of(person.name).interviews
    finished = started(person, store)
    person.does("say", f"overfit first, {SECRET}", None, "", "", "", None)
    person.does("end", "", None)
    person.does("start", ["nlp"], 30, 2, "coach", "neutral")
    (going,) = [record.id for record in own.unfinished()]
    person.does("say", f"it is about words, {SECRET}", None, "", "", "", None)
    for number, interview_id in enumerate((finished, going)):
        own.rename(interview_id, f"{SECRET} {number}")
    return finished, going


@pytest.mark.timeout(600)
def test_no_endpoint_gives_or_changes_what_is_anothers(
    unlimited: None, page: tuple[Person, Person, Store, Desk]
) -> None:
    ada, bob, store, _ = page
    ada.sign_in(), bob.sign_in()
    ids = list(interviews_of(ada, store))
    before = store.of("ada").rows()
    assert json.dumps(before).count(SECRET) > 4
    places = [f"?{place}={one}" for place in ("interview", "report") for one in ids]
    bob.does("load", "", "")
    told = asked_for(bob, places, ids)
    assert len(told) > 40, "the page has that many"
    assert [name for name, words in told.items() if SECRET in words] == []
    assert store.of("ada").rows() == before
    assert not {record.id for record in store.of("bob").interviews.all()} & set(ids)
    # the same requests show the same things to whom they belong, so the walk would have seen them
    seen = [name for name, words in asked_for(ada, places, ids, alone=False).items() if SECRET in words]
    for event in ("load", "select", "click"):
        assert [name for name in seen if f"'{event}'" in name], event
    assert store.of("ada").rows() != before, "there it also renames and deletes"
