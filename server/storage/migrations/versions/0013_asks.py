"""Recordings that somebody is asked for, and the guides that came in answer."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "asks",
        sa.Column("id", serial, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("process", sa.String(length=80), nullable=True),
        sa.Column("slot", sa.String(length=80), nullable=True),
        sa.Column("process_name", sa.Text(), nullable=False),
        sa.Column("stage_name", sa.Text(), nullable=False),
        sa.Column("asker", serial, nullable=False),
        sa.Column("asked", serial, nullable=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_since", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_asks"),
        sa.UniqueConstraint("token", name="uq_asks_token"),
        sa.ForeignKeyConstraint(["process"], ["processes.id"], "fk_asks_process"),
        sa.ForeignKeyConstraint(["asker"], ["people.id"], "fk_asks_asker"),
        sa.ForeignKeyConstraint(["asked"], ["people.id"], "fk_asks_asked"),
        sqlite_autoincrement=True,
    )
    for column in ("process", "slot", "asker", "asked"):
        op.create_index(f"ix_asks_{column}", "asks", [column])
    op.create_table(
        "ask_answers",
        sa.Column("id", serial, nullable=False),
        sa.Column("ask", serial, nullable=False),
        sa.Column("guide", sa.String(length=64), nullable=False),
        sa.Column("person", serial, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ask_answers"),
        sa.ForeignKeyConstraint(["ask"], ["asks.id"], "fk_ask_answers_ask"),
        sa.ForeignKeyConstraint(["guide"], ["guides.id"], "fk_ask_answers_guide"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], "fk_ask_answers_person"),
    )
    op.create_index("ix_ask_answers_guide", "ask_answers", ["guide"])
    op.create_index("uq_ask_answers_ask_guide", "ask_answers", ["ask", "guide"], unique=True)
