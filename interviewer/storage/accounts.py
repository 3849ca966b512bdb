"""Who may sign in, if the page is for several people, and who is signed in."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from interviewer.errors import StorageError, UsageError
from interviewer.storage.database import Database
from interviewer.storage.tables import AccountRow, SignInRow


class Accounts:
    """Names and hashes of passwords; nothing here knows a password, or what a browser keeps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, password_hash: str) -> None:
        """Make an account.

        Raises:
            UsageError: There is one with this name.
        """
        try:
            with self._database.session() as session:
                session.add(AccountRow(name=name, password_hash=password_hash, created_at=datetime.now(UTC)))
        except StorageError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise UsageError(
                    f"there is an account {name!r} already; 'viva user password' changes its password"
                ) from error
            raise

    def change(self, name: str, password_hash: str) -> bool:
        """Replace an account's password and sign it out everywhere; returns whether there is such an account."""
        with self._database.session() as session:
            found = session.get(AccountRow, name)
            if found is not None:
                session.execute(update(AccountRow).where(AccountRow.name == name).values(password_hash=password_hash))
                session.execute(delete(SignInRow).where(SignInRow.name == name))
            return found is not None

    def remove(self, name: str) -> bool:
        """Delete an account and sign it out everywhere; returns whether there was one. What it wrote stays until it is erased."""
        with self._database.session() as session:
            found = session.get(AccountRow, name)
            if found is not None:
                session.delete(found)
                session.execute(delete(SignInRow).where(SignInRow.name == name))
            return found is not None

    def names(self) -> list[str]:
        """The accounts, in order."""
        with self._database.session() as session:
            return list(session.scalars(select(AccountRow.name).order_by(AccountRow.name)))

    def password_hash(self, name: str) -> str | None:
        """The hash of an account's password; None if there is no such account."""
        with self._database.session() as session:
            row = session.get(AccountRow, name)
            return row.password_hash if row else None

    def sign_in(self, token_hash: str, name: str, until: float, now: float) -> None:
        """Record a sign-in, valid until a time in seconds since the epoch; expired ones are deleted."""
        with self._database.session() as session:
            session.execute(delete(SignInRow).where(SignInRow.until < now))
            session.add(SignInRow(token_hash=token_hash, name=name, until=until))

    def signed_in(self, token_hash: str, now: float, longest: float) -> str | None:
        """Who is signed in with the token of this hash; None if nobody is.

        Args:
            now: Seconds since the epoch.
            longest: Most seconds that a sign-in can last. More can remain only if the clock was set back since; the sign-in
                is then cut to this long from now, no matter how far ahead the clock had been.
        """
        with self._database.session() as session:
            row = session.get(SignInRow, token_hash)
            if row is None or row.until < now:
                return None
            if row.until > now + longest:  # checked with every request, but almost never written
                row.until = now + longest
            return row.name

    def sign_out(self, token_hash: str) -> None:
        """Delete a sign-in."""
        with self._database.session() as session:
            session.execute(delete(SignInRow).where(SignInRow.token_hash == token_hash))
