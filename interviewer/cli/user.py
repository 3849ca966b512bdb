"""``viva user``: who can sign in, if several people use the page."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from interviewer.bootstrap import opened_settings, owned_store
from interviewer.errors import UsageError
from interviewer.storage.passwords import check_name, hash_password
from interviewer.storage.store import Store

app = typer.Typer(no_args_is_help=True, help="Who can sign in, if several people use the page.")
Name = Annotated[str, typer.Argument(help="The account's name, such as ada.")]


@app.command()
def add(name: Name) -> None:
    """Create an account. The password is prompted for, or read from standard input."""
    check_name(name)
    store = _store()
    if name in store.accounts.names():
        raise UsageError(f"there is already an account {name!r}; 'viva user password {name}' changes its password")
    store.accounts.add(name, hash_password(_password()))
    print(f"{name} can now sign in")


@app.command()
def password(name: Name) -> None:
    """Change an account's password, and sign it out everywhere."""
    store = _known(name)
    store.accounts.change(name, hash_password(_password()))
    print(f"the password of {name} was changed, and {name} was signed out everywhere")


@app.command("list")
def list_() -> None:
    """List the accounts."""
    for name in _store().accounts.names():
        print(name)


@app.command()
def remove(
    name: Name, yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False
) -> None:
    """Delete an account and everything it wrote. This cannot be undone."""
    store = _known(name)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError(f"this deletes everything {name} wrote; use --yes to confirm")
        typer.confirm(f"Delete {name} and everything they wrote for good?", abort=True)
    store.of(name).erase()
    store.accounts.remove(name)
    print(f"{name} was deleted")


def _store() -> Store:
    return owned_store(opened_settings())


def _known(name: str) -> Store:
    store = _store()
    if name not in store.accounts.names():
        raise UsageError(f"there is no account {name[:64]!r}; 'viva user list' shows the accounts")
    return store


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
