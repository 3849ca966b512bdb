from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interviewer.bootstrap import forms_of
from interviewer.errors import UsageError
from interviewer.grading.forms.code.code import CodeForm
from interviewer.settings import load_settings


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_PORT", "99999")
    monkeypatch.setenv("VIVA_LLM_BASE_URL", "localhost:8000")
    monkeypatch.setenv("VIVA_LLM", "sometimes")
    with pytest.raises(UsageError) as caught:
        load_settings()
    for name in ("VIVA_PORT", "VIVA_LLM_BASE_URL", "VIVA_LLM"):
        assert name in str(caught.value)


def test_calls_are_told_of_only_where_an_endpoint_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not load_settings(llm="auto", judge="llm").metered
    assert not load_settings(llm="off").metered
    monkeypatch.setenv("VIVA_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    assert load_settings(llm="auto").metered
    assert not load_settings(llm="embedded", judge="llm").metered, "it is set, but not used"


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_LLM_API_KEY", "very-secret")
    assert "very-secret" not in repr(load_settings())


def test_an_endpoint_switches_to_the_llm_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIVA_LLM")
    assert (load_settings().llm_kind, load_settings().judge_kind) == ("embedded", "local")
    monkeypatch.setenv("VIVA_LLM_BASE_URL", "http://127.0.0.1:1/v1")
    assert (load_settings().llm_kind, load_settings().judge_kind) == ("api", "llm")


def test_a_home_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="set VIVA_HOME"):
        load_settings(home=tmp_path / "file" / "home").prepare_home()


def test_a_folder_with_the_readers_base_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().reader_path is None
    monkeypatch.setenv("VIVA_READER_PATH", "~/models/mpnet")
    assert load_settings().reader_path == Path("~/models/mpnet").expanduser()


@pytest.mark.parametrize(
    ("run_code", "host", "unconfined"),
    [
        ("auto", "127.0.0.1", False),
        ("unconfined", "127.0.0.1", True),
        ("unconfined", "::1", True),
        ("unconfined", "0.0.0.0", False),
        ("off", "127.0.0.1", False),
    ],
)
def test_code_runs_without_walls_only_by_consent_and_on_loopback(run_code: str, host: str, unconfined: bool) -> None:
    settings = load_settings(run_code=run_code, host=host)
    assert settings.runs_unconfined is unconfined
    assert any(isinstance(form, CodeForm) for form in forms_of(settings)) == (run_code != "off")


def test_a_wrong_consent_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVA_RUN_CODE", "yes")
    with pytest.raises(UsageError, match="VIVA_RUN_CODE"):
        load_settings()


def test_several_starts_on_one_home_do_not_trip_over_each_other(tmp_path: Path) -> None:
    made = load_settings(home=tmp_path / "home")
    with ThreadPoolExecutor(8) as starts:
        homes = list(starts.map(lambda _: made.prepare_home(), range(400)))
    assert set(homes) == {tmp_path / "home"}


@pytest.mark.parametrize("name", ["home", "bank", "tls_cert"])
def test_the_home_folder_of_nobody_is_named(name: str) -> None:
    with pytest.raises(UsageError, match=rf"VIVA_{name.upper()}: .*'~nobod.* nobody's home folder"):
        load_settings(**{name: "~nobody-here/bank"})
