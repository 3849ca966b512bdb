"""Rebuild every card from its log of ratings, without FSRS's learning steps of minutes."""

from collections import defaultdict
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

cards = sa.table(
    "cards",
    sa.column("question_id", sa.String),
    sa.column("criterion_id", sa.String),
    sa.column("due", sa.DateTime(timezone=True)),
    sa.column("card", sa.JSON),
)
reviews = sa.table(
    "reviews",
    sa.column("id", sa.Integer),
    sa.column("at", sa.Float),
    sa.column("question_id", sa.String),
    sa.column("criterion_id", sa.String),
    sa.column("rating", sa.Integer),
)
preferences = sa.table("preferences", sa.column("name", sa.String), sa.column("value", sa.Text))


def upgrade() -> None:
    _replay(learning_steps=(), relearning_steps=())


def downgrade() -> None:
    _replay()


def _replay(**steps: tuple[()]) -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(reviews).order_by(reviews.c.at, reviews.c.id)).all()
    if not rows:
        return
    from fsrs import Card, Rating, Scheduler

    kept = connection.execute(sa.select(preferences.c.value).where(preferences.c.name == "interview_date")).scalar()
    day = date.fromisoformat(kept) if kept else None
    history = defaultdict(list)
    for row in rows:
        history[row.question_id, row.criterion_id].append((datetime.fromtimestamp(row.at, UTC), Rating(row.rating)))
    for (question_id, criterion_id), given in history.items():
        card = Card(card_id=1)
        for moment, rating in given:
            longest = max(1, (day - moment.astimezone().date()).days) if day else 36_500
            scheduler = Scheduler(**steps, enable_fuzzing=False, maximum_interval=min(longest, 36_500))
            card, _ = scheduler.review_card(card, rating, moment)
        where = sa.and_(cards.c.question_id == question_id, cards.c.criterion_id == criterion_id)
        connection.execute(sa.update(cards).where(where).values(due=card.due, card=dict(card.to_dict())))
