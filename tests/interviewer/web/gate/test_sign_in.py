"""Signing in: what is kept, what a browser gets, and how often it may be tried."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from interviewer.errors import UsageError
from interviewer.storage import passwords
from interviewer.storage.passwords import check_name, hash_password, is_password
from interviewer.storage.store import Store
from interviewer.web.gate.sign_in import COOKIE, DAYS, TRIES, SignIn, read_form, sign_in_page

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_ROUNDS", 4)


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def sign_in(store: Store) -> SignIn:
    store.accounts.add("ada", hash_password(PASSWORD))
    return SignIn(store.accounts, Clock())


def cookie_of(header: str | None) -> str:
    assert header is not None
    return header.split(";")[0]


def test_who_signs_in_is_known_by_the_cookie_until_it_is_past(sign_in: SignIn) -> None:
    header, said = sign_in.enter("ada", PASSWORD, "1.2.3.4")
    assert said == "" and header is not None
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(header.split("; ")) and header.startswith("__Host-")
    assert sign_in.who(cookie_of(header)) == "ada"
    assert sign_in.who(f"a=b; {cookie_of(header)}; c=d") == "ada"
    sign_in._clock.now += DAYS * 86_400 + 1  # type: ignore[attr-defined]
    assert sign_in.who(cookie_of(header)) is None


DAY = 86_400.0


@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["forward", "back"])
def test_a_clock_that_jumps_by_a_day_signs_nobody_out(sign_in: SignIn, jump: float) -> None:
    clock: Clock = sign_in._clock  # type: ignore[assignment]
    cookie = cookie_of(sign_in.enter("ada", PASSWORD, "")[0])
    clock.now += jump
    assert sign_in.who(cookie) == "ada"
    cookie_of(sign_in.enter("ada", PASSWORD, "")[0])  # which clears away what is past its time
    clock.now -= jump
    assert sign_in.who(cookie) == "ada"


@pytest.mark.parametrize("ahead", [1, 1500], ids=["a day", "four years"])
def test_who_signed_in_under_a_clock_that_was_ahead_stays_no_longer_than_anybody(sign_in: SignIn, ahead: int) -> None:
    clock: Clock = sign_in._clock  # type: ignore[assignment]
    clock.now += ahead * DAY
    cookie = cookie_of(sign_in.enter("ada", PASSWORD, "")[0])
    clock.now -= ahead * DAY  # put right
    assert sign_in.who(cookie) == "ada"
    clock.now += DAYS * DAY - 1
    assert sign_in.who(cookie) == "ada"
    clock.now += 2
    assert sign_in.who(cookie) is None


def test_wrong_tries_are_counted_whatever_the_clock_is_set_to(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        sign_in.enter("ada", "wrong password", "1.1.1.1")
    for jump in (DAY, -DAY):
        sign_in._clock.now += jump  # type: ignore[attr-defined]
        monkeypatch.setattr("time.time", lambda: sign_in._clock())
        assert sign_in.enter("ada", PASSWORD, "1.1.1.1")[1].startswith("Too many wrong attempts")


def test_signing_out_and_a_new_password_end_it(sign_in: SignIn, store: Store) -> None:
    cookie = cookie_of(sign_in.enter("ada", PASSWORD, "")[0])
    other = cookie_of(sign_in.enter("ada", PASSWORD, "")[0])
    assert "Max-Age=0" in sign_in.leave(cookie) and sign_in.who(cookie) is None and sign_in.who(other) == "ada"
    store.accounts.change("ada", hash_password("another long password"))
    assert sign_in.who(other) is None


@pytest.mark.parametrize(
    "cookies", ["", "nonsense", f"{COOKIE}=", f"{COOKIE}=guess", f"{COOKIE}={'x' * 5000}", "=;=;\x00"]
)
def test_other_cookies_are_nobodys(sign_in: SignIn, cookies: str) -> None:
    assert sign_in.who(cookies) is None


def test_wrong_tries_end_in_a_wait_also_for_names_that_do_not_exist(sign_in: SignIn) -> None:
    for name in ("ada", "eve"):
        said = [sign_in.enter(name, "wrong password", "1.1.1.1")[1] for _ in range(7)]
        assert said[0] == "Wrong name or password." and said[-1].startswith("Too many wrong attempts")
    assert sign_in.enter("ada", PASSWORD, "1.1.1.1")[0] is None, "the right one has to wait, too"
    sign_in._of_name._clock = lambda: 1e9
    sign_in._of_address._clock = lambda: 1e9
    assert sign_in.enter("ada", PASSWORD, "1.1.1.1")[0] is not None


def test_neither_password_nor_token_is_in_the_database(sign_in: SignIn, tmp_path: Path) -> None:
    token = cookie_of(sign_in.enter("ada", PASSWORD, "")[0]).partition("=")[2]
    with sqlite3.connect(tmp_path / "viva.db") as plain:
        kept = "\n".join(plain.iterdump())
    plain.close()
    assert token not in kept and PASSWORD not in kept and "$2b$" in kept


def test_passwords_and_names_that_cannot_be(sign_in: SignIn) -> None:
    for wrong in ("short", "x" * 201):
        with pytest.raises(UsageError, match="10 to 200"):
            hash_password(wrong)
    for name in ("", "-", "Ada", "a b", "../x", "a" * 65, "a\nb", "ä"):
        with pytest.raises(UsageError, match="cannot be an account's name"):
            check_name(name)
    long = hash_password("ü" * 100)
    assert is_password("ü" * 100, long) and not is_password("ü" * 99, long)
    assert not is_password("anything at all", None) and not is_password("anything at all", "no hash")


def test_the_form_reads_what_it_should_and_shows_no_markup() -> None:
    assert read_form(b"name=Ada&password=a+b%26c") == ("ada", "a b&c")
    assert read_form(b"\xff\xfe") == ("", "") and read_form(b"") == ("", "")
    assert read_form(b"&".join(b"a=b" for _ in range(100))) == ("", "")
    assert "<script" not in sign_in_page("<script>alert(1)</script>")


@pytest.mark.slow
def test_people_who_sign_in_as_they_should_lock_nobody_out(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    # hashing two hundred passwords takes most of a minute
    monkeypatch.setattr("interviewer.web.gate.sign_in.is_password", lambda password, _: password == PASSWORD)
    assert all(sign_in.enter("ada", PASSWORD, "1.1.1.1")[0] for _ in range(TRIES * 20 + 5))
    for number in range(TRIES * 20):
        sign_in.enter(f"guess {number}", "wrong password", "1.1.1.1")
    assert sign_in.enter("ada", PASSWORD, "1.1.1.1")[0] is None, "guesses at many names from one address have to wait"
    assert sign_in.enter("ada", PASSWORD, "2.2.2.2")[0] is not None
