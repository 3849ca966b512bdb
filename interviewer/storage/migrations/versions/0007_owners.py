"""Add owners to all rows, and accounts for a page with several users. Existing rows belong to nobody: ""."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("interviews", "appeals", "reviews", "cards", "preferences")


CARDS = (
    sa.Column("question_id", sa.String(100), primary_key=True),
    sa.Column("criterion_id", sa.String(100), primary_key=True),
    sa.Column("due", sa.DateTime(timezone=True), nullable=False),
    sa.Column("card", sa.JSON, nullable=False),
)
PREFERENCES = (sa.Column("name", sa.String(100), primary_key=True), sa.Column("value", sa.Text, nullable=False))


def upgrade() -> None:
    # tables that already have an owner are kept: a copied database may claim to be older than it is
    there = sa.inspect(op.get_bind())
    owned = {table for table in TABLES if "owner" in {column["name"] for column in there.get_columns(table)}}
    for table in ("interviews", "appeals", "reviews"):
        if table not in owned:
            op.add_column(table, _owner())
            op.create_index(f"ix_{table}_owner", table, ["owner"])
    if "cards" not in owned:
        _rebuild("cards", _owner(primary_key=True), *CARDS)
        op.create_index("ix_cards_due", "cards", ["due"])
    if "preferences" not in owned:
        _rebuild("preferences", _owner(primary_key=True), *PREFERENCES)
    if there.has_table("accounts"):
        return
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False, index=True),
        sa.Column("until", sa.Float, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("sign_ins")
    op.drop_table("accounts")
    for table in TABLES:
        op.execute(sa.text(f"DELETE FROM {table} WHERE owner <> ''"))
    _rebuild("cards", *CARDS)
    op.create_index("ix_cards_due", "cards", ["due"])
    _rebuild("preferences", *PREFERENCES)
    for table in ("interviews", "appeals", "reviews"):
        op.drop_index(f"ix_{table}_owner", table)
        op.drop_column(table, "owner")


def _owner(primary_key: bool = False) -> sa.Column[str]:
    return sa.Column("owner", sa.String(64), primary_key=primary_key, nullable=False, server_default="")


def _rebuild(table: str, *columns: sa.Column) -> None:  # type: ignore[type-arg]
    """Recreate a table with another primary key, keeping its rows: SQLite cannot change a table's key."""
    kept = ", ".join(column.name for column in columns if column.name != "owner")
    op.create_table(f"{table}_new", *(column._copy() for column in columns))
    op.execute(sa.text(f"INSERT INTO {table}_new ({kept}) SELECT {kept} FROM {table}"))
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
