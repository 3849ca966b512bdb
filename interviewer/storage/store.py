"""Everything that is kept, in one database."""

from __future__ import annotations

from interviewer.storage.database import Database
from interviewer.storage.interviews import Interviews
from interviewer.storage.preferences import Preferences
from interviewer.storage.reviews import Reviews


class Store:
    """Interviews, reviews and preferences of one database.

    Args:
        url: ``sqlite:///PATH``, or any SQLAlchemy URL.

    Raises:
        StorageError: The database cannot be opened.
    """

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        self.interviews = Interviews(self._database)
        self.reviews = Reviews(self._database)
        self.preferences = Preferences(self._database)

    def close(self) -> None:
        """Release the connections."""
        self._database.close()
