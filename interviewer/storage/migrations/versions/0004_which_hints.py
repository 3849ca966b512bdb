"""Which hints were given, where only their count was kept."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

interviews = sa.table("interviews", sa.column("id", sa.String), sa.column("state", sa.JSON))


def upgrade() -> None:
    _change(lambda hints: list(range(hints)) if isinstance(hints, int) else hints)


def downgrade() -> None:
    _change(lambda hints: len(hints) if isinstance(hints, list) else hints)


def _change(to: Callable[[Any], Any]) -> None:
    connection = op.get_bind()
    for id_, state in connection.execute(sa.select(interviews.c.id, interviews.c.state)).all():
        runs = state.get("runs", []) if isinstance(state, dict) else []
        for run in runs:
            run["hints"] = to(run.get("hints", []))
        if runs:
            connection.execute(sa.update(interviews).where(interviews.c.id == id_).values(state=state))
