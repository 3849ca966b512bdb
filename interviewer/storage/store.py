"""Everything that is stored, in one database."""

from __future__ import annotations

from interviewer.conversation.state.stored import Rescheduler
from interviewer.json_data import JsonObject
from interviewer.storage.accounts import Accounts
from interviewer.storage.database import Database
from interviewer.storage.interviews import Interviews
from interviewer.storage.preferences import Preferences
from interviewer.storage.reviews import Reviews
from interviewer.storage.rows import RowsByTable, all_rows, erase, restore


class Store:
    """Interviews, reviews and preferences of one database, as one owner sees them.

    Args:
        url: ``sqlite:///PATH``, or any SQLAlchemy URL.
        database: A database that is already open, used instead of the URL.

    Raises:
        StorageError: The database cannot be opened.
    """

    def __init__(self, url: str, database: Database | None = None) -> None:
        self._url = url
        self._database = database or Database(url)
        self.accounts = Accounts(self._database)
        self.interviews = Interviews(self._database)
        self.reviews = Reviews(self._database)
        self.preferences = Preferences(self._database)

    @property
    def owner(self) -> str:
        """Whose rows these are; "" if nobody signs in."""
        return self._database.owner

    def of(self, owner: str) -> Store:
        """The same store as another owner sees it."""
        return Store(self._url, self._database.of(owner))

    def rows(self) -> dict[str, list[JsonObject]]:
        """Everything of the owner, by table."""
        return all_rows(self._database)

    def take_rows(self, rows: RowsByTable, make: Rescheduler) -> dict[str, int]:
        """Write the rows that are missing; returns how many of each table were new."""
        return restore(self._database, rows, make)

    def erase(self) -> int:
        """Delete everything of the owner, and what is left of it in the file; returns how many rows there were."""
        return erase(self._database)

    def close(self) -> None:
        """Release the connections."""
        self._database.close()
