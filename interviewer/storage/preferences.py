"""Settings the candidate made on the page."""

from __future__ import annotations

from interviewer.storage.database import Database
from interviewer.storage.tables import PreferenceRow

INTERVIEW_DATE = "interview_date"
"""Name of the date of the candidate's interview, as ``2027-03-31``; "" if none is set."""


class Preferences:
    """Settings by name, in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str:
        """A setting, "" if it was never made."""
        with self._database.session() as session:
            row = session.get(PreferenceRow, (self._database.owner, name))
            return row.value if row else ""

    def set(self, name: str, value: str) -> None:
        """Store a setting."""
        with self._database.session() as session:
            session.merge(PreferenceRow(owner=self._database.owner, name=name, value=value))
