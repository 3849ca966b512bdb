"""The compose file uses existing settings, opens only the page's port, and contains no secret."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypedDict

import pytest
import yaml

from interviewer.settings import Settings

ROOT = Path(__file__).parents[1]


class Service(TypedDict, total=False):
    """A service, as far as it is looked at."""

    image: str
    ports: list[str]
    environment: dict[str, str]


@pytest.fixture(scope="module")
def services() -> dict[str, Service]:
    read: dict[str, dict[str, Service]] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return read["services"]


def test_its_settings_are_settings_and_make_a_page_that_asks_for_sign_in(services: dict[str, Service]) -> None:
    given = {name: said for name, said in services["page"]["environment"].items() if name.startswith("VIVA_")}
    assert {name.removeprefix("VIVA_").lower() for name in given} <= set(Settings.model_fields)
    plain: dict[str, Any] = {name.removeprefix("VIVA_").lower(): value for name, value in given.items()}
    made = Settings(**plain | {"public_url": "https://viva.example.org"})
    assert made.needs_sign_in and made.database.startswith("postgresql+psycopg://viva:")
    assert made.chroma_url == "http://chroma:8000" and made.port == 7860


def test_nothing_but_the_page_is_reached_from_outside_and_that_from_this_machine_alone(
    services: dict[str, Service],
) -> None:
    assert {name for name, service in services.items() if "ports" in service} == {"page"}
    assert services["page"]["ports"] == ["127.0.0.1:7860:7860"]


def test_a_proxys_word_on_who_calls_is_taken_where_nobody_else_reaches_the_page(services: dict[str, Service]) -> None:
    page = services["page"]
    assert page["environment"]["FORWARDED_ALLOW_IPS"] == "*" and page["ports"][0].startswith("127.0.0.1:")


def test_what_git_ignores_stays_out_of_the_image() -> None:
    ignored, left_out = (
        (ROOT / name).read_text(encoding="utf-8").splitlines() for name in (".gitignore", ".dockerignore")
    )
    assert {f"**/{line.rstrip('/')}" for line in ignored} | {".git"} <= set(left_out)


def test_passwords_come_from_outside_and_cannot_be_left_out(services: dict[str, Service]) -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert services["postgres"]["environment"]["POSTGRES_PASSWORD"].startswith("${VIVA_POSTGRES_PASSWORD:?")
    assert all(":?" in variable for variable in re.findall(r"\$\{[^}]*\}", text))


def test_the_server_is_of_the_clients_version(services: dict[str, Service]) -> None:
    (version,) = re.findall(r"^chromadb==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert services["chroma"]["image"].endswith(f":{version}")
