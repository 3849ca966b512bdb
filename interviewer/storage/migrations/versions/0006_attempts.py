"""What was called the runs of an interview is called its attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

interviews = sa.table("interviews", sa.column("id", sa.String), sa.column("state", sa.JSON))


def upgrade() -> None:
    _rename("runs", "attempts")


def downgrade() -> None:
    _rename("attempts", "runs")


def _rename(before: str, after: str) -> None:
    connection = op.get_bind()
    for id_, state in connection.execute(sa.select(interviews.c.id, interviews.c.state)).all():
        if isinstance(state, dict) and before in state:
            state[after] = state.pop(before)
            connection.execute(sa.update(interviews).where(interviews.c.id == id_).values(state=state))
