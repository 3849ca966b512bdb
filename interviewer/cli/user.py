"""``viva user``: who may sign in, if the page is for several people."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from interviewer.bootstrap import owned_store
from interviewer.errors import UsageError
from interviewer.settings import load_settings
from interviewer.storage.passwords import check_name, hash_password
from interviewer.storage.store import Store

app = typer.Typer(no_args_is_help=True, help="Who may sign in, where the page is for several people.")
Name = Annotated[str, typer.Argument(help="The account's name, such as ada.")]


@app.command()
def add(name: Name) -> None:
    """Make an account. The password is asked for, or read from standard input."""
    check_name(name)
    store = _store()
    if name in store.accounts.names():
        raise UsageError(f"there is an account {name!r} already; 'viva user password {name}' changes its password")
    store.accounts.add(name, hash_password(_password()))
    print(f"{name} can sign in now")


@app.command()
def password(name: Name) -> None:
    """Change an account's password, and sign it out everywhere."""
    store = _known(name)
    store.accounts.change(name, hash_password(_password()))
    print(f"the password of {name} is changed; it is signed out everywhere")


@app.command("list")
def list_() -> None:
    """List the accounts."""
    for name in _store().accounts.names():
        print(name)


@app.command()
def remove(name: Name, yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False) -> None:
    """Delete an account and everything it wrote. This cannot be undone."""
    store = _known(name)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError(f"this deletes everything that {name} wrote; say --yes to do it without being asked")
        typer.confirm(f"Delete {name} and everything that they wrote for good?", abort=True)
    store.of(name).erase()
    store.accounts.remove(name)
    print(f"{name} is gone")


def _store() -> Store:
    settings = load_settings()
    settings.prepare_home()
    return owned_store(settings)


def _known(name: str) -> Store:
    store = _store()
    if name not in store.accounts.names():
        raise UsageError(f"there is no account {name[:64]!r}; 'viva user list' shows which there are")
    return store


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
